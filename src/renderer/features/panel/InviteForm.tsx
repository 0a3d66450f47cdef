// Asks a person of the server's directory for an opinion in one discipline, by a day.
import { Button, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { PanelView } from '#shared/contract/workstation/panel.contract.ts'
import { DISCIPLINES, type Discipline } from '#shared/domain/panel/panelAct.ts'
import { client } from '../../data/client.ts'
import { as, useSyncStatus } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { DayInput } from '../../ui/DayInput.tsx'
import { endOfDay } from './deadline.ts'
import { ExpertLine } from './ExpertLine.tsx'
import { missingDisciplines } from './missingDisciplines.ts'
import { usePanelAction } from './usePanel.ts'

export function InviteForm(props: Pick<PanelView, 'seats' | 'disciplines'> & { caseId: string }) {
  const t = useT()
  const server = useSyncStatus().data?.serverUrl ?? null
  return server === null ? <p className="t-small t-2">{t('panel.needsServer')}</p> : <Form key={server} {...props} />
}

function Form({ caseId, seats, disciplines }: Parameters<typeof InviteForm>[0]) {
  const t = useT()
  const people = useQuery({ queryKey: ['sync', 'people'], queryFn: () => client.sync.people() })
  // Not everybody of the server stands in the directory, and without it people can still be asked.
  const directory = useQuery({ queryKey: ['sync', 'experts'], queryFn: () => client.administration.experts(), retry: false }).data
  const action = usePanelAction(caseId)
  const [personId, setPersonId] = useState<string | null>(null)
  const [discipline, setDiscipline] = useState<Discipline | null>(null)
  const [day, setDay] = useState('')
  const asked = seats.filter(({ answer }) => answer === 'waiting' || answer === 'accepted')
  const free = (people.data ?? []).filter(({ id }) => !asked.some(({ person }) => person.id === id))
  const person = free.find(({ id }) => id === personId)
  const missing = missingDisciplines({ seats, disciplines })
  const expert = directory?.find(({ userId }) => userId === personId)
  if (people.error) return <ErrorState error={people.error} onRetry={() => void people.refetch()} />
  return (
    <form
      className="p-form p-invite"
      aria-label={t('panel.inviteTitle')}
      onSubmit={(event) => {
        event.preventDefault()
        if (!person || !discipline) return
        void action.run(() => client.panel.act({ caseId: as(caseId), act: { type: 'invite', person, discipline, dueAt: endOfDay(day) } })).then((done) => done && setPersonId(null))
      }}
    >
      <h3 className="t-heading">{t('panel.inviteTitle')}</h3>
      {missing.length > 0 && <p className="t-small t-2">{t('panel.gapsInPanel', { disciplines: missing.map((one) => t(`panel.discipline.${one}`)).join(', ') })}</p>}
      <Select
        size="xs"
        label={t('panel.person')}
        placeholder={t(free.length === 0 ? 'panel.noPeople' : 'panel.choose')}
        disabled={free.length === 0}
        value={personId}
        data={free.map(({ id, name, role }) => ({ value: id, label: [`${name}, ${t(`role.${role}`)}`, directory?.find(({ userId }) => userId === id)?.country].filter(Boolean).join(' · ') }))}
        onChange={setPersonId}
      />
      {person && <ExpertLine expert={expert ?? null} licence={person.licence} />}
      <Select size="xs" label={t('panel.disciplineLabel')} placeholder={t('panel.choose')} value={discipline} data={DISCIPLINES.map((value) => ({ value, label: t(`panel.discipline.${value}`) }))} onChange={(value) => setDiscipline(value as Discipline | null)} />
      <DayInput size="xs" label={t('panel.dueDay')} value={day} onChange={setDay} />
      {action.error !== null && <ErrorState error={action.error} />}
      <div>
        <Button type="submit" loading={action.busy} disabled={!person || !discipline}>
          {t('panel.invite')}
        </Button>
      </div>
    </form>
  )
}
