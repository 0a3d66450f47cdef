// Whose a recognised page says it is, against the case's patient (H1, H17): the same rules as for printed text, and never sure where the reading was not.
import { judgeIdentity } from './caseIdentity.ts'
import { detectLanguage, firstDate, writesDayFirst } from './documentText.ts'
import type { IdentityCheck } from './identity.ts'
import type { Patient } from './patient.ts'
import { DOUBTFUL_BELOW, type RecognisedPage, textOfRecognised } from './recognition.ts'
import { readStatements, type TextStatement } from './statedInText.ts'

/** The lines of a page that state the patient, and how sure the reading of the least sure of them is (per cent). */
export interface RecognisedStatement {
  page: number
  quote: string
  confidence: number
}

export interface JudgedPage {
  check: IdentityCheck
  quarantine: boolean
  /** Set aside because nobody but a person can tell: read with low confidence, or a name alone on a later page. */
  unsure: boolean
  statement: RecognisedStatement
}

/**
 * @param language of the document, when it is known from elsewhere
 * @returns null when the page states nobody
 */
export function judgeRecognisedPage(patient: Patient, page: RecognisedPage, language: string | null): JudgedPage | null {
  const text = textOfRecognised(page)
  const dayFirst = writesDayFirst(language ?? detectLanguage(text))
  const { stated, name } = readStatements(text, dayFirst)
  const { check, quarantine } = judgeIdentity(patient, { stated, name, issuer: null })
  if (check.verdict === 'notStated') return null
  const statement = { page: page.page, ...linesThatState(page, { stated, name }, dayFirst) }
  const isDoubtful = statement.confidence < DOUBTFUL_BELOW
  // On a later page a name alone may be a nurse's or a laboratory's.
  const isNameAlone = page.page > 1 && stated.birthDate === null && stated.identifier === null
  const unsure = isDoubtful || isNameAlone || check.verdict === 'probable'
  const verdict = isDoubtful || (isNameAlone && check.verdict === 'mismatch') ? 'probable' : check.verdict
  return { check: { ...check, verdict }, quarantine, unsure, statement }
}

function linesThatState(page: RecognisedPage, { stated, name }: Pick<TextStatement, 'stated' | 'name'>, dayFirst: boolean | null): Omit<RecognisedStatement, 'page'> {
  const lines = new Map<number, { text: string[]; confidences: number[] }>()
  for (const { line, text, confidence } of page.words) {
    const known = lines.get(line) ?? { text: [], confidences: [] }
    known.text.push(text)
    known.confidences.push(confidence)
    lines.set(line, known)
  }
  const names = [name && 'text' in name ? name.text : null, stated.familyName, stated.givenName, stated.identifier].filter((part): part is string => Boolean(part))
  const stating = [...lines.values()].flatMap(({ text, confidences }) => {
    const words = text.join(' ')
    const isStating = names.some((part) => words.includes(part)) || (stated.birthDate !== null && (firstDate(words, dayFirst) === stated.birthDate || words.includes(stated.birthDate)))
    return isStating ? [{ words, confidence: confidences.reduce((sum, one) => sum + one, 0) / confidences.length }] : []
  })
  const confidence = stating.length === 0 ? page.confidence : Math.min(...stating.map((line) => line.confidence))
  return { quote: stating.map(({ words }) => words).join(' · ').slice(0, 400), confidence }
}
