// Asking the applicant for what was ticked: further words, language, day, and who pays under the programme.
import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import { addDays } from '#shared/domain/calendar.ts'
import type { Language } from '#shared/domain/reviewCase.ts'
import { client } from '../../data/client.ts'
import { today } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { DayInput } from '../../ui/DayInput.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import type { PartProps } from './parts.ts'
import { useAct } from '../../data/useAct.ts'

export function AskForm({ reviewCase, situation, items, onDone }: PartProps & { items: readonly string[]; onDone: () => void }) {
  const t = useT()
  const act = useAct(reviewCase.id)
  const [other, setOther] = useState('')
  const [language, setLanguage] = useState<Language>(reviewCase.language)
  const [dueOn, setDueOn] = useState(addDays(today(), situation.programme.clock.dataRequestDays))
  const isEmpty = items.length === 0 && other.trim() === ''
  async function send() {
    const isDone = await act.run(() => client.intake.requestData({ caseId: reviewCase.id, baseVersion: reviewCase.version, items: [...items], other: other.trim(), language, dueOn }))
    if (!isDone) return
    setOther('')
    onDone()
  }
  return (
    <form
      className="intake-ask"
      aria-label={t('intake.request.title')}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <h3 className="t-small t-3">{t('intake.request.title')}</h3>
      <div className="intake-fields">
        <TextInput className="intake-wide" label={t('intake.request.other')} maxLength={500} value={other} onChange={(event) => setOther(event.currentTarget.value)} />
        <DayInput label={t('intake.request.dueOn')} value={dueOn} onChange={setDueOn} />
        <div>
          <p className="intake-label">{t('intake.request.language')}</p>
          <SegmentedControl aria-label={t('intake.request.language')} value={language} data={(['en', 'es'] as const).map((value) => ({ value, label: t(`language.${value}`) }))} onChange={(value) => setLanguage(value === 'es' ? 'es' : 'en')} />
        </div>
      </div>
      <p className="t-small t-2">
        {t('intake.request.paidBy', { who: t(`intake.request.who.${situation.programme.missingTests.paidBy}`) })} {t('intake.request.stops')}
      </p>
      <div className="intake-row">
        <Button type="submit" loading={act.busy} disabled={isEmpty || dueOn === '' || dueOn < today()}>
          {t('intake.request.send')}
        </Button>
      </div>
      {act.error !== null && <ErrorState error={act.error} />}
    </form>
  )
}
