// What one section still lacks: text, values, answers, proofs. Pure; part of signingObstacles.
import { openingOf, statesFigure, unprovenClaims } from './claims.ts'
import { isRequired, holds } from './templateConditions.ts'
import { conditionInput, rowsOf } from './templateFacts.ts'
import { rowObstacles } from './rowObstacles.ts'
import type { Language } from './reviewCase.ts'
import type { ObstacleCode, SigningObstacle, TemplateField, TemplateSection } from './report.ts'
import { isBlank, paragraphsOf, plainText, type AnswerContent, type Inline, type SectionContent } from './reportContent.ts'
import { isFieldValue } from './reportFields.ts'
import { fieldOf, sectionOf, type ReportFacts } from './reportFacts.ts'
import type { z } from 'zod'
import { SIGNING_ORDER } from './signingOrder.ts'

type Code = z.infer<typeof ObstacleCode>

function inSection(section: TemplateSection, code: Code, severity: SigningObstacle['severity'], detail: string, fieldKey: string | null = null): SigningObstacle {
  return { code, severity, sectionKey: section.key, fieldKey, detail: detail.slice(0, 200) }
}

const EMPTY_CODE: Record<TemplateSection['kind'], Code> = {
  narrative: 'sectionEmpty',
  questions: 'sectionEmpty',
  medicalRecommendations: 'noRecommendation',
  psychologicalRecommendations: 'psychologyMissing',
  signatures: 'sectionEmpty',
}

/** A reason in `noneBecause` stands for the section's text and its required values, but for those without which there is no opinion. */
export function sectionObstacles(facts: ReportFacts, section: TemplateSection): SigningObstacle[] {
  const content = sectionOf(facts, section.key)
  const { language } = facts.report
  const found = [...unreadableObstacles(section, content, section.title[language]), ...conflictObstacles(section, content, language), ...invalidFields(section, content, language)]
  const isWaived = content.noneBecause !== null
  const input = conditionInput(facts, section.key)
  const hasRows = section.lists.some(({ key }) => rowsOf(facts, section.key, key).length > 0)
  if (!isWaived && !hasRows && isBlank(content.body) && (section.required || needsLimits(facts, section))) {
    found.push(inSection(section, EMPTY_CODE[section.kind], 'blocker', section.title[language]))
  }
  for (const field of section.fields) {
    if (!(isWaived && !insists(facts, field)) && content.fields[field.key] === undefined && isRequired(field, input)) found.push(inSection(section, 'fieldEmpty', 'blocker', field.label[language], field.key))
  }
  found.push(...rowObstacles(facts, section), ...brokenRules(facts, section))
  found.push(...claimObstacles(section, paragraphsOf(content.body)))
  return found
}

/** Whether the value is asked for although its section gives a reason for being empty: as long as an opinion is given. */
function insists(facts: ReportFacts, { insists: asked }: TemplateField): boolean {
  if (!asked || fieldOf(facts, 'outcomeAndLimits', 'outcome') === 'notPossible') return false
  const other = asked.unlessNoneIn === undefined ? null : sectionOf(facts, asked.unlessNoneIn)
  return other === null || other.noneBecause === null || Object.values(other.lists).some((rows) => rows.length > 0)
}

/** The template's own checks. */
function brokenRules(facts: ReportFacts, section: TemplateSection): SigningObstacle[] {
  const input = conditionInput(facts, section.key)
  return section.rules
    .filter(({ when }) => when.every((condition) => holds(condition, input)))
    .map(({ severity, field, message }) => inSection(section, 'ruleBroken', severity, message[facts.report.language], field))
}

/** What stands twice until a person decides (B9). */
function conflictObstacles(section: TemplateSection, content: SectionContent, language: Language): SigningObstacle[] {
  return content.conflicts.map(({ key, values }) => {
    const place = key.split('/')
    const field = place.length === 3 ? section.lists.find((list) => list.key === place[0])?.fields.find((one) => one.key === place[2]) : section.fields.find((one) => one.key === key)
    return inSection(section, 'registerConflict', 'blocker', `${field?.label[language] ?? key}: ${values.map(({ value }) => value || '—').join(' / ')}`, key)
  })
}

/** A limited or impossible opinion says what limits it. */
function needsLimits(facts: ReportFacts, section: TemplateSection): boolean {
  const outcome = section.key === 'outcomeAndLimits' ? fieldOf(facts, section.key, 'outcome') : null
  return outcome === 'definitiveWithLimits' || outcome === 'notPossible'
}

