// One free questionnaire as a form: score and band at once, no total while an item is open, the safety card at the moment item 9 is answered.
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { scoreQuestionnaire } from '#shared/domain/instruments.ts'
import { client } from '../../data/client.ts'
import { as } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { today } from './today.ts'
import type { LaneDesk } from './useLane.ts'

interface QuestionnaireProps {
  desk: LaneDesk
  instrument: keyof typeof FORMS
}

/** The short forms ask the first questions of the long ones. */
const FORMS = { 'PHQ-9': ['PHQ-9', 9], 'GAD-7': ['GAD-7', 7], 'PHQ-2': ['PHQ-9', 2], 'GAD-2': ['GAD-7', 2] } as const
const ANSWERS = [0, 1, 2, 3] as const

export function Questionnaire({ desk, instrument }: QuestionnaireProps) {
  const t = useT()
  const format = useFormat()
  const [words, items] = FORMS[instrument]
  const blank = Array.from({ length: items }, () => null)
  const [answers, setAnswers] = useState<(number | null)[]>(blank)
  const [reason, setReason] = useState('')
  const result = scoreQuestionnaire(instrument, answers) as { total?: number; band?: string; screenPositive?: boolean; refusal?: { items: number[] } }
  const open = result.refusal?.items ?? []
  const started = answers.some((answer) => answer !== null)
  const kept = desk.lane.instruments.filter((one) => one.instrument === instrument).at(-1)
  const key = `psychology.form.${words}`

  function answer(item: number, value: number) {
    setAnswers(answers.map((before, i) => (i === item ? value : before)))
    // At once, not with the form: somebody may close the window before it is whole.
    if (instrument === 'PHQ-9' && item === 8 && value >= 1) void desk.change(() => client.psychology.raiseSafety({ caseId: as(desk.caseId), source: 'PHQ-9' }))
  }

  async function keep() {
    const isKept = await desk.change(() =>
      client.psychology.saveInstrument({ caseId: as(desk.caseId), instrument, takenOn: today(), items: answers, score: null, incompleteReason: open.length > 0 ? reason.trim() : null }),
    )
    if (!isKept) return
    setAnswers(blank)
    setReason('')
  }

  return (
    <form
      className="p-form"
      aria-label={instrument}
      onSubmit={(event) => {
        event.preventDefault()
        void keep()
      }}
    >
      <header className="p-form-head">
        <h3 className="t-heading">{instrument}</h3>
        <span className="t-small t-3">{t('psychology.form.period')}</span>
        <span className="c-spacer" />
        {started && (open.length === 0 ? (
          <span role="status">
            <strong className="t-number">{result.total}</strong> <span className="t-2">{t(`psychology.band.${result.band ?? (result.screenPositive ? 'abnormal' : 'belowCutOff')}`)}</span>
          </span>
        ) : (
          <StatusBadge status="waiting">{t('psychology.form.noTotal', { items: open.join(', ') })}</StatusBadge>
        ))}
      </header>
      <ol>
        {answers.map((given, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an item is its place
          <li key={i} className="p-item">
            <span className="t-3 t-number">{i + 1}</span>
            <span id={`${instrument}-${i}`} data-strong={instrument === 'PHQ-9' && i === 8}>
              {t(`${key}.${i + 1}`)}
            </span>
            <span role="radiogroup" aria-labelledby={`${instrument}-${i}`} className="p-answers">
              {ANSWERS.map((value) => (
                <label key={value} className="p-answer" data-on={given === value} title={t(`psychology.form.answer.${value}`)}>
                  <input type="radio" name={`${instrument}-${i}`} checked={given === value} onChange={() => answer(i, value)} aria-label={`${value}: ${t(`psychology.form.answer.${value}`)}`} />
                  <span aria-hidden>{value}</span>
                </label>
              ))}
            </span>
          </li>
        ))}
      </ol>
      {started && open.length > 0 && <TextInput label={t('psychology.form.why', { count: open.length })} value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={500} />}
      <footer className="p-form-foot">
        <span className="t-small t-3">{kept ? t('psychology.form.last', { date: format.date(kept.takenOn), total: kept.result.total ?? t('psychology.form.without') }) : t('psychology.form.never')}</span>
        <span className="c-spacer" />
        <Button type="submit" size="xs" disabled={!started || (open.length > 0 && reason.trim() === '')} loading={desk.busy}>
          {t('psychology.form.keep')}
        </Button>
      </footer>
    </form>
  )
}
