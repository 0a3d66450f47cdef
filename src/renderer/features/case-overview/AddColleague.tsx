// Puts a person of the server's directory into the case's team; her workstation receives the case with the next exchange. Only where there is a server.
import { Button, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { CaseId } from '#shared/kit/ids.ts'
import type { TeamMember } from '#shared/domain/reviewCase.ts'
import { client } from '../../data/client.ts'
import { useSyncStatus } from '../../data/queries.ts'
import { useRun } from '../../data/useRun.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'

interface AddColleagueProps {
  caseId: CaseId
  team: readonly TeamMember[]
}

export function AddColleague(props: AddColleagueProps) {
  const server = useSyncStatus().data?.serverUrl ?? null
  return server === null ? null : <Choice key={server} {...props} />
}

function Choice({ caseId, team }: AddColleagueProps) {
  const t = useT()
  const people = useQuery({ queryKey: ['sync', 'people'], queryFn: () => client.sync.people() })
  const [chosen, setChosen] = useState<string | null>(null)
  const { busy, error, run } = useRun()
  const others = (people.data ?? []).filter((person) => !team.some(({ user }) => user.id === person.id))
  const person = others.find(({ id }) => id === chosen) ?? null

  async function add(event: FormEvent) {
    event.preventDefault()
    if (!person) return
    await run(async () => {
      await client.sync.assign({ caseId, userId: person.id })
      useToasts.getState().show({ words: t('overview.colleague.added', { name: person.name }) })
      setChosen(null)
    })
  }
  if (people.error) return <ErrorState error={people.error} onRetry={() => void people.refetch()} />
  return (
    <form className="overview-colleague" onSubmit={(event) => void add(event)}>
      <Select
        label={t('overview.colleague.label')}
        placeholder={t(others.length === 0 ? 'overview.colleague.none' : 'overview.colleague.choose')}
        disabled={others.length === 0}
        value={chosen}
        data={others.map(({ id, name, role }) => ({ value: id, label: `${name}, ${t(`role.${role}`)}` }))}
        onChange={setChosen}
      />
      {error !== null && <ErrorState error={error} />}
      <Button type="submit" loading={busy} disabled={!person}>
        {t('overview.colleague.add')}
      </Button>
    </form>
  )
}
