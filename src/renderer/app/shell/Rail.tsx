// The places of the workstation, always at the left.
import { Tooltip } from '@mantine/core'
import { useAskedOpinions, useProfile, useSyncStatus, useWorkList } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import type { Icon } from '../../ui/Icon.ts'
import { AdministrationIcon, ImportIcon, ScreenIcon, SettingsIcon, SyncIcon, WorklistIcon } from '../../ui/icons.ts'
import { runCommand } from '../commands.ts'
import { type Place, usePlace } from '../place.ts'

export function Rail() {
  const t = useT()
  const place = usePlace((s) => s.place)
  const go = usePlace((s) => s.go)
  const waiting = useWorkList({}).data?.needsSomeone ?? 0
  const asked = useAskedOpinions().data?.length ?? 0
  const status = useSyncStatus().data
  const isAuditor = useProfile().data?.me?.role === 'auditor'
  const mayAdminister = status?.serverUrl != null && (status.administrator || isAuditor)
  const inCase = place.view === 'case' || place.view === 'worklist'
  return (
    <nav className="rail" aria-label={t('shell.places')} data-region tabIndex={-1}>
      <Item label={t('shell.workList')} icon={WorklistIcon} here={inCase} count={waiting} go={() => go({ view: 'worklist', selectedCaseId: selectedOf(place) })} />
      <Item label={t('shell.import')} icon={ImportIcon} here={place.view === 'import'} go={() => runCommand('import.openFolder')} />
      <Item label={t('board.title')} icon={ScreenIcon} here={place.view === 'board'} count={asked} go={() => go({ view: 'board', meetingId: null, full: false })} />
      <Item label={t('shell.sync')} icon={SyncIcon} here={place.view === 'sync'} count={status?.attention ?? 0} go={() => go({ view: 'sync' })} />
      {mayAdminister && <Item label={t('shell.administration')} icon={AdministrationIcon} here={place.view === 'administration'} go={() => go({ view: 'administration', subject: isAuditor ? 'audit' : 'people' })} />}
      <Item label={t('shell.settings')} icon={SettingsIcon} here={place.view === 'settings'} go={() => go({ view: 'settings' })} />
    </nav>
  )
}

function selectedOf(place: Place): string | null {
  if (place.view === 'case') return place.caseId
  return place.view === 'worklist' ? place.selectedCaseId : null
}

function Item({ label, icon: Shape, here, count = 0, go }: { label: string; icon: Icon; here: boolean; count?: number; go: () => void }) {
  return (
    <Tooltip label={label} position="right">
      <button type="button" className="rail-item" aria-label={count > 0 ? `${count}, ${label}` : label} {...(here ? { 'aria-current': 'page' } : {})} onClick={go}>
        <Shape size={20} aria-hidden />
        {count > 0 && <span className="rail-count">{count}</span>}
      </button>
    </Tooltip>
  )
}
