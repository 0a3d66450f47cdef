// Makes the lung report as long as reports get: twenty pages of prose with two hundred proofs, as its authors' pasted and typed text would leave it.
import { setNarrative } from '../../src/shared/casedoc/edit.ts'
import { roomName } from '../../src/shared/casedoc/layout.ts'
import { readSection } from '../../src/shared/casedoc/read.ts'
import type { Proof } from '../../src/shared/domain/report.ts'
import { type Block, inlinesOf } from '../../src/shared/domain/reportContent.ts'
import type { CaseId } from '../../src/shared/kit/ids.ts'
import type { BenchWorkstation } from './benchWorkstation.ts'

/** A printed page holds about this many words at the report's size. */
const WORDS_A_PAGE = 450
const PAGES = 20
const CHIPS = 200
/** Half of it stands in the section that is typed into. */
export const LONG_SECTION = 'imaging'
const OTHERS = ['stage', 'response', 'comparison', 'firstOpinion', 'patientAndTreatment'] as const

const SENTENCES = [
  'The mass of the right hilum keeps its borders and touches the lower lobe bronchus over a short distance.',
  'No effusion is seen, and the pleura of both sides is smooth in every plane that was reconstructed.',
  'The nodes of the subcarinal station are small and keep their fatty centre, as they did in the study before.',
  'The liver, both adrenal glands and the visible bones show nothing that would change the stage.',
  'The thin slices were read next to the thick ones, and the difference between them explains the other value.',
] as const

/** @param proofs of the case, cited over and over as a long report does */
function longText(words: number, chips: number, proofs: readonly Proof[]): Block[] {
  const blocks: Block[] = []
  const paragraphs = Math.max(1, Math.round(words / 75))
  for (let p = 0; p < paragraphs; p++) {
    const here = Math.round(((p + 1) * chips) / paragraphs) - Math.round((p * chips) / paragraphs)
    const content = Array.from({ length: 4 }, (_, s) => {
      const proof = s < here ? proofs[(p + s) % proofs.length] : undefined
      return [{ type: 'text' as const, text: `${SENTENCES[(p + s) % SENTENCES.length]} ` }, ...(proof ? [{ type: 'proof' as const, proof }] : [])]
    }).flat()
    blocks.push({ type: 'paragraph', content: [...content, { type: 'text', text: ' ' }] })
  }
  return blocks
}

/** Replaces prose of the case's first report by twenty pages of it. */
export async function lengthenReport({ core }: BenchWorkstation, caseId: CaseId): Promise<void> {
  const { rooms, session } = core.work()
  const name = (section: string) => roomName({ kind: 'section', caseId, report: 1, section })
  const cited = readSection(await rooms.snapshot(name(LONG_SECTION))).body
  const proofs = inlinesOf(cited).flatMap((inline) => (inline.type === 'proof' ? [inline.proof] : []))
  if (proofs.length === 0) throw new Error('the report cites nothing')
  const words = WORDS_A_PAGE * PAGES
  const parts = [{ section: LONG_SECTION, share: 0.5 }, ...OTHERS.map((section) => ({ section, share: 0.5 / OTHERS.length }))]
  for (const { section, share } of parts) {
    const room = name(section)
    const origin = { actorId: session.user.id, room, tool: 'bench' }
    await rooms.edit(room, origin, (doc) => setNarrative(doc, origin, longText(words * share, CHIPS * share, proofs)))
  }
}
