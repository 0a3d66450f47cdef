// Licensed instruments: only the score somebody else counted, with its licence named; their questions are not shown.
import { Button, NumberInput, Select } from '@mantine/core'
import { useState } from 'react'
import { LICENSED_SCORES, licensedScore } from '#shared/domain/licensedScores.ts'
import type { InstrumentName } from '#shared/domain/psychology.ts'
import { client } from '../../data/client.ts'
import { as } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { DayInput } from '../../ui/DayInput.tsx'
import { today } from './today.ts'
import type { LaneDesk } from './useLane.ts'

const names = Object.keys(LICENSED_SCORES) as InstrumentName[]

export function ScoreEntry({ desk }: { desk: LaneDesk }) {
  const t = useT()
  const [instrument, setInstrument] = useState<InstrumentName>('DT')
  const [score, setScore] = useState<number | string>('')
  const [takenOn, setTakenOn] = useState(today())
  const form = LICENSED_SCORES[instrument]
  const result = typeof score === 'number' ? licensedScore(instrument, score) : null
  const isValid = result !== null && !('refusal' in result) && takenOn !== '' && takenOn <= today()
  async function keep() {
    if (typeof score !== 'number' || !isValid) return
    if (await desk.change(() => client.psychology.saveInstrument({ caseId: as(desk.caseId), instrument, takenOn, items: null, score, incompleteReason: null }))) setScore('')
  }
  return (
    <form
      className="p-score"
      aria-label={t('psychology.score.title')}
      onSubmit={(event) => {
        event.preventDefault()
        void keep()
      }}
    >
      <h3 className="t-heading">{t('psychology.score.title')}</h3>
      <div className="p-score-row">
        <Select label={t('psychology.score.instrument')} value={instrument} allowDeselect={false} onChange={(value) => setInstrument((value as InstrumentName | null) ?? 'DT')} data={names.map((value) => ({ value, label: t(`psychology.instrument.${value}`) }))} />
        <NumberInput label={t('psychology.score.value', { max: form?.max ?? 0 })} value={score} onChange={setScore} min={0} max={form?.max ?? 0} allowDecimal={false} clampBehavior="none" error={result !== null && 'refusal' in result ? t('psychology.score.range', { max: form?.max ?? 0 }) : null} />
        <DayInput label={t('psychology.score.date')} value={takenOn} onChange={setTakenOn} error={takenOn > today() ? t('psychology.later') : null} />
        <Button type="submit" disabled={!isValid} loading={desk.busy}>
          {t('psychology.form.keep')}
        </Button>
      </div>
      <p className="t-small t-3">{t('psychology.score.licence', { owner: form?.owner ?? '' })}</p>
    </form>
  )
}
