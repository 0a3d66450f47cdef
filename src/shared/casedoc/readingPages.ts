// The page for the treating doctor and the comparison on one page: the report's coded facts in the order in which a colleague acts on them. Deterministic.
import { axesOf, draftDifference } from '../domain/difference.ts'
import { PLAIN_WORDS } from './plainWords.ts'
import { finished, patientVersion } from './patientVersion.ts'
import type { ReadingLine, ReadingPage, ReadingPages, ReadingPart } from '../domain/readingPage.ts'
import { plainText } from '../domain/reportContent.ts'
import type { ReportFacts } from '../domain/reportFacts.ts'
import type { Language } from '../domain/reviewCase.ts'
import { displayOf, rowsOf, rowValue } from '../domain/templateFacts.ts'

type Facts = Pick<ReportFacts, 'sections' | 'template' | 'report' | 'reviewCase' | 'wishes'>

/** @param language of every word the pages add */
export function readingPages(facts: Facts, language: Language): ReadingPages {
  return {
    patient: patientVersion(facts, language),
    treatingDoctor: treatingDoctorPage(facts, language),
    comparison: comparisonPage(facts, language),
    draft: draftDifference(facts).map((block) => (block.type === 'paragraph' ? plainText(block.content) : '')),
  }
}

function treatingDoctorPage(facts: Facts, language: Language): ReadingPage {
  const { columns, headings, ...words } = PLAIN_WORDS[language]
  const rows = rowsOf(facts, 'medicalRecommendations', 'recommendations')
  const shown = displayOf(facts, 'medicalRecommendations', 'recommendations', language)
  const part = (key: string, heading: string, chosen: typeof rows): ReadingPart => ({
    key,
    heading,
    lines: [],
    table: {
      head: [columns.what, columns.why, columns.when, columns.who, columns.strength],
      rows: chosen.map((row) => [`${shown(row, 'action')}: ${shown(row, 'what')}${rowValue(row, 'dose') ? `, ${shown(row, 'dose')}` : ''}`, shown(row, 'why'), shown(row, 'urgency'), shown(row, 'owner'), shown(row, 'strength')]),
    },
  })
  const isTest = (row: (typeof rows)[number]) => ['test', 'cancelTest'].includes(rowValue(row, 'action'))
  const isMedicine = (row: (typeof rows)[number]) => rowValue(row, 'kind') === 'medicine'
  const { allergies } = facts.reviewCase
  const known: ReadingLine = { text: allergies === null ? words.allergiesUnknown : allergies.length > 0 ? words.allergies(allergies.join('; ')) : words.noAllergies, from: 'library' }
  const medicines = part('medicines', headings.medicines, rows.filter(isMedicine))
  const follow = displayOf(facts, 'followUp', 'visits', language)
  const visits = rowsOf(facts, 'followUp', 'visits')
  const parts = [
    { ...medicines, lines: [known] },
    part('tests', headings.tests, rows.filter((row) => isTest(row) && !isMedicine(row))),
    part('treatment', headings.treatment, rows.filter((row) => !isTest(row) && !isMedicine(row))),
    { key: 'followUp', heading: headings.followUp, lines: [], table: { head: [columns.what, columns.when, columns.who], rows: visits.map((row) => ['what', 'when', 'who'].map((key) => follow(row, key))) } },
  ].filter(({ table, lines }) => (table?.rows.length ?? 0) > 0 || lines.length > 0)
  return finished(words.doctorTitle, parts, facts, language)
}

/** Every axis that was judged: what each says, the result, why and what it changes; earlier opinions beside each other below. */
function comparisonPage(facts: Facts, language: Language): ReadingPage {
  const { columns, headings, comparisonTitle } = PLAIN_WORDS[language]
  const axes = axesOf({ ...facts, report: { ...facts.report, language } })
  const section = facts.template.sections.find(({ key }) => key === 'comparison')
  const result = (field: string, code: string | null) => section?.fields.find(({ key }) => key === field)?.options?.find((option) => option.code === code)?.label[language] ?? ''
  const judged = axes.filter(({ agreement }) => agreement !== null && agreement !== 'notApplicable')
  const priors = rowsOf(facts, 'firstOpinion', 'priorOpinions')
  const shown = displayOf(facts, 'firstOpinion', 'priorOpinions', language)
  const fields = facts.template.sections.find(({ key }) => key === 'firstOpinion')?.lists.find(({ key }) => key === 'priorOpinions')?.fields ?? []
  const told = fields.filter(({ key }) => key !== 'author' && priors.some((row) => rowValue(row, key) !== ''))
  const parts: ReadingPart[] = [
    {
      key: 'axes',
      heading: headings.difference,
      lines: [],
      table: {
        head: [columns.point, columns.first, columns.ours, columns.agreement, columns.reason, columns.changes],
        rows: judged.map(({ field, label, first, ours, agreement, reasonLabel, significanceLabel }) => [label, first, ours, result(field, agreement), agreement === 'agree' ? '' : reasonLabel, significanceLabel]),
      },
    },
    { key: 'priors', heading: headings.priors, lines: [], table: { head: [columns.point, ...priors.map((row) => rowValue(row, 'author'))], rows: told.map((field) => [field.label[language], ...priors.map((row) => shown(row, field.key))]) } },
  ]
  return finished(comparisonTitle, parts.filter(({ table }) => (table?.rows.length ?? 0) > 0), facts, language)
}
