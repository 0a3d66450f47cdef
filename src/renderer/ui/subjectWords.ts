// What an opinion's subject is called: the patient's question by its number, or an axis of the first opinion.
import { OPINION_AXES } from '#shared/domain/panel/opinion.ts'
import { AXIS_WORDS } from '#shared/domain/panel/panelWords.ts'
import type { ReviewCase } from '#shared/domain/reviewCase.ts'
import type { Localised } from '../i18n/useT.ts'

export interface SubjectWords {
  /** "3" for a question, "§" for an axis. */
  readonly mark: string
  readonly words: string
}

export function subjectWords(subject: string, reviewCase: Pick<ReviewCase, 'questions'>, t: Localised): SubjectWords {
  const [kind, name = ''] = subject.split(':')
  const axis = kind === 'axis' ? OPINION_AXES.find((one) => one === name) : undefined
  if (axis) return { mark: '§', words: AXIS_WORDS[axis][t.language] }
  const question = reviewCase.questions.find(({ number }) => String(number) === name)
  return { mark: name, words: question?.standard ? t(`question.${question.standard}`) : (question?.text ?? '') }
}
