// The licence number of the open profile; where none was stated, the field to state it. A stated one stays: signatures carry it.
import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { runCommand } from '../../app/commands.ts'
import { client } from '../../data/client.ts'
import { useRun } from '../../data/useRun.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'

export function LicenceNumber({ licence }: { licence: string | null }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const { busy, error, run } = useRun()
  const isStated = (licence ?? '').trim() !== ''
  async function state(event: FormEvent) {
    event.preventDefault()
    if (typed.trim() === '') return
    await run(async () => {
      await client.profile.stateLicence({ licence: typed })
      // The session keeps what it was opened with: unlocking takes the number up.
      runCommand('shell.lock')
    })
  }
  return (
    <>
      <div className="settings-row">
        <span>{t('settings.licence')}</span>
        <span className="settings-value">
          {isStated ? licence : <span className="t-2">{t('common.notStated')}</span>}
          {!isStated && <Button onClick={() => setOpen(!open)}>{t('settings.licenceNumber.change')}</Button>}
        </span>
      </div>
      {open && !isStated && (
        <form className="settings-form" aria-label={t('settings.licence')} onSubmit={(event) => void state(event)}>
          <TextInput label={t('settings.licence')} description={t('settings.licenceNumber.note')} maxLength={60} required autoFocus value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
          {error !== null && <ErrorState error={error} />}
          <div className="settings-value">
            <Button type="submit" variant="filled" loading={busy} disabled={typed.trim() === ''}>
              {t('settings.licenceNumber.save')}
            </Button>
            <Button variant="subtle" onClick={() => setOpen(false)}>
              {t('common.cancel')}
            </Button>
          </div>
        </form>
      )}
    </>
  )
}
