// Structure sets and segmentations of the studies on the stage: which are there, which the reader has laid over the pictures.
import { useCallback, useMemo, useState } from 'react'
import type { ImagingStudy } from '#shared/domain/imagingStudy.ts'
import { useStructures } from '../../data/queries.ts'
import { measureStructure } from '../../viewers/dicom/structures/contourCuts.ts'
import type { ShownStructure } from '../../viewers/dicom/structures/StructureLayer.tsx'
import { seriesName } from './panes.ts'

export interface OfferedStructure {
  key: string
  name: string
  colour: string
  isShown: boolean
}

export interface OfferedSet {
  SeriesInstanceUID: string
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
  const [open, setOpen] = useState<readonly string[]>([])
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const series = useMemo(
    () => {
      const sets = studies.filter(({ StudyInstanceUID }) => shownStudies.includes(StudyInstanceUID)).flatMap((study) => study.series.filter(({ Modality }) => Modality === 'RTSTRUCT' || Modality === 'SEG'))
      // A series that two studies share is read as one: its sets say themselves what they belong to.
      return [...new Map(sets.map((one) => [one.SeriesInstanceUID, one])).values()]
    },
    [studies, shownStudies],
  )
  const queries = useStructures(caseId, open)
  const read = queries.map(({ data }) => data)
  // When each was read: one that is read again with other contours is drawn again.
  const signature = queries.map(({ dataUpdatedAt }) => dataUpdatedAt).join()

  // biome-ignore lint/correctness/useExhaustiveDependencies: the queries' data are another list at every render; `signature` changes with their content
  const shown = useMemo(
    () =>
      open.flatMap((uid, n) =>
        (read[n]?.sets ?? []).flatMap((set) =>
          set.structures.map((structure, at): ShownStructure => ({
            key: `${uid}/${set.SOPInstanceUID}/${structure.number}`,
            structure: measureStructure(structure),
            colour: structure.colour ? `rgb(${structure.colour.join(',')})` : (COLOURS[at % COLOURS.length] as string),
            FrameOfReferenceUID: set.FrameOfReferenceUID,
          })),
        ),
      ),
    [open, signature],
  )
  const visible = useMemo(() => shown.filter(({ key }) => !hidden.has(key)), [shown, hidden])
  const offered = series.map((one): OfferedSet => {
    const at = open.indexOf(one.SeriesInstanceUID)
    return {
      SeriesInstanceUID: one.SeriesInstanceUID,
      name: seriesName({ series: one, part: null }),
      Modality: one.Modality,
      isOpen: at >= 0,
      isReading: at >= 0 && (queries[at]?.isPending ?? false),
      unreadable: at >= 0 ? (read[at]?.unreadable ?? 0) : 0,
      structures: shown
        .filter(({ key }) => key.startsWith(`${one.SeriesInstanceUID}/`))
        .map(({ key, structure, colour }) => ({ key, name: structure.name, colour, isShown: !hidden.has(key) })),
    }
  })
  const toggleSet = useCallback((uid: string) => setOpen((old) => (old.includes(uid) ? old.filter((one) => one !== uid) : [...old, uid])), [])
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
