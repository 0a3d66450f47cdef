// The patient's version: plain sentences bound to the same coded facts as the signed report, so that it cannot say anything else. Deterministic; what is
// not coded is the author's own sentence, shown as written. The stated wish for information decides whether the outlook is told.
import { axesOf } from '../domain/difference.ts'
import { REPORT_WORDS } from './reportWords.ts'
import { PLAIN_WORDS, type PlainWords } from './plainWords.ts'
import { readability } from '../domain/readability.ts'
import type { ReadingLine, ReadingPage, ReadingPart } from '../domain/readingPage.ts'
import { fieldOf, type ReportFacts } from '../domain/reportFacts.ts'
import type { Language } from '../domain/reviewCase.ts'
import { withholdsOutlook } from '../domain/psychology.ts'
import { displayOf, rowsOf, rowValue } from '../domain/templateFacts.ts'
import { OUTLOOK } from '../domain/withoutOutlook.ts'

type Facts = Pick<ReportFacts, 'sections' | 'template' | 'report' | 'reviewCase' | 'wishes'>

const author = (text: string): ReadingLine => ({ text, from: 'author' })
const lead = (line: ReadingLine): ReadingLine => ({ ...line, lead: true })
const library = (text: string): ReadingLine => ({ text, from: 'library' })

/** Whether the patient asked to be told everything, the outlook included, and nobody recorded otherwise since. Not stated is not asked. */
function wantsOutlook(facts: Pick<ReportFacts, 'sections' | 'wishes'>): boolean {
  return fieldOf(facts, 'motiveAndQuestions', 'informationPreference') === 'full' && !withholdsOutlook(facts.wishes)
}

/** @param language of the sentences of the library; the authors' own words stay as written */
export function patientVersion(facts: Facts, language: Language): ReadingPage {
  const words = PLAIN_WORDS[language]
  const told = wantsOutlook(facts)
  const parts = [answers(facts, words, language, told), diagnosis(facts, words), difference(facts, words, language), options(facts, words), ...steps(facts, words), warning(facts, words), outlook(facts, words, told), limits(facts, words, language), ask(facts, words)]
    .map((part) => ({ ...part, lines: part.lines.filter(({ text, from }) => told || from === 'library' || !OUTLOOK.test(text)).map((line) => (line.from === 'author' ? { ...line, text: withFrequencies(line.text, words) } : line)) }))
    .filter(({ lines }) => lines.length > 0)
  const notice = { key: 'notice', heading: words.headings.notice, lines: [library(words.notice)] }
  return finished(words.patientTitle, [...parts, notice], facts, language)
}

/** Glossary and reading ease of what the page says. */
export function finished(title: string, parts: ReadingPart[], facts: Pick<ReportFacts, 'report'>, language: Language): ReadingPage {
  const text = parts.flatMap(({ lines }) => lines.map((line) => (/[.!?…:]$/u.test(line.text) ? line.text : `${line.text}.`))).join(' ')
  const glossary = PLAIN_WORDS[language].glossary.filter(([pattern]) => pattern.test(text)).map(([, term, meaning]) => ({ term, meaning }))
  return { language, authorLanguage: facts.report.language, title, parts, glossary, readability: readability(text, language) }
}

function answers(facts: Facts, words: PlainWords, language: Language, told: boolean): ReadingPart {
  const section = facts.template.sections.find(({ kind }) => kind === 'questions')
  const given = section ? (facts.sections[section.key]?.answers ?? []) : []
  const lines = facts.reviewCase.questions
    .filter(({ asked }) => asked)
    .flatMap(({ number, standard, text }): ReadingLine[] => {
      const question = lead(standard ? library(`${number}. ${REPORT_WORDS[language].questions[standard]}`) : author(`${number}. ${text}`))
      if (standard === 'prognosis' && !told) return [question, library(words.outlookWithheld)]
      const answer = given.find((one) => one.question === number)
      const said = answer?.answer?.value.trim() ?? ''
      const sure = words.confidence[answer?.confidence?.value ?? '']
      const all = [...(said ? [author(said)] : []), ...(sure ? [library(sure)] : [])]
      return all.length > 0 ? [question, ...all] : []
    })
  return { key: 'answers', heading: words.headings.answers, lines }
}

function diagnosis(facts: Facts, words: PlainWords): ReadingPart {
  const status = words.verification[fieldOf(facts, 'diagnosis', 'verificationStatus') ?? '']
  const group = fieldOf(facts, 'stage', 'stageGroup')
  const condition = facts.reviewCase.condition.trim()
  return { key: 'diagnosis', heading: words.headings.diagnosis, lines: [...(condition ? [author(condition)] : []), ...(status ? [library(status)] : []), ...(group ? [library(words.stageGroup(group))] : [])] }
}

function difference(facts: Facts, words: PlainWords, language: Language): ReadingPart {
  const lines = axesOf({ ...facts, report: { ...facts.report, language } }).flatMap(({ agreement, label, ours }): ReadingLine[] => {
    const sentence = words.agreement[agreement ?? '']?.(label)
    return sentence ? [library(sentence), ...(ours && agreement !== 'agree' ? [author(ours)] : [])] : []
  })
  return { key: 'difference', heading: words.headings.difference, lines }
}

