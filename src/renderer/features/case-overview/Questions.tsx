// The patient's questions one by one with the state of their answers, in two columns.
import type { Report, SigningObstacle } from '#shared/domain/report.ts'
import type { PatientQuestion, ReviewCase } from '#shared/domain/reviewCase.ts'
import { casePlace, usePlace } from '../../app/place.ts'
import { useT } from '../../i18n/useT.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { answerState } from './answerState.ts'

interface QuestionsProps {
  reviewCase: ReviewCase
  obstacles: readonly SigningObstacle[]
  report: Report | null
}

export function Questions({ reviewCase, obstacles, report }: QuestionsProps) {
  const t = useT()
  const asked = reviewCase.questions.filter((question) => question.asked)
  const open = asked.filter((question) => answerState(question.number, obstacles, report) === 'open').length
  return (
    <section aria-label={t('overview.questions')}>
      <div className="overview-head">
        <h2 className="t-heading">{t('overview.questions')}</h2>
        {report && asked.length > 0 && <span className="t-small t-3">{t('overview.answered', { count: asked.length - open, open })}</span>}
      </div>
      {asked.length === 0 ? (
        <EmptyState sentence={t('overview.noQuestions')} />
      ) : (
        <ol className="overview-questions">
          {asked.map((question) => (
            <Question key={question.number} question={question} language={reviewCase.language} caseId={reviewCase.id} state={answerState(question.number, obstacles, report)} section={questionSection(obstacles)} />
          ))}
        </ol>
      )}
    </section>
  )
}

function questionSection(obstacles: readonly SigningObstacle[]): string | null {
  return obstacles.find((obstacle) => obstacle.code === 'questionUnanswered')?.sectionKey ?? null
}

const shapes = { open: 'bad', draft: 'draft', signed: 'ok', none: 'note' } as const

function Question({ question, language, caseId, state, section }: { question: PatientQuestion; language: string; caseId: string; state: keyof typeof shapes; section: string | null }) {
  const t = useT()
  const go = usePlace((s) => s.go)
  const standard = question.standard ? t(`question.${question.standard}`) : null
  return (
    <li className="overview-question">
      <button type="button" onClick={() => go(casePlace(caseId, 'report', { section }))}>
        <span className="t-3 t-number">{question.number}</span>
        <span className="overview-question-words">
          {standard && <span>{standard} </span>}
          {question.text && (
            <span lang={language} className={standard ? 't-2' : undefined}>
              {question.text}
            </span>
          )}
        </span>
        <StatusBadge status={shapes[state]}>
          <span className={state === 'open' ? undefined : 't-2'}>{t(`overview.answer.${state}`)}</span>
        </StatusBadge>
      </button>
    </li>
  )
}
