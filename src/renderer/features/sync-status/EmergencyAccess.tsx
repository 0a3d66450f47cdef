// Opens a case of others in an emergency: its number, why it cannot wait, and what follows from it, said before.
import { Button, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { dataOf } from '#shared/contract/failure.ts'
import { casePlace, usePlace } from '../../app/place.ts'
import { client } from '../../data/client.ts'
import { queryClient } from '../../data/queries.ts'
import { useRun } from '../../data/useRun.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'

const SHORTEST_REASON = 10

export function EmergencyAccess() {
  const t = useT()
  const format = useFormat()
  const go = usePlace((s) => s.go)
  const [caseNumber, setCaseNumber] = useState('')
  const [reason, setReason] = useState('')
  const { busy, error, run } = useRun()
  const [opened, setOpened] = useState<{ caseId: string; until: string; number: string } | null>(null)
  const isUnknown = dataOf(error)['reason'] === 'CASE_NOT_FOUND'

  async function open(event: FormEvent) {
    event.preventDefault()
    setOpened(null)
    await run(async () => {
      const answer = await client.administration.breakGlass({ caseNumber: caseNumber.trim(), reason: reason.trim() })
      queryClient.setQueryData(['sync', 'status'], await client.sync.syncNow())
      setOpened({ ...answer, number: caseNumber.trim() })
      setCaseNumber('')
      setReason('')
      await queryClient.invalidateQueries({ queryKey: ['sync'] })
      await queryClient.invalidateQueries({ queryKey: ['cases'] })
    })
  }
  return (
    <section className="sync-server" aria-label={t('sync.emergency.title')}>
      <h2 className="t-heading">{t('sync.emergency.title')}</h2>
      <p className="t-small t-3">{t('sync.emergency.words')}</p>
      {opened && (
        <div className="attention-actions" role="status">
          <span>{t('sync.emergency.opened', { number: opened.number, until: format.instant(opened.until) })}</span>
          <Button variant="filled" onClick={() => go(casePlace(opened.caseId, 'overview'))}>
            {t('sync.emergency.show')}
          </Button>
        </div>
      )}
      {error !== null && (isUnknown ? <p className="t-small t-warn" role="alert">{t('sync.emergency.unknown')}</p> : <ErrorState error={error} />)}
      <form className="sync-form" onSubmit={(event) => void open(event)} aria-label={t('sync.emergency.title')}>
        <TextInput label={t('sync.emergency.number')} value={caseNumber} autoComplete="off" maxLength={24} onChange={(event) => setCaseNumber(event.currentTarget.value)} />
        <Textarea label={t('sync.emergency.reason')} value={reason} autosize minRows={2} maxLength={500} onChange={(event) => setReason(event.currentTarget.value)} />
        <div>
          <Button type="submit" loading={busy} disabled={caseNumber.trim() === '' || reason.trim().length < SHORTEST_REASON}>
            {t('sync.emergency.open')}
          </Button>
        </div>
      </form>
    </section>
  )
}
