// The stack in which a key image lies, as its viewport needs it. Reading it does not say that anybody looked.
import { useMemo } from 'react'
import type { ImageAnchor } from '#shared/domain/annotation.ts'
import { frameUrl } from '../../../data/content.ts'
import { usePresentations, useSeriesAhead, useStudies } from '../../../data/queries.ts'
import { indexOfFrame, stackFrames } from '../../../viewers/dicom/stack.ts'

/** `index` is -1 and `isHere` false while the image is not on this machine. */
export function useKeyStack(caseId: string, anchor: ImageAnchor) {
  const { StudyInstanceUID, SeriesInstanceUID, SOPInstanceUID } = anchor
  const studies = useStudies(caseId)
  const stack = useMemo(
    () => studies.data?.find((study) => study.StudyInstanceUID === StudyInstanceUID)?.series.find((series) => series.SeriesInstanceUID === SeriesInstanceUID)?.stacks.find(({ SOPInstanceUIDs }) => SOPInstanceUIDs.includes(SOPInstanceUID)),
    [studies.data, StudyInstanceUID, SeriesInstanceUID, SOPInstanceUID],
  )
  const series = useSeriesAhead(caseId, stack ? anchor : null)
  const needs = series.data?.instances.some(({ presented }) => presented) ?? false
  const presentations = usePresentations(caseId, needs ? anchor : null)
  const frames = useMemo(() => {
    const instances = new Map(series.data?.instances.map((one) => [one.SOPInstanceUID, one]))
    const wanted = stack?.SOPInstanceUIDs.flatMap((uid) => instances.get(uid) ?? []) ?? []
    const tables = new Map(presentations.data?.map((one) => [one.SOPInstanceUID, one]))
    return stackFrames(wanted, (instance, frame) => frameUrl(StudyInstanceUID, SeriesInstanceUID, instance.SOPInstanceUID, frame), (instance) => tables.get(instance.SOPInstanceUID))
  }, [series.data, presentations.data, stack, StudyInstanceUID, SeriesInstanceUID])
  return {
    frames,
    index: indexOfFrame(frames, anchor),
    failed: [studies, series, presentations].find((query) => query.isError),
    isWaiting: studies.isPending || (stack !== undefined && (series.isPending || (needs && presentations.isPending))),
    isHere: stack !== undefined,
  }
}
