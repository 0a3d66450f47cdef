// After the opinion: every proof with its picture and origin, everything that was reviewed with its hash, the legal notice in full.
import type { CanonicalProof, CanonicalReport } from '#shared/domain/canonicalReport.ts'
import { formatDate, formatInstant } from '#shared/domain/localFormat.ts'
import { type Flow, proofTarget } from './flow.ts'
import { breakLines, type Run } from './lines.ts'
import { drawCard, type ProofPicture } from './proofCards.ts'
import { altOf, placeOf, valuesOf } from './proofWords.ts'
import { CARD } from './proofRaster.ts'
import { drawRule, FRAME, INK, type Style } from './sheet.ts'
import { type Cell, cell, setTable } from './tables.ts'
import type { PrintWords } from './words.ts'

const SMALL: Style = { font: 'sans', size: 8.6, color: INK.text, tabular: true }
const SOFT: Style = { ...SMALL, color: INK.soft }
const HASH: Style = { font: 'sans', size: 6.6, color: INK.soft, tabular: true }

/** Rule, heading and the space below. */
const HEADING_HEIGHT = 34

export function setAnnexHeading(flow: Flow, text: string, keep: number): void {
  flow.skip(20)
  flow.room(keep)
  setPartRule(flow, 6)
  const lines = breakLines(flow.pdf, [{ text, style: { font: 'sansBold', size: 14, color: INK.text } }], FRAME.width)
  flow.element('H2', () => flow.lines(lines, FRAME.left, 20))
  flow.skip(4)
}

/** The rule above a part; at the head of a page the header's own rule does. */
export function setPartRule(flow: Flow, below: number): void {
  if (flow.isAtTop()) return
  flow.pdf.markContent('Artifact', { type: 'Layout' })
  drawRule(flow.pdf, FRAME.left, FRAME.right, flow.y, INK.text, 1.1)
  flow.pdf.endMarkedContent()
  flow.skip(below)
}

export function setProofIndex(flow: Flow, report: CanonicalReport, pictures: ReadonlyMap<number, ProofPicture>, words: PrintWords): void {
  if (report.proofs.length === 0) return
  setAnnexHeading(flow, words.proofIndex, 130)
  for (const proof of report.proofs) setProof(flow, proof, pictures.get(proof.number), report, words)
}

const TEXT_X = FRAME.left + CARD.width + 16
const TEXT_WIDTH = FRAME.right - TEXT_X

function setProof(flow: Flow, proof: CanonicalProof, picture: ProofPicture | undefined, { locale }: CanonicalReport, words: PrintWords): void {
  const { pdf } = flow
  const paragraphs = describe(proof, words, locale).map((runs) => breakLines(pdf, runs, TEXT_WIDTH))
  const textHeight = paragraphs.reduce((sum, lines) => sum + lines.length * 11.4, 0)
  flow.room(Math.max(CARD.height, textHeight) + 12)
  const top = flow.y
  pdf.addNamedDestination(proofTarget(proof.number), 'XYZ', FRAME.left, top - 6, null)
  flow.group('Sect', () => {
    const box = { x: FRAME.left, y: top, width: CARD.width, height: CARD.height }
    flow.element('Figure', () => drawCard(pdf, proof, picture, box, words, locale), { alt: altOf(proof, words, locale) })
    for (const lines of paragraphs) flow.element('P', () => flow.lines(lines, TEXT_X, 11.4, { isCiting: false }))
  })
  flow.y = top + Math.max(CARD.height, textHeight) + 12
}

