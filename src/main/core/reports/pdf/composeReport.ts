// The printed report, page by page, from the signed content alone: the same content gives the same bytes.
import { sectionBlocks } from '#shared/domain/canonicalLists.ts'
import type { CanonicalReport, CanonicalSection } from '#shared/domain/canonicalReport.ts'
import { leadsComparison } from '#shared/domain/difference.ts'
import { formatLongDate } from '#shared/domain/localFormat.ts'
import { ageOn } from '#shared/domain/patient.ts'
import { setLegalNotice, setMaterial, setPartRule, setProofIndex } from './annexes.ts'
import { type Flow, startFlow } from './flow.ts'
import { drawFurniture, drawStrips } from './furniture.ts'
import { breakLines, type Run } from './lines.ts'
import { BODY, runsOf, type SetFigure, setBlocks, superscript, TEXT_COLUMN } from './narrative.ts'
import { embedPictures, figureSetter } from './proofCards.ts'
import type { ProofRaster } from './proofRaster.ts'
import { setSignature, type PrintedSignature } from './signatureBlock.ts'
import { setStamp } from './stamp.ts'
import type { PrintStamp } from './stampWords.ts'
import { bytesOf, drawRule, drawText, FRAME, INK, openSheet, type Style } from './sheet.ts'
import { cell, setTable } from './tables.ts'
import { PRINT_WORDS, type PrintWords } from './words.ts'

export interface ReportPrint {
  readonly report: CanonicalReport
  /** SHA-256 of the canonical text, hexadecimal. */
  readonly contentHash: string
  /** null: a draft, with the word across every page. */
  readonly signature: PrintedSignature | null
  readonly rasters: readonly ProofRaster[]
  /** null: the version as it was written. */
  readonly stamp?: PrintStamp | null
}

const LABEL: Style = { font: 'sans', size: 9, color: INK.soft }
const VALUE: Style = { font: 'sans', size: 9.4, color: INK.text, tabular: true }

/** @returns the PDF's bytes and pages; with a signature its field is empty and waits for the CMS */
export function composeReport({ report, contentHash, signature, rasters, stamp = null }: ReportPrint): Promise<{ pdf: Uint8Array; pages: number }> {
  const words = PRINT_WORDS[report.locale]
  const pdf = openSheet({
    title: plainTitle(`${report.title} ${report.caseNumber} v${report.reportNumber}`),
    subject: `SHA-256 ${contentHash}`,
    language: report.locale,
    createdAt: new Date(signature?.signedAt ?? report.createdAt),
    info: signature && signature.record !== '' ? { ConsiliumSignOff: signature.record } : {},
    watermark: stamp?.mark ?? (signature ? null : words.draft),
  })
  const bytes = bytesOf(pdf)
  const flow = startFlow(pdf)
  setFront(flow, report, words, stamp)
  const pictures = embedPictures(pdf, rasters)
  const setFigure = figureSetter(flow, report, pictures, words)
  for (const section of report.sections) setSection(flow, section, report, words, setFigure)
  setSignature(flow, report, contentHash, signature, words)
  setProofIndex(flow, report, pictures, words)
  setMaterial(flow, report, words)
  setLegalNotice(flow, report, words)
  drawStrips(flow, report, pictures, words)
  drawFurniture(flow, report, contentHash, words, stamp)
  const pages = pdf.bufferedPageRange().count
  pdf.end()
  return bytes.then((data) => ({ pdf: data, pages }))
}

