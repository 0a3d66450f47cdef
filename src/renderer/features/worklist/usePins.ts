// Cases a person keeps at the top of the list; kept with their other small settings.
import { savePreferences } from '../../data/preferences.ts'
import { usePreferences } from '../../data/queries.ts'

const GROUP = 'pins'

export function usePins(): { pinned: ReadonlySet<string>; toggle(caseId: string): void } {
  const panels = usePreferences().data?.panels ?? {}
  const pins = panels[GROUP] ?? {}
  return {
    pinned: new Set(Object.keys(pins)),
    toggle: (caseId) => {
      const { [caseId]: had, ...others } = pins
      void savePreferences({ panels: { ...panels, [GROUP]: had === undefined ? { ...pins, [caseId]: 1 } : others } })
    },
  }
}
