// A scrollable stack: every frame of every instance in the order it is read. Pure; knows no pixels.
import type { ImagingInstance } from '#shared/domain/imagingStudy.ts'
import { imagePlane } from '#shared/domain/imagePlane.ts'
import type { ImagePresentation } from '#shared/domain/presentation.ts'
import { hasMoreLayers, isHandy, type SlideMatrix, type TilePlace, tilesOf } from '#shared/domain/slide.ts'

export interface StackFrame {
  /** Attributes as they hold for this frame. */
  instance: ImagingInstance
  /** First frame is 1, as in DICOM. */
  frame: number
  /** Where its bytes are; also its identity in caches. */
  url: string
  /** Lookup tables and overlays the object carries; absent for most. */
  presentation?: ImagePresentation
  /** A level of a slide: the tiles that make its picture, as they are stored; `instance` then has the size of the whole. */
  slide?: { tiles: readonly SlideTile[]; tile: ImagingInstance; level: number; levels: number; finer: ImagingInstance | null; hasMoreLayers: boolean }
}

interface SlideTile extends TilePlace {
  url: string
}

/** @param urlOf content URL of one frame of an instance */
export function stackFrames(instances: readonly ImagingInstance[], urlOf: (instance: ImagingInstance, frame: number) => string, presentationOf?: (instance: ImagingInstance) => ImagePresentation | undefined): StackFrame[] {
  const handy = instances.filter(isHandy)
  const finer = instances.find(({ slide }) => slide && !isHandy({ slide })) ?? null
  return instances.flatMap((instance) => {
    const level = handy.indexOf(instance)
    if (level >= 0) return levelOf(instance, { level: level + 1, levels: handy.length, finer }, urlOf)
    if (instance.slide) return []
    const presentation = presentationOf?.(instance)
    return Array.from({ length: instance.NumberOfFrames }, (_, n) => ({
      instance: instanceOfFrame(instance, n),
      frame: n + 1,
      url: urlOf(instance, n + 1),
      ...(presentation ? { presentation } : {}),
    }))
  })
}

/** Anchored as frame 1: its pixels are those of the whole. */
function levelOf(instance: ImagingInstance, place: { level: number; levels: number; finer: ImagingInstance | null }, urlOf: (instance: ImagingInstance, frame: number) => string): StackFrame {
  const { TotalPixelMatrixRows: Rows, TotalPixelMatrixColumns: Columns } = instance.slide as SlideMatrix
  return {
    instance: { ...instance, Rows, Columns, NumberOfFrames: 1 },
    frame: 1,
    url: `${urlOf(instance, 1)}#whole`,
    slide: { ...place, tile: instance, tiles: tilesOf(instance).map((tile) => ({ ...tile, url: urlOf(instance, tile.frame) })), hasMoreLayers: hasMoreLayers(instance) },
  }
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
  let known = places.get(frames)
  if (!known) {
    known = new Map()
    for (const [n, { instance, frame }] of frames.entries()) {
      const key = `${instance.SOPInstanceUID} ${frame}`
      if (!known.has(key)) known.set(key, n)
    }
    places.set(frames, known)
  }
  return known.get(`${anchor.SOPInstanceUID} ${anchor.frame}`) ?? -1
}

/** A stack never changes; it is asked for a hundred marks at every slice. */
const places = new WeakMap<readonly StackFrame[], Map<string, number>>()
