// What a revealed panel gives to the report: how far it agreed, and who said otherwise, word for word. Pure; rewrites nobody.
import type { LocalText } from '../report.ts'
import type { Block, Inline } from '../reportContent.ts'
import type { Language } from '../reviewCase.ts'
import { agreementMatrix, type AgreementRow } from './agreement.ts'
import { type ExpertOpinion, OPINION_AXES } from './opinion.ts'
import { AXIS_WORDS, PANEL_WORDS } from './panelWords.ts'

/** Codes of the report field `consensus`. */
export type Consensus = 'unanimous' | 'majority' | 'split' | 'singleExpert'

/** One expert alone is no agreement; a subject without a leading position makes the whole panel split. */
export function consensusOf(rows: readonly AgreementRow[], experts: number): Consensus {
  if (experts < 2) return 'singleExpert'
  const differing = rows.filter(({ pairAgreement }) => pairAgreement !== null && pairAgreement < 1)
  if (differing.length === 0) return 'unanimous'
  return differing.some(({ minority }) => minority.length === 0) ? 'split' : 'majority'
}

export interface DissentingVoice {
  readonly subject: string
  readonly expert: string
  /** True where one position leads and this is another; false where none leads. */
  readonly isMinority: boolean
  /** Recommendation and reason as they were written. */
  readonly words: string
  readonly paragraph: Block
}

/** Every voice that is not with a leading position, in the order of subjects and experts; where none leads, all of them. */
export function dissentingVoices(subjects: readonly string[], opinions: readonly ExpertOpinion[], language: Language): DissentingVoice[] {
  const rows = agreementMatrix(subjects, opinions).filter(({ pairAgreement }) => pairAgreement !== null && pairAgreement < 1)
  return rows.flatMap((row) =>
    opinions.flatMap((opinion): DissentingVoice[] => {
      const item = opinion.items.find(({ subject }) => subject === row.subject)
      const isMinority = row.minority.includes(opinion.expert.id)
      if (!item || item.position === 'cannotJudge' || (row.minority.length > 0 && !isMinority)) return []
      const words = [item.recommendation, item.reason].filter((part) => part !== '').join(' ')
      const head = `${subjectWords(row.subject)[language]}. ${PANEL_WORDS[isMinority ? 'minority' : 'divided'][language]}: ${opinion.expert.name}. `
      const proofs: Inline[] = item.proofs.map((proof) => ({ type: 'proof', proof }))
      const paragraph: Block = { type: 'paragraph', content: [{ type: 'text', text: head, bold: true }, { type: 'text', text: `“${words}” ` }, ...proofs] }
      return [{ subject: row.subject, expert: opinion.expert.name, isMinority, words, paragraph }]
    }),
  )
}

function subjectWords(subject: string): LocalText {
  const axis = OPINION_AXES.find((name) => subject === `axis:${name}`)
  if (axis) return AXIS_WORDS[axis]
  const number = subject.slice(subject.indexOf(':') + 1)
  return { en: PANEL_WORDS.question.en.replace('{n}', number), es: PANEL_WORDS.question.es.replace('{n}', number) }
}
