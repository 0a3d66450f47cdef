// A scrollable stack: every frame of every instance in the order it is read. Pure; knows no pixels.
import type { ImagingInstance } from '#shared/domain/imagingStudy.ts'
import { imagePlane } from '#shared/domain/imagePlane.ts'
import type { ImagePresentation } from '#shared/domain/presentation.ts'

export interface StackFrame {
  /** Attributes as they hold for this frame. */
  instance: ImagingInstance
  /** First frame is 1, as in DICOM. */
  frame: number
  /** Where its bytes are; also its identity in caches. */
  url: string
  /** Lookup tables and overlays the object carries; absent for most. */
  presentation?: ImagePresentation
}

/** @param urlOf content URL of one frame of an instance */
export function stackFrames(instances: readonly ImagingInstance[], urlOf: (instance: ImagingInstance, frame: number) => string, presentationOf?: (instance: ImagingInstance) => ImagePresentation | undefined): StackFrame[] {
  return instances.flatMap((instance) => {
    const presentation = presentationOf?.(instance)
    return Array.from({ length: instance.NumberOfFrames }, (_, n) => ({
      instance: instanceOfFrame(instance, n),
      frame: n + 1,
      url: urlOf(instance, n + 1),
      ...(presentation ? { presentation } : {}),
    }))
  })
}

/** Enhanced objects state position and rescale frame by frame: each frame is then an image of its own. */
function instanceOfFrame(instance: ImagingInstance, n: number): ImagingInstance {
  const own = instance.perFrame?.[n]
  return own ? { ...instance, ...own } : instance
}

/** Half the way to the nearest neighbour along the normal, mm: how far a slice stands for the patient. Half its thickness when it is alone, else 1. */
export function reachOf(frames: readonly StackFrame[], index: number): number {
  const depthOf = (n: number) => {
    const frame = frames[n]
    return frame && imagePlane(frame.instance)?.depth
  }
  const here = depthOf(index)
  const gaps = [depthOf(index - 1), depthOf(index + 1)].flatMap((depth) => (here === undefined || depth === undefined || depth === here ? [] : [Math.abs(depth - here)]))
  return gaps.length > 0 ? Math.min(...gaps) / 2 : (frames[index]?.instance.SliceThickness ?? 2) / 2
}

/** Index of a frame by what an anchor names; -1 when it is not in this stack. Never "the nearest": a proof opens exactly its slice (H7). */
export function indexOfFrame(frames: readonly StackFrame[], anchor: { SOPInstanceUID: string; frame: number }): number {
  return frames.findIndex(({ instance, frame }) => instance.SOPInstanceUID === anchor.SOPInstanceUID && frame === anchor.frame)
}