/** The title goes into the metadata as markup. */
function plainTitle(text: string): string {
  return text.replace(/[<>&"']/g, ' ')
}

function setFront(flow: Flow, report: CanonicalReport, words: PrintWords, stamp: PrintStamp | null): void {
  flow.skip(10)
  if (stamp) setStamp(flow, stamp)
  setText(flow, 'H1', report.title, { font: 'serifBold', size: 20, color: INK.text }, 25)
  setText(flow, 'P', report.subtitle, { font: 'sans', size: 10.5, color: INK.soft }, 15)
  if (report.replaces) {
    setText(flow, 'P', words.replaces(report.reportNumber - 1, report.replaces.reason), { font: 'sansBold', size: 9.4, color: INK.text }, 14)
    setText(flow, 'P', `${words.replacedHash}: ${report.replaces.contentHash}`, { font: 'sans', size: 7.4, color: INK.soft, tabular: true }, 11)
  }
  flow.skip(8)
  setPatient(flow, report, words, stamp?.isExtract ?? false)
  flow.skip(12)
  if (!stamp?.isExtract || report.answers.length > 0) setShortAnswers(flow, report, words)
}

function setText(flow: Flow, tag: string, text: string, style: Style, leading: number): void {
  const lines = breakLines(flow.pdf, [{ text, style }], FRAME.width)
  flow.element(tag, () => flow.lines(lines, FRAME.left, leading))
}

function setPatient(flow: Flow, report: CanonicalReport, words: PrintWords, isExtract: boolean): void {
  const { patient, locale } = report
  const name = [patient.givenName, patient.familyName].filter((part) => part !== '').join(' ')
  const birth = patient.birthDate ? formatLongDate(patient.birthDate, locale) : words.notStated.toLowerCase()
  const age = report.requestedOn ? ageOn(patient.birthDate, report.requestedOn) : null
  const identity: Run[] = [
    { text: name, style: { ...VALUE, font: 'sansBold', size: 11 } },
    { text: `, ${words.sex[patient.sex as keyof PrintWords['sex']] ?? patient.sex}, ${birth}${age === null ? '' : ` (${age})`}`, style: { ...VALUE, size: 11 } },
  ]
  rule(flow, INK.line)
  flow.skip(5)
  flow.element('P', () => flow.lines(breakLines(flow.pdf, identity, FRAME.width), FRAME.left, 16))
  flow.skip(4)
  const rows: [string, string][] = [
    [words.requested, report.requestedOn ? formatLongDate(report.requestedOn, locale) : words.notStated],
    [words.identifiers, patient.identifiers.map(({ issuer, value }) => (issuer ? `${value} (${issuer})` : value)).join('; ') || words.notStated],
    ...(isExtract
      ? []
      : ([
          [words.condition, report.condition || words.notStated],
          [words.allergies, report.allergies === null ? words.notStated : report.allergies.join('; ') || words.noAllergies],
        ] satisfies [string, string][])),
  ]
  if (report.patientWords.trim() !== '') rows.push([words.patientWords, report.patientWords.trim()])
  setTable(
    flow,
    { x: FRAME.left, columns: [118, FRAME.width - 118], leading: 12.6, padding: 2.6 },
    rows.map(([label, value]) => [
      cell(label, LABEL, true),
      cell(value, label === words.patientWords ? { font: 'serifItalic', size: 10, color: INK.text } : VALUE),
    ]),
  )
}

/** First of all, what was asked and what we say: one line each, with the proofs behind it. */
function setShortAnswers(flow: Flow, report: CanonicalReport, words: PrintWords): void {
  flow.room(80)
  setText(flow, 'H2', words.shortAnswers, { font: 'sansBold', size: 12.5, color: INK.text }, 19)
  const asked = report.answers.filter((answer) => answer.asked)
  const serif: Style = { font: 'serif', size: BODY.size, color: INK.text }
  setTable(
    flow,
    { x: FRAME.left, columns: [22, 168, FRAME.width - 190], leading: 14.6, padding: 4 },
    asked.map((answer) => {
      const text = answer.answer ?? (answer.confidence === 'cannotAnswer' ? answer.confidenceLabel : null) ?? words.noAnswer
      const cited = [...new Set(runsOf(answer.body.flatMap((block) => (block.type === 'paragraph' ? block.content : [])), words).flatMap(({ proof }) => (proof === undefined ? [] : [proof])))]
      return [
        cell(String(answer.number), { ...serif, color: INK.soft, tabular: true }),
        cell(answer.question, { ...serif, color: INK.soft }, true),
        { runs: [{ text, style: serif }, ...citations(cited)] },
      ]
    }),
  )
}

/** Numbers of proofs behind a value, parted by commas. */
function citations(proofs: readonly number[]): Run[] {
  return proofs.flatMap((proof, i) => (i === 0 ? [superscript(proof)] : [thinComma(), superscript(proof)]))
}

function thinComma(): Run {
  return { text: ',', style: { font: 'sans', size: 6.9, color: INK.proof }, rise: 3.8 }
}

function rule(flow: Flow, color: string): void {
  flow.pdf.markContent('Artifact', { type: 'Layout' })
  drawRule(flow.pdf, FRAME.left, FRAME.right, flow.y, color)
  flow.pdf.endMarkedContent()
}

/** Recommendations are parts of their own: a full rule above, a larger heading. */
const PARTS: readonly CanonicalSection['kind'][] = ['medicalRecommendations', 'psychologicalRecommendations']

function setSection(flow: Flow, section: CanonicalSection, report: CanonicalReport, words: PrintWords, setFigure: SetFigure): void {
  const isQuestions = section.kind === 'questions'
  const answers = isQuestions ? report.answers.filter(({ asked, body, confidenceLabel }) => asked && (body.length > 0 || confidenceLabel !== null)) : []
  const isSilent = section.fields.length === 0 && sectionBlocks(section).length === 0 && section.noneBecause === null && answers.length === 0
  if (section.kind === 'signatures' || isSilent) return
  const isPart = PARTS.includes(section.kind)
  flow.skip(isPart ? 16 : 13)
  flow.room(86)
  flow.group('Sect', () => {
    if (isPart) setPartRule(flow, 9)
    setHeading(flow, section, isPart)
    if (section.fields.length > 0) setFields(flow, section)
    if (section.noneBecause !== null) setReason(flow, section.noneBecause, words)
    for (const answer of answers) setAnswer(flow, answer, words, setFigure)
    setBlocks(flow, sectionBlocks(section), words, setFigure)
  })
}

function setHeading(flow: Flow, section: CanonicalSection, isPart: boolean): void {
  const size = isPart ? 15 : 13
  flow.element('H2', () => {
    const baseline = flow.y + size
    const [number] = breakLines(flow.pdf, [{ text: String(section.number), style: { font: 'sans', size: size * 0.82, color: INK.soft, tabular: true } }], 30)
    drawText(flow.pdf, number?.placed[0]?.text ?? '', FRAME.left, baseline, { font: 'sans', size: size * 0.82, color: INK.soft, tabular: true })
    drawText(flow.pdf, section.title, TEXT_COLUMN.x, baseline, { font: 'sansBold', size, color: INK.text })
  })
  flow.skip(size + 9)
}

/** Coded values: two columns of label and value, read row by row. */
function setFields(flow: Flow, section: CanonicalSection): void {
  const isPaired = section.fields.every(({ label, display }) => label.length <= 26 && display.length <= 20) && section.fields.length > 2
  const { x, width } = TEXT_COLUMN
  const fieldCells = ({ key, label, display, proofs = [] }: CanonicalSection['fields'][number]) => {
    const isLead = leadsComparison(section.key, key)
    const font = isLead ? 'sansBold' : 'sans'
    return [{ ...cell(label, { ...LABEL, font, color: isLead ? INK.text : INK.soft }, true), isLead }, { runs: [{ text: display, style: { ...VALUE, font } as Style }, ...citations(proofs)] }]
  }
  if (!isPaired) {
    setTable(flow, { x, columns: [158, width - 158], leading: 12.6, padding: 2.4 }, section.fields.map(fieldCells))
  } else {
    const half = Math.ceil(section.fields.length / 2)
    const rows = section.fields.slice(0, half).map((field, i) => {
      const other = section.fields[half + i]
      return [...fieldCells(field), ...(other ? fieldCells(other) : [])]
    })
    const column = width / 2
    setTable(flow, { x, columns: [column * 0.54, column * 0.46, column * 0.54, column * 0.46], leading: 12.6, padding: 2.4 }, rows)
  }
  flow.skip(8)
}

function setReason(flow: Flow, reason: string, words: PrintWords): void {
  const runs: Run[] = [
    { text: words.leftEmpty, style: { font: 'sansBold', size: 9.4, color: INK.soft } },
    { text: reason, style: { font: 'serifItalic', size: BODY.size, color: INK.text } },
  ]
  flow.element('P', () => flow.lines(breakLines(flow.pdf, runs, TEXT_COLUMN.width), TEXT_COLUMN.x, BODY.leading))
  flow.skip(4)
}

function setAnswer(flow: Flow, answer: CanonicalReport['answers'][number], words: PrintWords, setFigure: SetFigure): void {
  flow.room(3 * BODY.leading)
  const runs: Run[] = [
    { text: `${answer.number}\u00A0\u00A0${answer.question}`, style: { font: 'sansBold', size: 10, color: INK.text } },
    { text: answer.confidenceLabel ? `\u00A0\u00A0${answer.confidenceLabel.replaceAll(' ', '\u00A0')}` : '', style: { font: 'sans', size: 8.6, color: INK.soft } },
  ]
  flow.element('H3', () => flow.lines(breakLines(flow.pdf, runs, TEXT_COLUMN.width), TEXT_COLUMN.x, 14))
  flow.skip(1.5)
  if (answer.answer) {
    const lines = breakLines(flow.pdf, [{ text: answer.answer, style: { font: 'serif', size: BODY.size, color: INK.text } }], TEXT_COLUMN.width)
    flow.element('P', () => flow.lines(lines, TEXT_COLUMN.x, BODY.leading))
  }
  if (answer.body.length === 0) flow.skip(4.5)
  setBlocks(flow, answer.body, words, setFigure)
  flow.skip(5)
}

