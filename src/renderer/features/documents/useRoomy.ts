// Whether the window is wide enough for both side panels beside a page (look note §11.4: below that the list folds away).
import { useSyncExternalStore } from 'react'

const query = '(min-width: 1360px)'

function subscribe(listener: () => void): () => void {
  const media = window.matchMedia(query)
  media.addEventListener('change', listener)
  return () => media.removeEventListener('change', listener)
}

export function useRoomy(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches)
}
