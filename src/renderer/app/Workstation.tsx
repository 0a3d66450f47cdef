// The unlocked workstation: frame, keys, live events, memory of the place. Which view is shown is MainView's business.
import './shell/shell.css'
import { useCallback, useEffect, useState } from 'react'
import type { User } from '#shared/domain/people.ts'
import { followLive } from '../data/live.ts'
import { queryClient, useSyncStatus } from '../data/queries.ts'
import { useT } from '../i18n/useT.ts'
import { GoingTogether } from '../features/board/index.ts'
import { ImportDock } from '../features/import/index.ts'
import { Banner } from '../ui/Banner.tsx'
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx'
import { useKeyboard } from './keyboard/useKeyboard.ts'
import { MainView } from './MainView.tsx'
import { usePlace } from './place.ts'
import { useOpenCases } from './session/openCases.ts'
import { useAppliedPreferences } from './session/useAppliedPreferences.ts'
import { useColorScheme } from './session/useColorScheme.ts'
import { useIdleLock } from './session/useIdleLock.ts'
import { lock } from './session/useLock.ts'
import { usePlaceMemory } from './session/usePlaceMemory.ts'
import { usePrivacy } from './session/usePrivacy.ts'
import { useWindowTitle } from './session/useWindowTitle.ts'
import { IdleWarning } from './shell/IdleWarning.tsx'
import { Palette } from './shell/Palette.tsx'
import { Rail } from './shell/Rail.tsx'
import { ShortcutSheet } from './shell/ShortcutSheet.tsx'
import { StatusBar } from './shell/StatusBar.tsx'
import { TopBar } from './shell/TopBar.tsx'
import { useShellCommands } from './useShellCommands.ts'

export function Workstation({ me, demo }: { me: User; demo: boolean }) {
  const t = useT()
  const ready = usePlaceMemory()
  const place = usePlace((s) => s.place)
  const visit = useOpenCases((s) => s.visit)
  const masked = usePrivacy((s) => s.masked)
  const scheme = useColorScheme()
  const [sheet, setSheet] = useState(false)
  const showKeys = useCallback(() => setSheet(true), [])
  const lockNow = useCallback(() => void lock(), [])
  const idleSeconds = useIdleLock(lockNow, useSyncStatus().data?.autoLockMinutes ?? 15)

  useEffect(() => {
    const stop = new AbortController()
    void followLive(queryClient, stop.signal)
    return () => stop.abort()
  }, [])
  useEffect(() => {
    if (place.view === 'case') visit(place.caseId)
  }, [place, visit])
  useAppliedPreferences()
  useWindowTitle()
  useShellCommands({ showKeys, scheme })
  useKeyboard()

  // What a room sees is the board alone: no list, no tab, no message of another case (H21).
  if (place.view === 'board' && place.full) return <ErrorBoundary resetKey="board">{ready && <MainView />}</ErrorBoundary>
  return (
    <div className="shell" data-privacy={masked}>
      <TopBar me={me} />
      <Rail />
      <div className="workspace">
        {demo && <Banner>{t('shell.demo')}</Banner>}
        {idleSeconds !== null && <IdleWarning seconds={idleSeconds} />}
        <main aria-label={t('shell.main')} data-region tabIndex={-1}>
          <ErrorBoundary resetKey={JSON.stringify(place)}>{ready && <MainView />}</ErrorBoundary>
        </main>
      </div>
      <StatusBar />
      <ImportDock />
      <GoingTogether me={me} />
      <Palette />
      <ShortcutSheet open={sheet} onClose={() => setSheet(false)} />
    </div>
  )
}
