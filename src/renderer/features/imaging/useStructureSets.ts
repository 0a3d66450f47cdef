// Structure sets and segmentations of the studies on the stage: which are there, which the reader has laid over the pictures.
import { useCallback, useMemo, useState } from 'react'
import { type ImagingStudy, type SeriesOfStudy, seriesKey } from '#shared/domain/imagingStudy.ts'
import { useStructures } from '../../data/queries.ts'
import { measureStructure } from '../../viewers/dicom/structures/contourCuts.ts'
import type { ShownStructure } from '../../viewers/dicom/structures/StructureLayer.tsx'
import { placeOf, seriesName } from './panes.ts'

export interface OfferedStructure {
  key: string
  name: string
  colour: string
  isShown: boolean
}

export interface OfferedSet {
  /** Of its series. */
  key: string
  name: string
  Modality: string
  isOpen: boolean
  isReading: boolean
  unreadable: number
  structures: readonly OfferedStructure[]
}

/** Colours for structures that state none, in order; the same on black in both themes. */
const COLOURS = ['var(--structure-1)', 'var(--structure-2)', 'var(--structure-3)', 'var(--structure-4)', 'var(--structure-5)', 'var(--structure-6)']

export function useStructureSets(caseId: string, studies: readonly ImagingStudy[], shownStudies: readonly string[]) {
  const [open, setOpen] = useState<readonly SeriesOfStudy[]>([])
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const series = useMemo(
    () =>
      studies
        .filter(({ StudyInstanceUID }) => shownStudies.includes(StudyInstanceUID))
        .flatMap((study) => study.series.filter(({ Modality }) => Modality === 'RTSTRUCT' || Modality === 'SEG').map((one) => ({ series: one, place: placeOf({ study, series: one }) }))),
    [studies, shownStudies],
  )
  const queries = useStructures(caseId, open)
  const read = queries.map(({ data }) => data)
  // When each was read: one that is read again with other contours is drawn again.
  const signature = queries.map(({ dataUpdatedAt }) => dataUpdatedAt).join()

  // biome-ignore lint/correctness/useExhaustiveDependencies: the queries' data are another list at every render; `signature` changes with their content
  const shown = useMemo(
    () =>
      open.flatMap((place, n) =>
        (read[n]?.sets ?? []).flatMap((set) =>
          set.structures.map((structure, at): ShownStructure => ({
            key: `${seriesKey(place)}/${set.SOPInstanceUID}/${structure.number}`,
            structure: measureStructure(structure),
            colour: structure.colour ? `rgb(${structure.colour.join(',')})` : (COLOURS[at % COLOURS.length] as string),
            FrameOfReferenceUID: set.FrameOfReferenceUID,
          })),
        ),
      ),
    [open, signature],
  )
  const visible = useMemo(() => shown.filter(({ key }) => !hidden.has(key)), [shown, hidden])
  const offered = series.map(({ series: one, place }): OfferedSet => {
    const key = seriesKey(place)
    const at = open.findIndex((each) => seriesKey(each) === key)
    return {
      key,
      name: seriesName({ series: one, part: null }),
      Modality: one.Modality,
      isOpen: at >= 0,
      isReading: at >= 0 && (queries[at]?.isPending ?? false),
      unreadable: at >= 0 ? (read[at]?.unreadable ?? 0) : 0,
      structures: shown
        .filter((each) => each.key.startsWith(`${key}/`))
        .map((each) => ({ key: each.key, name: each.structure.name, colour: each.colour, isShown: !hidden.has(each.key) })),
    }
  })
  const toggleSet = useCallback(
    (key: string) => {
      const place = series.find((one) => seriesKey(one.place) === key)?.place
      if (place) setOpen((old) => (old.includes(place) ? old.filter((one) => one !== place) : [...old.filter((one) => seriesKey(one) !== key), place]))
    },
    [series],
  )
  const toggleStructure = useCallback(
    (key: string) =>
      setHidden((old) => {
        const next = new Set(old)
        if (!next.delete(key)) next.add(key)
        return next
      }),
    [],
  )
  return { offered, visible, toggleSet, toggleStructure }
}
