// The object series that is open beside the images, and its marks on them.
import { useCallback, useMemo, useState } from 'react'
import type { ReadableObject } from '#shared/domain/readableObject.ts'
import { type ImagingSeries, type ImagingStudy, type SeriesOfStudy, seriesKey } from '#shared/domain/imagingStudy.ts'
import { READABLE_MODALITIES, type ReadableWaveform } from '#shared/domain/readableObject.ts'
import { useReadableObjects } from '../../../data/queries.ts'
import type { PlacedMark } from '../../../viewers/dicom/placed/PlacedLayer.tsx'
import { seriesName, seriesOf } from '../panes.ts'
import { placedMarks } from './placedMarks.ts'

export interface OpenObjects {
  key: string
  name: string
  objects: readonly ReadableObject[]
  unreadable: number
  isReading: boolean
  error: unknown
  retry(): void
  /** Line whose shape stands out. */
  selected: string | null
  select(key: string): void
  close(): void
}

export interface Objects {
  open: OpenObjects | null
  /** The open one's recording; undefined for other kinds. */
  waveform: ReadableWaveform | undefined
  /** What the open one puts on the images. */
  marks: readonly PlacedMark[]
  show(series: SeriesOfStudy): void
}

const NONE: readonly ReadableObject[] = []

export function isReadable({ Modality }: ImagingSeries): boolean {
  return READABLE_MODALITIES.some((known) => known === Modality)
}

export function useObjects(caseId: string, studies: readonly ImagingStudy[]): Objects {
  const [of, setOf] = useState<SeriesOfStudy | null>(null)
  const [selected, setSelected] = useState<string | null>(null)
  const query = useReadableObjects(caseId, of)
  const objects = query.data?.objects ?? NONE
  const marks = useMemo(() => placedMarks(objects, selected), [objects, selected])
  const series = of ? seriesOf(studies, of) : undefined
  const show = useCallback((one: SeriesOfStudy) => {
    setSelected(null)
    setOf((old) => (old && seriesKey(old) === seriesKey(one) ? null : one))
  }, [])
  const open = series && of
    ? {
        key: seriesKey(of), name: seriesName({ series, part: null }), objects, unreadable: query.data?.unreadable ?? 0, isReading: query.isPending, error: query.error,
        retry: () => void query.refetch(), selected, select: setSelected, close: () => setOf(null),
      }
    : null
  return { open, waveform: objects.find((object) => object.kind === 'waveform'), marks, show }
}
