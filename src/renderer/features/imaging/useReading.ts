// How this person reads (corner texts, lines, hanging), read and changed at once; as shipped until something was chosen.
import { useCallback } from 'react'
import { type ReadingPreferences, USUAL_READING } from '#shared/domain/readingPreferences.ts'
import { savePreferences } from '../../data/preferences.ts'
import { usePreferences } from '../../data/queries.ts'

export function useReading(): { reading: ReadingPreferences; ready: boolean; change(part: Partial<ReadingPreferences>): void } {
  const preferences = usePreferences()
  const reading = preferences.data?.reading ?? USUAL_READING
  const change = useCallback((part: Partial<ReadingPreferences>) => void savePreferences({ reading: { ...reading, ...part } }), [reading])
  return { reading, ready: !preferences.isPending, change }
}