function options(facts: Facts, words: PlainWords): ReadingPart {
  const lines = rowsOf(facts, 'options', 'options').flatMap((row): ReadingLine[] => {
    const value = (field: string) => rowValue(row, field)
    const own = (label: string, field: string) => (value(field) ? [author(`${label}: ${value(field)}`)] : [])
    const coded = (table: Readonly<Record<string, string>>, field: string) => (table[value(field)] ? [library(table[value(field)] ?? '')] : [])
    return [
      lead(author(value('name'))), ...coded(words.standing, 'standing'), ...(value('because') ? [author(value('because'))] : []), ...own(words.benefit, 'benefit'), ...own(words.risks, 'risks'),
      ...coded(words.worstGrade, 'worstGrade'), ...own(words.recovery, 'recovery'), ...own(words.life, 'qualityOfLife'), ...coded(words.reversibility, 'reversibility'),
    ]
  })
  return { key: 'options', heading: words.headings.options, lines }
}

function steps(facts: Facts, words: PlainWords): ReadingPart[] {
  const rows = rowsOf(facts, 'medicalRecommendations', 'recommendations')
  const lineOf = (row: (typeof rows)[number]) => {
    const what = words.action[rowValue(row, 'action')]?.(rowValue(row, 'what')) ?? rowValue(row, 'what')
    const when = words.urgency[rowValue(row, 'urgency')]
    const who = rowValue(row, 'owner')
    return author([what, [when, who && words.owner(who)].filter(Boolean).join(', ')].filter(Boolean).join('; '))
  }
  const isCancelled = (row: (typeof rows)[number]) => rowValue(row, 'action') === 'cancelTest'
  return [
    { key: 'next', heading: words.headings.next, lines: rows.filter((row) => !isCancelled(row)).map(lineOf) },
    { key: 'cancel', heading: words.headings.cancel, lines: rows.filter(isCancelled).map((row) => author(words.action.cancelTest?.(rowValue(row, 'what')) ?? '')) },
  ]
}

function warning(facts: Facts, words: PlainWords): ReadingPart {
  const lines = rowsOf(facts, 'followUp', 'warningSigns').map((row) => author(words.act[rowValue(row, 'act')]?.(rowValue(row, 'sign')) ?? rowValue(row, 'sign')))
  return { key: 'warning', heading: words.headings.warning, lines }
}

function outlook(facts: Facts, words: PlainWords, told: boolean): ReadingPart {
  const said = fieldOf(facts, 'statusAndOutlook', 'prognosis')
  const sure = words.confidence[fieldOf(facts, 'statusAndOutlook', 'prognosisCertainty') ?? '']
  return { key: 'outlook', heading: words.headings.outlook, lines: told && said ? [author(said), ...(sure ? [library(sure)] : [])] : [] }
}

function limits(facts: Facts, words: PlainWords, language: Language): ReadingPart {
  const outcome = words.outcome[fieldOf(facts, 'outcomeAndLimits', 'outcome') ?? '']
  const shown = displayOf(facts, 'material', 'missing', language)
  // What was missing, then what that means: the impact alone does not say of what.
  const missing = rowsOf(facts, 'material', 'missing').map((row) => author(`${words.missing}: ${[shown(row, 'item'), rowValue(row, 'impact')].filter(Boolean).join('. ')}`))
  return { key: 'limits', heading: words.headings.limits, lines: [...(outcome ? [library(outcome)] : []), ...missing] }
}

function ask(facts: Facts, words: PlainWords): ReadingPart {
  const open = rowsOf(facts, 'options', 'options').filter((row) => ['conditional', 'recommended'].includes(rowValue(row, 'standing'))).map((row) => author(words.askAbout(rowValue(row, 'name'))))
  const tests = rowsOf(facts, 'medicalRecommendations', 'recommendations').filter((row) => rowValue(row, 'action') === 'test').map((row) => author(words.askWhen(rowValue(row, 'what'))))
  const differs = axesOf(facts).some(({ agreement }) => agreement === 'differ' || agreement === 'partlyDiffer')
  return { key: 'ask', heading: words.headings.ask, lines: [...open, ...tests, ...(differs ? [library(words.askDifference)] : [])] }
}

/** "20 %" gets "about 1 in 5 people" behind it: the same number, told by people. The figure itself stays. */
export function withFrequencies(text: string, words: Pick<PlainWords, 'oneIn' | 'inTen'>): string {
  return text.replace(/(\d+(?:[.,]\d+)?)[\s\u00a0\u202f]?%(?!\s*\()/gu, (whole, figure: string) => {
    const share = Number(figure.replace(',', '.'))
    if (!(share > 0 && share < 100)) return whole
    return `${whole} (${share <= 50 ? words.oneIn(Math.round(100 / share)) : words.inTen(Math.round(share / 10))})`
  })
}
