// The patient's questions one by one: the answer in a sentence for the first page, how sure it is, and the reasons with their proofs.
import { useMemo } from 'react'
import { answerFragment, answerKey, type AnswerRegister, CONFIDENCE } from '#shared/casedoc/layout.ts'
import type { FieldValue, SigningObstacle, TemplateSection } from '#shared/domain/report.ts'
import type { PatientQuestion } from '#shared/domain/reviewCase.ts'
import type { Section } from '../../data/section.ts'
import { useT } from '../../i18n/useT.ts'
import { StatusIcon } from '../../ui/StatusIcon.tsx'
import { useReportDesk } from './deskContext.ts'
import { RegisterConflictCard } from './RegisterConflictCard.tsx'
import { SectionText } from './SectionText.tsx'
import { useRegisterDraft } from './useRegisterDraft.ts'

interface AnswersSectionProps {
  section: TemplateSection
  open: Section
  writable: boolean
  obstacles: readonly SigningObstacle[]
}

export function AnswersSection({ section, open, writable, obstacles }: AnswersSectionProps) {
  const t = useT()
  const { reviewCase } = useReportDesk()
  const asked = reviewCase.questions.filter((question) => question.asked)
  if (asked.length === 0) return <p className="t-2">{t('report.answers.none')}</p>
  return (
    <ol className="r-answers">
      {asked.map((question) => (
        <li key={question.number}>
          <Answer
            question={question}
            section={section}
            open={open}
            writable={writable}
            obstacles={obstacles.filter(({ fieldKey }) => fieldKey?.startsWith(`${question.number}.`))}
          />
        </li>
      ))}
    </ol>
  )
}

function Answer({ question, section, open, writable, obstacles }: AnswersSectionProps & { question: PatientQuestion }) {
  const t = useT()
  const { me, nameOf } = useReportDesk()
  const { number } = question
  const registers = open.registers.answers.get(number)
  const words = question.standard ? t(`question.${question.standard}`) : question.text
  const set = (register: AnswerRegister) => (value: string) => open.setAnswer(number, register, value)
  const place = (register: AnswerRegister) => `${section.key}.${number}.${register}`
  const lacks = (register: AnswerRegister) => obstacles.some(({ fieldKey, severity }) => fieldKey === `${number}.${register}` && severity === 'blocker')
  const claims = obstacles.flatMap(({ code, detail }) => (code === 'claimWithoutProof' ? [detail] : [])).join('\n')
  const unproven = useMemo(() => (claims === '' ? [] : claims.split('\n')), [claims])
  return (
    <div className="r-answer">
      <h3 className="r-question">
        <span className="t-number">{number}.</span> {words}
        {(lacks('answer') || lacks('confidence')) && <StatusIcon status="bad" label={t('report.answers.open')} />}
      </h3>
      {question.standard && question.text && <q className="r-patient-words t-2">{question.text}</q>}
      {open.registers.conflicts
        .filter(({ key }) => key === answerKey(number, 'answer') || key === answerKey(number, 'confidence'))
        .map((conflict) => (
          <RegisterConflictCard
            key={conflict.key}
            conflict={conflict}
            writable={writable}
            place={`${section.key}.${conflict.key}`}
            words={(value) => (conflict.key.endsWith('confidence') ? t(`report.confidence.${value}`) : value)}
            nameOf={nameOf}
            onChoose={set(conflict.key.endsWith('confidence') ? 'confidence' : 'answer')}
          />
        ))}
      <div className="r-answer-line">
        <ShortAnswer
          value={registers?.answer ?? null}
          me={me.id}
          writable={writable}
          place={place('answer')}
          label={t('report.answers.short', { number })}
          onSet={set('answer')}
        />
        <div className="r-confidence">
          <span className="t-micro t-3">{t('report.answers.confidence')}</span>
          {writable ? (
            <select
              className="r-control"
              aria-label={t('report.answers.confidenceOf', { number })}
              data-field={place('confidence')}
              data-empty={!registers?.confidence || undefined}
              value={registers?.confidence?.value ?? ''}
              onChange={(event) => set('confidence')(event.currentTarget.value)}
            >
              <option value="">{t('common.notStated')}</option>
              {CONFIDENCE.map((code) => (
                <option key={code} value={code}>
                  {t(`report.confidence.${code}`)}
                </option>
              ))}
            </select>
          ) : (
            <span className="r-value" data-empty={!registers?.confidence || undefined}>
              {registers?.confidence ? t(`report.confidence.${registers.confidence.value}`) : t('common.notStated')}
            </span>
          )}
        </div>
      </div>
      <SectionText
        section={open}
        fragment={answerFragment(number)}
        place={`${section.key}.${number}.answer`}
        label={t('report.answers.label', { number, question: words })}
        placeholder={t('report.answers.hint')}
        unproven={unproven}
      />
    </div>
  )
}

interface ShortAnswerProps {
  value: FieldValue | null
  me: string
  writable: boolean
  place: string
  label: string
  onSet(value: string): void
}

function ShortAnswer({ value, me, writable, place, label, onSet }: ShortAnswerProps) {
  const t = useT()
  const draft = useRegisterDraft(
    value,
    me,
    onSet,
    (text) => text.trim(),
    (stored) => stored,
  )
  return (
    <div className="r-short">
      <span className="t-micro t-3">{t('report.answers.shortLabel')}</span>
      {writable ? (
        <input
          className="r-control"
          aria-label={label}
          data-field={place}
          data-empty={draft.shown === '' || undefined}
          maxLength={300}
          placeholder={t('report.answers.shortHint')}
          value={draft.shown}
          onFocus={draft.begin}
          onChange={(event) => draft.type(event.currentTarget.value)}
          onBlur={draft.leave}
          onKeyDown={(event) => {
            if (event.key === 'Enter') draft.leave()
            if (event.key === 'Escape') draft.cancel()
          }}
        />
      ) : (
        <span className="r-value" data-empty={!value || undefined}>
          {value?.value || t('common.notStated')}
        </span>
      )}
    </div>
  )
}
