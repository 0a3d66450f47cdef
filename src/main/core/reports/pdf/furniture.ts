// What stands on every page besides the text: header, footer, the strip of cited proofs. Drawn last, when the number of pages is known.
import type { CanonicalProof, CanonicalReport } from '#shared/domain/canonicalReport.ts'
import { formatDate } from '#shared/domain/localFormat.ts'
import { type Flow, STRIP_CARDS, STRIP_HEIGHT } from './flow.ts'
import { breakLines } from './lines.ts'
import { drawCard, type ProofPicture } from './proofCards.ts'
import { altOf, shortPlace, valuesOf } from './proofWords.ts'
import { CARD } from './proofRaster.ts'
import type { PrintStamp } from './stampWords.ts'
import { drawRule, drawText, FRAME, INK, PAGE, type Pdf, type Style, widthOf } from './sheet.ts'
import type { PrintWords } from './words.ts'

const META: Style = { font: 'sans', size: 8.2, color: INK.soft }
const META_BOLD: Style = { font: 'sansBold', size: 8.2, color: INK.text }

/** Cuts at the end with "…": names of people and programmes may be longer than their place. */
function fitted(pdf: Pdf, text: string, style: Style, width: number): string {
  if (widthOf(pdf, text, style) <= width) return text
  let end = text.length
  while (end > 1 && widthOf(pdf, `${text.slice(0, end)}…`, style) > width) end--
  return `${text.slice(0, end).trimEnd()}…`
}

function right(pdf: Pdf, text: string, baseline: number, style: Style): void {
  drawText(pdf, text, FRAME.right - widthOf(pdf, text, style), baseline, style)
}

/** Identity and place in the document on every page (H1), the legal status and the hash at the foot (H11). */
export function drawFurniture(flow: Flow, report: CanonicalReport, contentHash: string, words: PrintWords, stamp: PrintStamp | null): void {
  const { pdf } = flow
  const { count } = pdf.bufferedPageRange()
  for (let page = 0; page < count; page++) {
    pdf.switchToPage(page)
    pdf.markContent('Artifact', { type: 'Pagination' })
    drawHeader(pdf, report, words, page + 1, count, stamp?.mark ?? '')
    if (stamp) right(pdf, stamp.mark, PAGE.top + 2, { ...META_BOLD, color: stamp.isExtract ? INK.text : INK.bad })
    drawFooter(pdf, report, contentHash, words)
    pdf.endMarkedContent()
  }
}

/** @param mark stands at the right of the name's line; empty = the line is the name's alone */
function drawHeader(pdf: Pdf, report: CanonicalReport, words: PrintWords, page: number, pages: number, mark: string): void {
  const { patient, locale } = report
  const top = PAGE.top - 20
  const name = [patient.familyName, patient.givenName].filter((part) => part !== '').join(', ')
  const born = patient.birthDate ? ` · ${formatDate(patient.birthDate, locale)}` : ''
  drawText(pdf, fitted(pdf, report.issuer ?? words.notStated, META_BOLD, FRAME.width * 0.6), FRAME.left, top, META_BOLD)
  drawText(pdf, fitted(pdf, `${report.programme.name} · ${words.programme(report.programme.version)}`, META, FRAME.width * 0.64), FRAME.left, top + 11, META)
  right(pdf, `${words.caseWord} ${report.caseNumber} · ${words.version} ${report.reportNumber}`, top, META_BOLD)
  right(pdf, words.page(page, pages), top + 11, { ...META, tabular: true })
  // A long name is cut; the date that tells two people of one name apart never is.
  const room = mark === '' ? FRAME.width : FRAME.width - widthOf(pdf, mark, META_BOLD) - 12
  drawText(pdf, `${fitted(pdf, name, META, room - widthOf(pdf, born, META))}${born}`, FRAME.left, top + 22, META)
  drawRule(pdf, FRAME.left, FRAME.right, top + 29, INK.text, 0.9)
}

