// From the index of a series to the frames of one of its stacks, in reading order.
import type { ImagePresentation } from '#shared/domain/presentation.ts'
import type { ImageStack, ImagingInstance } from '#shared/domain/imagingStudy.ts'
import { frameUrl } from '../../data/content.ts'
import { stackFrames, type StackFrame } from '../../viewers/dicom/stack.ts'

export function framesOf(instances: readonly ImagingInstance[] | undefined, stack: ImageStack, study: string, series: string, presentations: readonly ImagePresentation[] = []): StackFrame[] {
  const bySop = new Map(instances?.map((instance) => [instance.SOPInstanceUID, instance]))
  const ordered = stack.SOPInstanceUIDs.flatMap((uid) => bySop.get(uid) ?? [])
  const presented = new Map(presentations.map((one) => [one.SOPInstanceUID, one]))
  return stackFrames(ordered, (instance, frame) => frameUrl(study, series, instance.SOPInstanceUID, frame), (instance) => presented.get(instance.SOPInstanceUID))
}