function describe(proof: CanonicalProof, words: PrintWords, locale: CanonicalReport['locale']): Run[][] {
  const { anchor, measurement } = proof
  const title: Run[] = [
    { text: `${proof.number}\u00A0\u00A0`, style: { ...SMALL, font: 'sansBold', size: 9.6, color: INK.proof } },
    { text: proof.label, style: { ...SMALL, font: 'sansBold', size: 9.6 } },
  ]
  const paragraphs: Run[][] = [title, [{ text: placeOf(proof, words, locale), style: SOFT }]]
  if (anchor.kind === 'passage') {
    if (anchor.quote.trim() !== '') paragraphs.push([{ text: `“${anchor.quote.replace(/\s+/g, ' ').trim()}”`, style: { font: 'serif', size: 9, color: INK.text } }])
    paragraphs.push([{ text: `SHA-256 ${anchor.sha256}`, style: HASH }])
    return paragraphs
  }
  if (measurement) {
    paragraphs.push([{ text: `${valuesOf(measurement, words, locale)}; ${words.spacing[measurement.spacingSource] ?? measurement.spacingSource}`, style: SMALL }])
    paragraphs.push([{ text: `${words.measuredBy} ${measurement.author}, ${formatInstant(measurement.changedAt, locale)}`, style: SOFT }])
  }
  paragraphs.push([{ text: `SOPInstanceUID ${anchor.SOPInstanceUID}, ${words.slice} ${anchor.frame}`, style: HASH }])
  return paragraphs
}

export function setMaterial(flow: Flow, report: CanonicalReport, words: PrintWords): void {
  const { documents, studies } = report.material
  if (documents.length + studies.length === 0) return
  setAnnexHeading(flow, words.material, 110)
  const columns = [150, 92, 62, FRAME.width - 304]
  const date = (value: string | null) => (value === null ? words.notStated : formatDate(value, report.locale))
  if (documents.length > 0) {
    const rows = documents.map((document): Cell[] => [
      cell(document.name, SMALL),
      cell(words.documentKind[document.kind as keyof PrintWords['documentKind']] ?? document.kind, SOFT),
      cell(date(document.date), SOFT),
      hashCell(document.pages === null ? '' : `${document.pages} ${words.pages}`, document.sha256),
    ])
    setTable(flow, { x: FRAME.left, columns, leading: 11, padding: 2.6, head: headOf(words.documents) }, rows)
    flow.skip(10)
  }
  const series = studies.flatMap((study) => study.series.map((one) => ({ study, one })))
  if (series.length === 0) return
  const rows = series.map(({ study, one }): Cell[] => [
    cell([study.description, one.description].filter((part) => part !== '').join(', '), SMALL),
    cell(one.modality, SOFT),
    cell(date(study.date), SOFT),
    hashCell(`${one.instances} ${words.instances}${one.complete ? '' : `, ${words.incomplete}`}`, one.sha256),
  ])
  setTable(flow, { x: FRAME.left, columns, leading: 11, padding: 2.6, head: headOf(words.images) }, rows)
}

function headOf(title: string): Cell[] {
  return [cell(title, { ...SMALL, font: 'sansBold' }, true), cell('', SMALL, true), cell('', SMALL, true), cell('SHA-256', { ...SOFT, font: 'sansBold' }, true)]
}

/** Two lines of 32 digits. */
function hashRuns(sha256: string | null): Run[] {
  if (sha256 === null) return []
  return [{ text: sha256.slice(0, 32), style: HASH, breakAfter: true }, { text: sha256.slice(32), style: HASH }]
}

function hashCell(words: string, sha256: string | null): Cell {
  return { runs: [{ text: words, style: SOFT, breakAfter: true }, ...hashRuns(sha256)] }
}

export function setLegalNotice(flow: Flow, report: CanonicalReport, words: PrintWords): void {
  const style: Style = { font: 'serif', size: 9.4, color: INK.text }
  const paragraphs = [...(report.disclaimer?.text ?? []), `${words.aboutSoftware} ${report.intendedUse}`].map((text) => breakLines(flow.pdf, [{ text, style }], FRAME.width))
  // A notice is read as one: where it is not longer than half a page, it stands on one.
  const whole = paragraphs.reduce((height, lines) => height + lines.length * 13 + 4, 12)
  setAnnexHeading(flow, words.legalNotice, whole < (FRAME.bottom - FRAME.top) / 2 ? whole + HEADING_HEIGHT : 90)
  for (const lines of paragraphs) {
    flow.room(Math.min(lines.length, 3) * 13)
    flow.element('P', () => flow.lines(lines, FRAME.left, 13))
    flow.skip(4)
  }
  if (report.disclaimer) {
    const lines = breakLines(flow.pdf, [{ text: report.disclaimer.name, style: { font: 'sans', size: 8.2, color: INK.soft } }], FRAME.width)
    flow.element('P', () => flow.lines(lines, FRAME.left, 12))
  }
}
