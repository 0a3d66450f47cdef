// The commands of the frame itself: going places, palette, keys, lock, mask, regions.
import { useMemo } from 'react'
import { savePreferences } from '../data/preferences.ts'
import { useSyncStatus, useWorkList } from '../data/queries.ts'
import type { Command } from './commands.ts'
import { walkRegions } from './keyboard/regions.ts'
import { type CaseTab, casePlace, usePlace } from './place.ts'
import { lock } from './session/useLock.ts'
import { usePrivacy } from './session/usePrivacy.ts'
import { openPalette } from './shell/Palette.tsx'
import { useRegister } from './useRegister.ts'

/** Cases that [ and ] walk through: the first of the list. */
const NEIGHBOURS = 200

const TABS: readonly [id: string, keys: string, tab: CaseTab][] = [
  ['goOverview', 'g o', 'overview'],
  ['goIntake', 'g a', 'intake'],
  ['goDocuments', 'g d', 'documents'],
  ['goImaging', 'g i', 'imaging'],
  ['goResponse', 'g l', 'response'],
  ['goValues', 'g v', 'values'],
  ['goReport', 'g r', 'report'],
  ['goPsychology', 'g p', 'psychology'],
  ['goPanel', 'g n', 'panel'],
  ['goSignOff', 'g f', 'signOff'],
  ['goDelivery', 'g e', 'delivery'],
]

export function useShellCommands({ showKeys, scheme }: { showKeys: () => void; scheme: 'dark' | 'light' }): void {
  const place = usePlace((s) => s.place)
  const go = usePlace((s) => s.go)
  const back = usePlace((s) => s.back)
  const hasTrail = usePlace((s) => s.trail.length > 0)
  const cases = useWorkList({ filter: 'all', limit: NEIGHBOURS }).data?.lines
  const caseId = place.view === 'case' ? place.caseId : place.view === 'worklist' ? place.selectedCaseId : null

  const status = useSyncStatus().data
  const mayAdminister = status?.administrator === true

  const commands = useMemo<Command[]>(() => {
    const ids = cases?.map((line) => line.reviewCase.id) ?? []
    const step = (by: number) => {
      const next = ids[((caseId ? ids.map(String).indexOf(caseId) : -1) + by + ids.length) % ids.length]
      if (next) go(casePlace(next, place.view === 'case' ? place.tab : 'overview'))
    }
    const global = (id: string, keys: string | null, run: () => void, enabled = true): Command => ({
      id: `shell.${id}`,
      scope: 'global',
      run,
      enabled,
      ...(keys ? { keys } : {}),
    })
    return [
      global('palette', '$mod+k', openPalette),
      global('keys', '?', showKeys),
      global('nextRegion', 'F6', () => walkRegions(1)),
      global('previousRegion', 'Shift+F6', () => walkRegions(-1)),
      global('back', 'Alt+ArrowLeft', back, hasTrail),
      global('goWorklist', 'g w', () => go({ view: 'worklist', selectedCaseId: caseId })),
      ...TABS.map(([id, keys, tab]) => global(id, keys, () => caseId && go(casePlace(caseId, tab), 'jump'), caseId !== null)),
      { ...global('newCase', '$mod+Shift+n', () => go({ view: 'newCase' })), id: 'intake.newCase' },
      global('find', '$mod+Shift+f', () => caseId && go(casePlace(caseId, 'search', { open: selectedWords() }), 'jump'), caseId !== null),
      global('goBoard', 'g b', () => go({ view: 'board', meetingId: null, full: false })),
      global('goSync', 'g s', () => go({ view: 'sync' })),
      global('goAdministration', 'g m', () => go({ view: 'administration', subject: 'people' }), mayAdminister),
      global('goSettings', '$mod+,', () => go({ view: 'settings' })),
      global('previousCase', '[', () => step(-1), place.view === 'case' && ids.length > 1),
      global('nextCase', ']', () => step(1), place.view === 'case' && ids.length > 1),
      global('privacy', '$mod+.', usePrivacy.getState().toggle),
      global('theme', null, () => void savePreferences({ theme: scheme === 'dark' ? 'light' : 'dark' })),
      global('lock', '$mod+l', () => void lock()),
    ]
  }, [place, go, back, hasTrail, cases, caseId, showKeys, scheme, mayAdminister])
  useRegister(commands)
}

const MOST_WORDS = 80

/** Words that are selected on a page or in a text are what one wants to look for; null = what was looked for last. */
function selectedWords(): string | null {
  const words = document.getSelection()?.toString().replace(/\s+/gu, ' ').trim() ?? ''
  return words === '' || words.length > MOST_WORDS ? null : words.includes(' ') ? `"${words.replaceAll('"', '')}"` : words
}
