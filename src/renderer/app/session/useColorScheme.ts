// Which of the two schemes is shown: the person's choice, else the system's; dark until anything is known (reading rooms).
import { useSyncExternalStore } from 'react'
import { usePreferences, useProfile } from '../../data/queries.ts'

const query = '(prefers-color-scheme: light)'

function watchSystem(listener: () => void) {
  const media = matchMedia(query)
  media.addEventListener('change', listener)
  return () => media.removeEventListener('change', listener)
}

export function useColorScheme(): 'dark' | 'light' {
  const open = useProfile().data?.state === 'unlocked'
  const chosen = usePreferences(open).data?.theme ?? 'dark'
  const systemLight = useSyncExternalStore(watchSystem, () => matchMedia(query).matches)
  if (chosen === 'system') return systemLight ? 'light' : 'dark'
  return chosen
}
