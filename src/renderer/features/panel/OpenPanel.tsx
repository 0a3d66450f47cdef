// No panel yet: what opening one means, the day by which opinions are in, one button.
import { Button } from '@mantine/core'
import { useState } from 'react'
import { MEDICAL_ROLES, type User } from '#shared/domain/people.ts'
import { client } from '../../data/client.ts'
import { as } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { DayInput } from '../../ui/DayInput.tsx'
import { endOfDay } from './deadline.ts'
import { usePanelAction } from './usePanel.ts'

export function OpenPanel({ caseId, me }: { caseId: string; me: User }) {
  const t = useT()
  const action = usePanelAction(caseId)
  const [day, setDay] = useState('')
  if (!MEDICAL_ROLES.includes(me.role))
    return (
      <div className="c-empty">
        <p>{t('panel.none')}</p>
      </div>
    )
  return (
    <form
      className="p-card"
      data-region
      tabIndex={-1}
      onSubmit={(event) => {
        event.preventDefault()
        void action.run(() => client.panel.open({ caseId: as(caseId), deadline: endOfDay(day) }))
      }}
    >
      <h2 className="t-title">{t('panel.openTitle')}</h2>
      <p className="t-2">{t('panel.openWords')}</p>
      <DayInput label={t('panel.deadline')} description={t('panel.deadlineHint')} value={day} onChange={setDay} className="p-short" />
      {action.error !== null && <ErrorState error={action.error} />}
      <div>
        <Button type="submit" variant="filled" loading={action.busy}>
          {t('panel.open')}
        </Button>
      </div>
    </form>
  )
}
