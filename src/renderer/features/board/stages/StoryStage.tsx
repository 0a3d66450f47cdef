// The patient first, in their own words; then why they ask and what.
import type { PatientQuestion } from '#shared/domain/reviewCase.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/useT.ts'
import type { StageProps } from './stageProps.ts'

const MOST_QUESTIONS = 4
const MOST_MOTIVES = 2

export function StoryStage({ shown }: StageProps) {
  const t = useT()
  const format = useFormat()
  const words = ({ standard, text }: PatientQuestion) => (standard ? t(`question.${standard}`) : text)
  const rest = shown.questions.length - MOST_QUESTIONS
  const [first] = shown.firstOpinions
  return (
    <section className="b-body b-story" aria-label={t('board.stage.story')}>
      <div className="b-story-words">
        <h2 className="b-label">{t('board.story.words')}</h2>
        {shown.patientWords ? <blockquote className={first ? 'b-quote b-quote-short' : 'b-quote'}>{shown.patientWords}</blockquote> : <p className="b-value b-soft">{t('board.story.noWords')}</p>}
        {shown.motives.length > 0 && (
          <p className="b-fact-note">
            {shown.motives
              .slice(0, MOST_MOTIVES)
              .map((motive) => t(`motive.${motive}`))
              .join(' · ')}
          </p>
        )}
        {first && (
          <div className="b-first">
            <h2 className="b-label">{[t('board.story.first'), first.author, first.on && format.date(first.on)].filter(Boolean).join(' · ')}</h2>
            {first.diagnosis && <p className="b-value b-clamp-2">{first.diagnosis}</p>}
            {first.plan && <p className="b-value b-clamp-2">{first.plan}</p>}
            {shown.firstOpinions.length > 1 && <p className="b-fact-note">{t('board.more', { count: shown.firstOpinions.length - 1 })}</p>}
          </div>
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
