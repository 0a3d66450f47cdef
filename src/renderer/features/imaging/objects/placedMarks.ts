// From a report or presentation state to marks on the images of the case. Pure.
import type { ReadableObject, ReadableReport, ReadableView } from '#shared/domain/readableObject.ts'
import type { PlacedMark } from '../../../viewers/dicom/placed/PlacedLayer.tsx'

/** @param selected key of the line that is looked at */
export function placedMarks(objects: readonly ReadableObject[], selected: string | null): PlacedMark[] {
  return objects.flatMap((object) => (object.kind === 'report' ? ofReport(object, selected) : object.kind === 'view' ? ofView(object) : []))
}

export function itemKey({ SOPInstanceUID }: ReadableReport, n: number): string {
  return `${SOPInstanceUID}/${n}`
}

function ofReport(report: ReadableReport, selected: string | null): PlacedMark[] {
  return report.items.flatMap(({ shape }, n) =>
    (shape?.on ?? []).map((image): PlacedMark => {
      const key = itemKey(report, n)
      return { key, ...image, shape, words: wordsFor(report, n), at: null, isSelected: key === selected }
    }),
  )
}

/** A shape says what its group says: the number above or beside it, never one of another group. */
function wordsFor({ items }: ReadableReport, n: number): string {
  const depth = items[n]?.depth ?? 0
  for (let at = n - 1; at >= 0 && (items[at]?.depth ?? 0) >= depth - 1; at--) {
    const item = items[at]
    if (item?.type === 'NUM' && item.value) return item.value
    if (item && item.depth < depth && item.type !== 'NUM') break
  }
  const sibling = items.slice(n + 1).find((item, k, rest) => item.type === 'NUM' && item.depth === depth && rest.slice(0, k).every((between) => between.depth >= depth))
  return sibling?.value ?? ''
}

function ofView({ SOPInstanceUID, images, shapes, texts }: ReadableView): PlacedMark[] {
  const on = (given: readonly { SOPInstanceUID: string; frames: number[] }[]) => (given.length > 0 ? given : images)
  return [
    ...shapes.flatMap((shape, n) => on(shape.on).map((image, k): PlacedMark => ({ key: `${SOPInstanceUID}/s${n}.${k}`, SOPInstanceUID: image.SOPInstanceUID, frames: image.frames, shape, words: '', at: null, isSelected: false }))),
    ...texts.flatMap(({ words, at, on: given }, n) => on(given).map((image, k): PlacedMark => ({ key: `${SOPInstanceUID}/t${n}.${k}`, SOPInstanceUID: image.SOPInstanceUID, frames: image.frames, shape: null, words, at, isSelected: false }))),
  ]
}
