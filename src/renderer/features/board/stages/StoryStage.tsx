// The patient first, in their own words; then why they ask and what.
import type { PatientQuestion } from '#shared/domain/reviewCase.ts'
import { useT } from '../../../i18n/useT.ts'
import type { StageProps } from './stageProps.ts'

const MOST_QUESTIONS = 4
const MOST_MOTIVES = 2

export function StoryStage({ shown }: StageProps) {
  const t = useT()
  const words = ({ standard, text }: PatientQuestion) => (standard ? t(`question.${standard}`) : text)
  const rest = shown.questions.length - MOST_QUESTIONS
  return (
    <section className="b-body b-story" aria-label={t('board.stage.story')}>
      <div className="b-story-words">
        <h2 className="b-label">{t('board.story.words')}</h2>
        {shown.patientWords ? <blockquote className="b-quote">{shown.patientWords}</blockquote> : <p className="b-value b-soft">{t('board.story.noWords')}</p>}
        {shown.motives.length > 0 && (
          <p className="b-fact-note">
            {shown.motives
              .slice(0, MOST_MOTIVES)
              .map((motive) => t(`motive.${motive}`))
              .join(' · ')}
          </p>
        )}
      </div>
      <div className="b-side">
        <h2 className="b-label">{t('board.story.asks')}</h2>
        <ol className="b-questions">
          {shown.questions.slice(0, MOST_QUESTIONS).map((question) => (
            <li key={question.number}>
              <span className="b-digit">{question.number}</span>
              <span>{words(question)}</span>
            </li>
          ))}
        </ol>
        {rest > 0 && <p className="b-fact-note">{t('board.more', { count: rest })}</p>}
      </div>
    </section>
  )
}
