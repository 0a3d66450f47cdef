// Decides between first start, unlock and the workstation. Nothing clinical is mounted before a profile is open.
import { useProfile } from '../data/queries.ts'
import { FirstStart, UnlockView } from '../features/first-start/index.ts'
import { useT } from '../i18n/useT.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { LoadingLine } from '../ui/LoadingLine.tsx'
import { BoardWindow, isBoardWindow } from './BoardWindow.tsx'
import { Workstation } from './Workstation.tsx'
import { useConnection } from '../data/connection.ts'

export function Gate() {
  const t = useT()
  const profile = useProfile()
  const connection = useConnection((s) => s.state)
  const me = profile.data?.state === 'unlocked' ? profile.data.me : null
  if (isBoardWindow()) return me ? <BoardWindow me={me} /> : <main className="gate-wait">{profile.data && <p>{t('board.lockedWindow')}</p>}</main>
  if (profile.data?.state === 'new') return <FirstStart dataDirectory={profile.data.dataDirectory} />
  if (profile.data?.state === 'locked') return <UnlockView status={profile.data} />
  if (profile.data?.state === 'unlocked' && profile.data.me) return <Workstation me={profile.data.me} demo={profile.data.demo} />
  return (
    <main className="gate-wait">
      {profile.error && connection !== 'connecting' ? <ErrorState error={profile.error} onRetry={() => void profile.refetch()} /> : <LoadingLine what={t('shell.connecting')} />}
    </main>
  )
}
