// Where a mark of the case stands as a proof: every sentence of every report version, every outside value of the response table, every happening on the timeline. Reads only.
import { LESIONS, parseRoomName } from '#shared/casedoc/layout.ts'
import { readCourse, readSection } from '#shared/casedoc/read.ts'
import { parseRowKey } from '#shared/casedoc/rows.ts'
import type { ProofUse } from '#shared/domain/proofUse.ts'
import { type Block, paragraphsOf, plainText } from '#shared/domain/reportContent.ts'
import type * as Y from 'yjs'
import type { WorkstationRooms } from '../collab/createRooms.ts'

const LONGEST_WORDS = 200

export function createProofUses({ rooms }: { rooms: Pick<WorkstationRooms, 'list' | 'snapshot'> }) {
  async function uses({ caseId }: { caseId: string }): Promise<ProofUse[]> {
    const found: ProofUse[] = []
    for (const name of rooms.list(caseId)) {
      const room = parseRoomName(name)
      if (room?.kind === 'section') found.push(...usesInSection(await rooms.snapshot(name), room.report, room.section))
      if (room?.kind === 'documentAnnotations') found.push(...usesOnTimeline(await rooms.snapshot(name)))
      if (room?.kind === 'lesions') found.push(...usesInTable(await rooms.snapshot(name)))
    }
    return found
  }
  return { uses }
}

function usesInSection(doc: Y.Doc, report: number, section: string): ProofUse[] {
  const { fields, lists, fieldProofs = {}, body, answers } = readSection(doc)
  const of = (blocks: readonly Block[], question: number | null) =>
    paragraphsOf(blocks).flatMap((inlines) =>
      inlines.flatMap((inline, i): ProofUse[] =>
        inline.type === 'proof' ? [{ annotationId: inline.proof.annotationId, place: 'report', report, section, question, field: null, words: plainText(inlines.slice(0, i)).trim().slice(-LONGEST_WORDS) }] : [],
      ),
    )
  const writtenIn = (register: string) => {
    const row = parseRowKey(register)
    return (row ? lists[row.list]?.find(({ id }) => id === row.row)?.fields[row.field] : fields[register])?.value ?? ''
  }
  const behindFields = Object.entries(fieldProofs).flatMap(([field, proofs]) =>
    proofs.map(({ annotationId }): ProofUse => ({ annotationId, place: 'report', report, section, question: null, field, words: writtenIn(field).slice(0, LONGEST_WORDS) })),
  )
  return [...behindFields, ...of(body, null), ...answers.flatMap(({ question, body: blocks }) => of(blocks, question))]
}

/** Sizes that an outside report states carry their passage. */
function usesInTable(doc: Y.Doc): ProofUse[] {
  return [...doc.getMap<unknown>(LESIONS.outside).values()].flatMap((value): ProofUse[] => {
    const { proof } = (value ?? {}) as { proof?: { annotationId?: unknown; label?: unknown } }
    return typeof proof?.annotationId === 'string' ? [{ annotationId: proof.annotationId as ProofUse['annotationId'], place: 'response', report: null, section: null, question: null, field: null, words: String(proof.label ?? '').slice(0, LONGEST_WORDS) }] : []
  })
}

function usesOnTimeline(doc: Y.Doc): ProofUse[] {
  return readCourse(doc).flatMap(({ date, title, proof }): ProofUse[] =>
    proof ? [{ annotationId: proof.annotationId, place: 'timeline', report: null, section: null, question: null, field: null, words: `${date} ${title}`.slice(0, LONGEST_WORDS) }] : [],
  )
}
