// What one section still lacks: text, values, answers, proofs. Pure; part of signingObstacles.
import { openingOf, unprovenClaims } from './claims.ts'
import type { ObstacleCode, SigningObstacle, TemplateSection } from './report.ts'
import { isBlank, paragraphsOf, plainText, type AnswerContent, type Inline, type SectionContent } from './reportContent.ts'
import { isFieldValue } from './reportFields.ts'
import { fieldOf, sectionOf, type ReportFacts } from './reportFacts.ts'
import type { z } from 'zod'

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

/** A reason in `noneBecause` stands for the section's text and its required values. */
export function sectionObstacles(facts: ReportFacts, section: TemplateSection): SigningObstacle[] {
  const content = sectionOf(facts, section.key)
  const { language } = facts.report
  const found = [...unreadableObstacles(section, content, section.title[language]), ...invalidFields(section, content, language)]
  const isWaived = content.noneBecause !== null
  if (!isWaived && isBlank(content.body) && (section.required || needsLimits(facts, section))) {
    found.push(inSection(section, EMPTY_CODE[section.kind], 'blocker', section.title[language]))
  }
  for (const field of section.fields) {
    if (field.required && !isWaived && content.fields[field.key] === undefined) found.push(inSection(section, 'fieldEmpty', 'blocker', field.label[language], field.key))
  }
  if (section.claimsNeedProof) found.push(...claimObstacles(section, paragraphsOf(content.body)))
  return found
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
  const known = new Set(section.fields.map(({ key }) => key))
  const strange = Object.keys(content.fields).filter((key) => !known.has(key)).length
  const broken = paragraphsOf([...content.body, ...content.answers.flatMap(({ body }) => body)]).filter((p) => p.some(({ type }) => type === 'unreadableProof'))
  const chips = broken.flat().filter(({ type }) => type === 'unreadableProof').length
  const found = broken.map((paragraph) => inSection(section, 'proofUnreadable', 'blocker', openingOf(plainText(paragraph))))
  if (content.unreadable - chips + strange > 0) found.unshift(inSection(section, 'contentUnreadable', 'blocker', title))
  return found
}

function claimObstacles(section: TemplateSection, paragraphs: readonly (readonly Inline[])[]): SigningObstacle[] {
  return paragraphs
    .flatMap((paragraph) => unprovenClaims(paragraph))
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
  return [...unreadableObstacles(section, content, section.title[language]), ...missing]
}

function isAnswered(answer: AnswerContent | undefined): boolean {
  if (!answer?.confidence) return false
  return answer.confidence.value === 'cannotAnswer' || answer.answer !== null || !isBlank(answer.body)
}
