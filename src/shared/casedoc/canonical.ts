// From what the case's documents say to the one object that is hashed, rendered and signed. Pure: the core hashes it.
import { CANONICAL_SCHEMA, type CanonicalAnswer, type CanonicalBlock, type CanonicalInline, type CanonicalList, CanonicalReport, type CanonicalSection } from '../domain/canonicalReport.ts'
import { disclaimerName } from '../domain/programme.ts'
import type { FieldValue, TemplateField, TemplateSection } from '../domain/report.ts'
import type { Block, Inline, SectionContent } from '../domain/reportContent.ts'
import { liveTable } from '../domain/liveTables.ts'
import { displayFieldValue } from '../domain/reportFields.ts'
import { fieldOf, legalStatusOf, sectionOf, type ReportFacts } from '../domain/reportFacts.ts'
import type { Language, PatientQuestion } from '../domain/reviewCase.ts'
import { signatoriesOf } from '../domain/signingOrder.ts'
import { canonicalJson, type Json } from '../kit/canonicalJson.ts'
import { createProofList, type ProofList } from './proofList.ts'
import { CONFIDENCE, rowKey } from './layout.ts'
import { REPORT_WORDS } from './reportWords.ts'

/**
 * The report as it stands. Proofs are numbered in reading order: answers to the questions first, then the sections.
 * @returns only integers, strings, booleans and null, so that `canonicalText` has one spelling on every machine
 */
export function canonicalReport(facts: ReportFacts): CanonicalReport {
  const { reviewCase, report, template, programme, disclaimer } = facts
  const locale = report.language
  const words = REPORT_WORDS[locale]
  const proofs = createProofList(facts)
  // Reading order decides the numbers: these two calls must stay in this order.
  const answers = reviewCase.questions.map((question) => answerOf(facts, question, proofs))
  const sections = [...template.sections].sort((a, b) => a.number - b.number).map((section) => canonicalSection(facts, section, proofs))
  const { patient } = reviewCase
  const signatories = signatoriesOf(facts).map(({ id, name, role, licence }) => ({ id, name, role, licence }))
  const value: CanonicalReport = {
    schema: CANONICAL_SCHEMA,
    locale,
    softwareVersion: facts.softwareVersion,
    intendedUse: words.intendedUse,
    caseId: reviewCase.id,
    caseNumber: reviewCase.caseNumber,
    reportId: report.id,
    reportNumber: report.number,
    createdAt: report.createdAt,
    replaces:
      report.replaces === null || facts.priorContentHash === null
        ? null
        : { reportId: report.replaces, reason: report.amendmentReason ?? '', contentHash: facts.priorContentHash },
    template: { id: template.id, version: template.version },
    programme: { id: programme.id, version: programme.version, name: programme.name[locale] },
    legalStatus: legalStatusOf(facts),
    title: legalStatusOf(facts) === 'informative' ? template.title[locale] : (disclaimer?.title[locale] ?? ''),
    subtitle: disclaimer?.subtitle[locale] ?? '',
    issuer: fieldOf(facts, 'caseAndProgramme', 'issuer'),
    sponsor: fieldOf(facts, 'caseAndProgramme', 'sponsor'),
    disclaimer: disclaimer && { name: disclaimerName(disclaimer, locale), footer: disclaimer.footer[locale], text: [...disclaimer.text[locale]] },
    patient: {
      familyName: patient.familyName,
      givenName: patient.givenName,
      birthDate: patient.birthDate,
      sex: patient.sex,
      identifiers: patient.identifiers.map(({ issuer, value: id }) => ({ issuer, value: id })),
    },
    condition: reviewCase.condition,
    requestedOn: reviewCase.requestedOn,
    allergies: reviewCase.allergies,
    motives: reviewCase.motives.map((code) => ({ code, label: words.motives[code] })),
    patientWords: reviewCase.patientWords,
    answers,
    sections,
    proofs: proofs.list(),
    material: materialOf(facts),
    ...(signatories.length > 0 && { signatories }),
    authors: reviewCase.team.map(({ user, role }) => ({ id: user.id, name: user.name, role, licence: user.licence })),
  }
  return CanonicalReport.parse(value)
}

/** RFC 8785 text, NFC: the bytes that are hashed (UTF-8). */
export function canonicalText(report: CanonicalReport): string {
  return canonicalJson(report as unknown as Json)
}

function answerOf(facts: ReportFacts, question: PatientQuestion, proofs: ProofList): CanonicalAnswer {
  const words = REPORT_WORDS[facts.report.language]
  const section = facts.template.sections.find(({ kind }) => kind === 'questions')
  const given = section && sectionOf(facts, section.key).answers.find((answer) => answer.question === question.number)
  const standard = question.standard ? words.questions[question.standard] : ''
  const confidence = given?.confidence?.value ?? null
  return {
    number: question.number,
    question: [standard, question.text.trim()].filter((part) => part !== '').join(' '),
    asked: question.asked,
    answer: given?.answer?.value.trim() ?? null,
    confidence,
    confidenceLabel: CONFIDENCE.find((code) => code === confidence) ? words.confidence[confidence as (typeof CONFIDENCE)[number]] : null,
    body: canonicalBlocks(facts, given?.body ?? [], proofs),
  }
}

function canonicalSection(facts: ReportFacts, section: TemplateSection, proofs: ProofList): CanonicalSection {
  const content = sectionOf(facts, section.key)
  const locale = facts.report.language
  return {
    key: section.key,
    number: section.number,
    title: section.title[locale],
    kind: section.kind,
    fields: canonicalFields(section.fields, content.fields, locale, (key) => numbersOf(content, key, proofs)),
    ...(section.lists.some(({ key }) => content.lists[key]?.length) && { lists: canonicalLists(section, content, locale, proofs) }),
    noneBecause: content.noneBecause?.value.trim() ?? null,
    body: canonicalBlocks(facts, content.body, proofs),
  }
}

