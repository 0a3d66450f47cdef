// Until when one's own licence is valid, as the person states it: signing stops the day after.
import { Button, Checkbox } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { licenceDiffers, licenceInForce, licenceStateOn } from '#shared/domain/licenceTerm.ts'
import { client } from '../../data/client.ts'
import { as, queryClient, useLicence } from '../../data/queries.ts'
import { useRun } from '../../data/useRun.ts'
import { today, useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { DayInput } from '../../ui/DayInput.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'

export function LicenceSettings() {
  const t = useT()
  const format = useFormat()
  const known = useLicence()
  const [open, setOpen] = useState(false)
  if (known === undefined) return null
  const { term: own, directory } = known
  const term = licenceInForce({ own, directory })
  const state = licenceStateOn(term?.expiresOn ?? null, today())
  const said = directory?.expiresOn ? format.date(directory.expiresOn) : ''
  const words = term === null ? t('settings.licenceTerm.unknown') : term.expiresOn === null ? t('settings.licenceTerm.noEnd') : t('settings.licenceTerm.until', { date: format.date(term.expiresOn) })
  return (
    <>
      <div className="settings-row">
        <span>
          {t('settings.licenceTerm.row')}
          <span className="t-small t-3 settings-note">{t('settings.licenceTerm.note')}</span>
          {licenceDiffers({ own, directory }) ? (
            <span className="settings-note">
              <StatusBadge status="warn">{t('settings.licenceTerm.differs', { date: said, own: own?.expiresOn ? format.date(own.expiresOn) : t('settings.licenceTerm.noEnd') })}</StatusBadge>
            </span>
          ) : (
            said !== '' && <span className="t-small t-3 settings-note">{t('settings.licenceTerm.directory', { date: said })}</span>
          )}
        </span>
        <span className="settings-value">
          {state === 'good' ? <span className={term === null ? 't-2' : ''}>{words}</span> : <StatusBadge status={state === 'expired' ? 'bad' : 'warn'}>{state === 'expired' && term?.expiresOn ? t('settings.licenceTerm.expired', { date: format.date(term.expiresOn) }) : words}</StatusBadge>}
          <Button onClick={() => setOpen(!open)}>{t('settings.licenceTerm.change')}</Button>
        </span>
      </div>
      {open && <TermForm known={own} onDone={() => setOpen(false)} />}
    </>
  )
}

function TermForm({ known, onDone }: { known: { expiresOn: string | null } | null; onDone: () => void }) {
  const t = useT()
  const [day, setDay] = useState(known?.expiresOn ?? '')
  const [noEnd, setNoEnd] = useState(known !== null && known.expiresOn === null)
  const { busy, error, run } = useRun()
  const ready = noEnd || day !== ''
  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!ready) return
    await run(async () => {
      await client.profile.stateLicenceTerm({ expiresOn: noEnd ? null : as(day) })
      await Promise.all(['licenceTerm', 'reports'].map((name) => queryClient.invalidateQueries({ queryKey: [name] })))
      onDone()
    })
  }
  return (
    <form className="settings-form" aria-label={t('settings.licenceTerm.row')} onSubmit={(event) => void submit(event)}>
      {!noEnd && <DayInput label={t('settings.licenceTerm.day')} value={day} onChange={setDay} />}
      <Checkbox label={t('settings.licenceTerm.noEnd')} checked={noEnd} onChange={(event) => setNoEnd(event.currentTarget.checked)} />
      {error !== null && <ErrorState error={error} />}
      <div className="settings-value">
        <Button type="submit" variant="filled" loading={busy} disabled={!ready}>
          {t('settings.licenceTerm.save')}
        </Button>
        <Button variant="subtle" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  )
}
