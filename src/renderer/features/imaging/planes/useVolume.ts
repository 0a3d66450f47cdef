// One stack of the case as a volume: reads its series, asks the shared store for its slices and says how far it is.
import type { VolumeRefusal } from '#shared/domain/volumeGrid.ts'
import { useEffect, useMemo, useState } from 'react'
import { usePresentations, useSeries } from '../../../data/queries.ts'
import { sharedFrameStore } from '../../../viewers/dicom/loading/sharedStore.ts'
import { createVolumeSource, type VolumeSource } from '../../../viewers/dicom/volume/volumeSource.ts'
import { framesOf } from '../frames.ts'
import { placeOf, type StackEntry } from '../panes.ts'

export interface VolumeState {
  source: VolumeSource | null
  refusal: VolumeRefusal | null
  error: unknown
  /** Changes when more slices have arrived. */
  version: number
  progress: { loaded: number; failed: number; count: number }
}

/** Between redraws while slices arrive, ms. */
const BREATH_MS = 120
const NOTHING = { loaded: 0, failed: 0, count: 0 }

/** @param entry null = no second volume */
export function useVolume(caseId: string, entry: StackEntry | null): VolumeState {
  const query = useSeries(caseId, entry && placeOf(entry))
  const [version, setVersion] = useState(0)
  // A table in place of the rescale decides about every value: without it there is no volume yet.
  const needs = query.data?.instances.some(({ presented }) => presented) ?? false
  const presentations = usePresentations(caseId, needs && entry ? placeOf(entry) : null)
  const made = useMemo(() => {
    if (!entry || !query.data || (needs && !presentations.data)) return null
    const frames = framesOf(query.data.instances, entry.stack, entry.study.StudyInstanceUID, entry.series.SeriesInstanceUID, presentations.data)
    return createVolumeSource(frames, entry.series.Modality, sharedFrameStore())
  }, [entry, query.data, needs, presentations.data])
  const source = made && !('refusal' in made) ? made : null

  useEffect(() => {
    if (!source) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const settle = () => {
      timer = undefined
      setVersion((n) => n + 1)
    }
    const stop = sharedFrameStore().subscribe(() => {
      timer ??= setTimeout(settle, BREATH_MS)
    })
    source.load()
    settle()
    return () => {
      stop()
      clearTimeout(timer)
      source.release()
    }
  }, [source])

  return { source, refusal: made && 'refusal' in made ? made.refusal : null, error: query.error ?? presentations.error, version, progress: source?.progress() ?? NOTHING }
}