function drawFooter(pdf: Pdf, report: CanonicalReport, contentHash: string, words: PrintWords): void {
  const y = PAGE.height - PAGE.bottom + 12
  drawRule(pdf, FRAME.left, FRAME.right, y, INK.line)
  drawText(pdf, fitted(pdf, report.disclaimer?.footer ?? words.notStated, META, FRAME.width * 0.62), FRAME.left, y + 12, META)
  drawText(pdf, report.disclaimer?.name ?? '', FRAME.left, y + 23, META)
  right(pdf, `SHA-256 ${contentHash.slice(0, 16).replace(/(.{4})(?=.)/g, '$1\u00A0')}`, y + 12, { ...META, tabular: true })
  right(pdf, `${words.madeWith} ${report.softwareVersion}`, y + 23, META)
}

/** Thumbnails of the proofs that a page cites, at its foot. */
export function drawStrips(flow: Flow, report: CanonicalReport, pictures: ReadonlyMap<number, ProofPicture>, words: PrintWords): void {
  const byNumber = new Map(report.proofs.map((proof) => [proof.number, proof]))
  flow.cited.forEach((numbers, page) => {
    const proofs = numbers.flatMap((number) => byNumber.get(number) ?? [])
    if (proofs.length === 0) return
    flow.pdf.switchToPage(page)
    drawStrip(flow, proofs, pictures, words, report)
  })
}

function drawStrip(flow: Flow, proofs: readonly CanonicalProof[], pictures: ReadonlyMap<number, ProofPicture>, words: PrintWords, { locale }: CanonicalReport): void {
  const { pdf } = flow
  const top = FRAME.bottom - STRIP_HEIGHT + 10
  const more = proofs.length - STRIP_CARDS
  const title: Style = { font: 'sansBold', size: 8.6, color: INK.text }
  flow.element('P', () => {
    drawText(pdf, words.proofsOnPage, FRAME.left, top + 8, title)
    if (more > 0) drawText(pdf, words.moreProofs(more), FRAME.left + widthOf(pdf, words.proofsOnPage, title) + 8, top + 8, META)
  })
  const gap = (FRAME.width - STRIP_CARDS * CARD.width) / (STRIP_CARDS - 1)
  chosen(proofs).forEach((proof, i) => {
    const box = { x: FRAME.left + i * (CARD.width + gap), y: top + 13, width: CARD.width, height: CARD.height }
    flow.element('Figure', () => drawCard(pdf, proof, pictures.get(proof.number), box, words, locale), { alt: altOf(proof, words, locale) })
    const caption: Style = { font: 'sans', size: 7, color: INK.soft }
    flow.element('Caption', () => {
      const runs = [
        { text: `${proof.number}\u00A0\u00A0`, style: { ...caption, font: 'sansBold' as const, color: INK.proof } },
        { text: captionOf(proof, words, locale), style: caption },
      ]
      breakLines(pdf, runs, CARD.width).slice(0, 2).forEach((line, n) => {
        let x = box.x
        for (const { text, run, width } of line.placed) {
          drawText(pdf, text, x, box.y + CARD.height + 8.5 + n * 8.6, run.style)
          x += width
        }
      })
    })
  })
}

/** Pictures say more than quoted words when not all have room; in the order of their numbers. */
function chosen(proofs: readonly CanonicalProof[]): CanonicalProof[] {
  const images = proofs.filter(({ anchor }) => anchor.kind === 'image')
  const passages = proofs.filter(({ anchor }) => anchor.kind === 'passage')
  return [...images, ...passages].slice(0, STRIP_CARDS).sort((a, b) => a.number - b.number)
}

function captionOf(proof: CanonicalProof, words: PrintWords, locale: CanonicalReport['locale']): string {
  if (proof.anchor.kind === 'passage') return shortPlace(proof, words, locale).join(', ')
  const date = proof.source?.date ? `, ${formatDate(proof.source.date, locale)}` : ''
  return proof.measurement ? `${proof.measurement.label}: ${valuesOf(proof.measurement, words, locale)}${date}` : `${proof.label}${date}`
}