function canonicalFields(fields: readonly TemplateField[], values: Readonly<Record<string, FieldValue>>, locale: Language, proofNumbers: (key: string) => number[]): CanonicalSection['fields'] {
  return fields.flatMap((field) => {
    const value = values[field.key]?.value.trim()
    if (value === undefined) return []
    return [{ key: field.key, label: field.label[locale], value, display: displayFieldValue(field, value, locale), ...(field.standard && { standard: field.standard }), ...numbered(proofNumbers(field.key)) }]
  })
}

const numbersOf = ({ fieldProofs }: SectionContent, register: string, proofs: ProofList) => [...new Set((fieldProofs?.[register] ?? []).map(proofs.numberOf))]
const numbered = (proofs: number[]) => (proofs.length > 0 ? { proofs } : {})

/** Lists with rows, in the order of the template; the field that names a row is its name. */
function canonicalLists(section: TemplateSection, content: SectionContent, locale: Language, proofs: ProofList): CanonicalList[] {
  return section.lists.flatMap((list) => {
    const rows = content.lists[list.key] ?? []
    if (rows.length === 0) return []
    const printed = rows.map(({ id, fields }) => {
      const all = canonicalFields(list.fields, fields, locale, (key) => numbersOf(content, rowKey(list.key, id, key), proofs))
      const name = all.find(({ key }) => key === list.name)
      return { id, name: name?.display ?? list.one[locale], ...numbered(name?.proofs ?? []), fields: all.filter(({ key }) => key !== list.name) }
    })
    return [{ key: list.key, title: list.title[locale], rows: printed }]
  })
}

function canonicalBlocks(facts: ReportFacts, blocks: readonly Block[], proofs: ProofList): CanonicalBlock[] {
  return blocks.flatMap((block): CanonicalBlock[] => {
    if (block.type === 'list') return [{ type: 'list', ordered: block.ordered, items: block.items.map((item) => canonicalBlocks(facts, item, proofs)) }]
    if (block.type === 'chart') return [{ type: 'chart', chart: block.chart }]
    if (block.type === 'figure') return [{ type: 'figure', proof: proofs.numberOf(block.proof), caption: block.caption }]
    if (block.type === 'table') return [{ type: 'table', caption: block.caption, head: block.head, rows: block.rows.map((row) => row.map((cell) => inlines(cell, proofs))) }]
    if (block.type === 'live') return liveBlock(facts, block.source)
    const content = inlines(block.content, proofs)
    return [block.type === 'heading' ? { type: 'heading', level: block.level, content } : { type: 'paragraph', content }]
  })
}

/** The values as they stand in this very content; nothing while none are coded. */
function liveBlock(facts: ReportFacts, source: Extract<Block, { type: 'live' }>['source']): CanonicalBlock[] {
  const table = liveTable(facts.template, source, (key) => sectionOf(facts, key), facts.report.language)
  return table ? [{ type: 'table', caption: table.caption, head: true, rows: table.rows.map((row) => row.map((text) => [{ type: 'text', text }])) }] : []
}

function inlines(content: readonly Inline[], proofs: ProofList): CanonicalInline[] {
  return joinText(content).map((inline) => (inline.type === 'proof' ? { type: 'proof', proof: proofs.numberOf(inline.proof) } : canonicalInline(inline)))
}

function canonicalInline(inline: Exclude<Inline, { type: 'proof' }>) {
  if (inline.type !== 'text') return { type: inline.type }
  const { text, bold, italic, judgement } = inline
  return { type: 'text' as const, text, ...(bold && { bold: true as const }), ...(italic && { italic: true as const }), ...(judgement && { judgement: true as const }) }
}

/** Neighbouring runs with the same marks are one: how often somebody paused while typing must not change the hash. */
function joinText(content: readonly Inline[]): Inline[] {
  const joined: Inline[] = []
  for (const inline of content) {
    const last = joined.at(-1)
    const isSame = inline.type === 'text' && last?.type === 'text' && !last.bold === !inline.bold && !last.italic === !inline.italic && !last.judgement === !inline.judgement
    if (isSame) joined[joined.length - 1] = { ...last, text: last.text + inline.text }
    else joined.push(inline)
  }
  return joined
}

function materialOf({ documents, studies, seriesDigests }: ReportFacts): CanonicalReport['material'] {
  const digests = new Map(seriesDigests.map(({ StudyInstanceUID, SeriesInstanceUID, sha256 }) => [`${StudyInstanceUID} ${SeriesInstanceUID}`, sha256]))
  return {
    documents: [...documents].sort(by(({ id }) => id)).map((document) => ({
      id: document.id, name: document.name, kind: document.kind, date: document.documentDate, language: document.language, pages: document.pages,
      sha256: document.sha256, issues: [...document.issues].sort(),
    })),
    studies: [...studies].sort(by(({ StudyInstanceUID }) => StudyInstanceUID)).map((study) => ({
      StudyInstanceUID: study.StudyInstanceUID,
      description: study.StudyDescription,
      date: study.studyDate,
      series: [...study.series].sort(by(({ SeriesInstanceUID }) => SeriesInstanceUID)).map((series) => ({
        SeriesInstanceUID: series.SeriesInstanceUID, modality: series.Modality, description: series.SeriesDescription, instances: series.instances,
        complete: series.complete, issues: [...series.issues].sort(),
        sha256: digests.get(`${study.StudyInstanceUID} ${series.SeriesInstanceUID}`) ?? null,
      })),
    })),
  }
}

function by<T>(key: (item: T) => string) {
  return (a: T, b: T) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0)
}