function invalidFields(section: TemplateSection, content: SectionContent, language: 'en' | 'es'): SigningObstacle[] {
  return section.fields.flatMap((field) => {
    const value = content.fields[field.key]?.value
    return value === undefined || isFieldValue(field, value) ? [] : [inSection(section, 'fieldInvalid', 'blocker', field.label[language], field.key)]
  })
}

function unreadableObstacles(section: TemplateSection, content: SectionContent, title: string): SigningObstacle[] {
  const known = new Set([...section.fields.map(({ key }) => key), ...(section.key === SIGNING_ORDER.section ? [SIGNING_ORDER.field] : [])])
  const strangeRows = Object.entries(content.lists).filter(([key, rows]) => {
    const fields = new Set(section.lists.find((list) => list.key === key)?.fields.map((field) => field.key))
    return rows.some((row) => Object.keys(row.fields).some((field) => !fields.has(field)))
  }).length
  const strange = Object.keys(content.fields).filter((key) => !known.has(key)).length + strangeRows
  const broken = paragraphsOf([...content.body, ...content.answers.flatMap(({ body }) => body)]).filter((p) => p.some(({ type }) => type === 'unreadableProof'))
  const chips = broken.flat().filter(({ type }) => type === 'unreadableProof').length
  const found = broken.map((paragraph) => inSection(section, 'proofUnreadable', 'blocker', openingOf(plainText(paragraph))))
  if (content.unreadable - chips + strange > 0) found.unshift(inSection(section, 'contentUnreadable', 'blocker', title))
  return found
}

/** Where something is recommended or told, times and sizes are instructions; a share is a result even there (B8). */
function claimObstacles(section: TemplateSection, paragraphs: readonly (readonly Inline[])[]): SigningObstacle[] {
  return paragraphs
    .flatMap((paragraph) => unprovenClaims(paragraph))
    .filter(({ isShare }) => section.claimsNeedProof || isShare)
    .map(({ opening, isFigure }) => inSection(section, 'claimWithoutProof', isFigure ? 'blocker' : 'warning', opening))
}

/** An asked question needs a sentence or text, and how sure it is; one that cannot be answered needs only that statement. */
export function answerObstacles(facts: ReportFacts, section: TemplateSection): SigningObstacle[] {
  const content = sectionOf(facts, section.key)
  const { language } = facts.report
  const missing = facts.reviewCase.questions
    .filter(({ asked }) => asked)
    .flatMap(({ number }): SigningObstacle[] => {
      const answer = content.answers.find(({ question }) => question === number)
      if (isAnswered(answer)) return []
      const hasWords = answer !== undefined && (answer.answer !== null || !isBlank(answer.body))
      if (!hasWords) return [inSection(section, 'questionUnanswered', 'blocker', String(number), `${number}.answer`)]
      const detail = language === 'es' ? `Seguridad de la respuesta ${number}` : `Confidence of answer ${number}`
      return [inSection(section, 'fieldEmpty', 'blocker', detail, `${number}.confidence`)]
    })
  const asked = new Set(facts.reviewCase.questions.filter((question) => question.asked).map(({ number }) => number))
  const figures = content.answers.filter(({ question }) => asked.has(question)).flatMap((answer) => answerFigures(section, answer))
  return [...unreadableObstacles(section, content, section.title[language]), ...conflictObstacles(section, content, language), ...missing, ...figures]
}

/** A figure that the patient is told shows on what it rests (B8). The sentence on the first page rests on what its reasons show. */
function answerFigures(section: TemplateSection, { question, answer, body }: AnswerContent): SigningObstacle[] {
  const paragraphs = paragraphsOf(body)
  const rests = paragraphs.flat().some((inline) => inline.type === 'proof' || (inline.type === 'text' && inline.judgement))
  const short = answer !== null && !rests && statesFigure(answer.value) ? [openingOf(answer.value)] : []
  const unproven = paragraphs.flatMap((paragraph) => unprovenClaims(paragraph)).filter(({ isFigure }) => isFigure)
  return [...short, ...unproven.map(({ opening }) => opening)].map((opening) => inSection(section, 'claimWithoutProof', 'blocker', opening, `${question}.answer`))
}

function isAnswered(answer: AnswerContent | undefined): boolean {
  if (!answer?.confidence) return false
  return answer.confidence.value === 'cannotAnswer' || answer.answer !== null || !isBlank(answer.body)
}
