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

/** In the language of the report, as its spelling is read too; a few words of medicine are unknown to the dictionary, as in real ones. */
const SENTENCES = [
  'La masa del hilio derecho conserva sus bordes y toca el bronquio del lóbulo inferior en un trayecto corto.',
  'No se ve derrame, y la pleura de ambos lados es lisa en todos los planos que se han reconstruido.',
  'Los ganglios de la estación subcarinal son pequeños y conservan su centro graso, como en el estudio anterior.',
  'El hígado, las dos glándulas suprarrenales y los huesos visibles no muestran nada que cambie el estadio.',
  'Los cortes finos se leyeron junto a los gruesos, y la diferencia entre ellos explica el otro valor.',
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
