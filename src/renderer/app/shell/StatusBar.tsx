// Bottom bar: what is saved here and when, that the store is encrypted, that the display is not calibrated, and the keys.
import { useConnection } from '../../data/connection.ts'
import { useSaves } from '../../data/rooms.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { LockedIcon, LookIcon, SavedIcon } from '../../ui/icons.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { StatusIcon } from '../../ui/StatusIcon.tsx'
import { Toasts } from '../../ui/Toasts.tsx'
import { runCommand } from '../commands.ts'
import { usePrivacy } from '../session/usePrivacy.ts'

export function StatusBar() {
  const t = useT()
  const masked = usePrivacy((s) => s.masked)
  return (
    <footer className="status" data-region tabIndex={-1}>
      <SaveWords />
      <span className="status-middle">
        <LockedIcon size={14} aria-hidden />
        {t('shell.encrypted')}
      </span>
      {masked && (
        <span>
          <LookIcon size={14} aria-hidden />
          {t('shell.privacyOn')}
        </span>
      )}
      <Toasts />
      <span className="status-middle">{t('shell.notCalibrated')}</span>
      <button type="button" onClick={() => runCommand('shell.keys')}>
        <Kbd keys="?" />
        {t('shell.keys')}
      </button>
    </footer>
  )
}

function SaveWords() {
  const t = useT()
  const format = useFormat()
  const { state, since } = useConnection()
  const { unsaved, lastSavedAt } = useSaves()
  if (state === 'lost')
    return (
      <span className="t-warn" role="status">
        <StatusIcon status="warn" />
        {t(unsaved > 0 ? 'shell.coreLostUnsaved' : 'shell.coreLost', { time: format.time(new Date(since).toISOString()), count: unsaved })}
      </span>
    )
  return (
    <span role="status">
      <SavedIcon size={14} aria-hidden />
      {unsaved > 0
        ? t('shell.saving', { count: unsaved })
        : lastSavedAt
          ? t('shell.savedAt', { time: format.time(lastSavedAt, true) })
          : t('shell.saved')}
    </span>
  )
}
