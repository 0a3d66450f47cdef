// A grayscale softcopy presentation state: how somebody wanted images to be seen, and what they drew. @source PS3.3 A.33.1, C.10.4, C.10.5, C.10.6, C.11.8
import { PLACED_TYPES, type ReadableView } from '#shared/domain/readableObject.ts'
import type { Attributes } from '../dicom/attributes.ts'
import { referencesOf } from './readReport.ts'

/** What such an object may also hold and is not applied here: said, so that nobody takes the view for the whole. */
const NOT_APPLIED = [
  ['x00283000', 'ModalityLUTSequence'],
  ['x20500010', 'PresentationLUTSequence'],
  ['x00181600', 'ShutterShape'],
  ['x00281090', 'MaskSubtractionSequence'],
] as const

export function readView(top: Attributes, SOPInstanceUID: string): ReadableView {
  const [voi] = top.items('x00283110')
  const [center, width] = [voi?.numbers('x00281050')[0], voi?.numbers('x00281051')[0]]
  const turned = top.short('x00700042') ?? 0
  const annotations = top.items('x00700001').map((item) => ({ item, on: referencesOf(item, 'x00081140') }))
  const flip = top.text('x00700041') === 'Y'
  // DICOM turns first and flips afterwards (C.10.6); our pictures flip first: a turn carried past the flip goes the other way round.
  const rotation = ([0, 90, 180, 270] as const).find((one) => one === (flip ? (360 - turned) % 360 : turned)) ?? 0
  return {
    kind: 'view',
    SOPInstanceUID,
    label: top.text('x00700080') ?? '',
    description: top.text('x00700081') ?? '',
    creator: (top.text('x00700084') ?? '').replaceAll('^', ' ').trim(),
    images: top.items('x00081115').flatMap((series) => referencesOf(series, 'x00081140').map((one) => ({ ...one, SeriesInstanceUID: series.uid('x0020000e') }))),
    window: center !== undefined && width !== undefined && width > 0 ? { center, width } : null,
    invert: top.text('x20500020') === 'INVERSE',
    rotation,
    flip,
    area: areaOf(top),
    shapes: annotations.flatMap(({ item, on }) =>
      item.items('x00700009').flatMap((graphic) => {
        const type = PLACED_TYPES.find((known) => known === graphic.text('x00700023'))
        const points = graphic.floats('x00700022')
        if (!type || graphic.text('x00700005') !== 'PIXEL' || points.length < 2 || points.length % 2 !== 0) return []
        return [{ type, points: points.map((v) => v - 0.5), on }]
      }),
    ),
    texts: annotations.flatMap(({ item, on }) =>
      item.items('x00700008').flatMap((text) => {
        const words = text.text('x00700006')
        const at = placeOf(text)
        return words && at ? [{ words, at, on }] : []
      }),
    ),
    notApplied: [...NOT_APPLIED.filter(([tag]) => top.has(tag)).map(([, keyword]) => keyword), ...(voi?.has('x00283010') ? ['VOILUTSequence'] : []), ...displayUnits(annotations.map(({ item }) => item))],
  }
}

/** Corner or anchor of a text in pixels; texts placed on the screen have no place on the image. */
function placeOf(text: Attributes): [number, number] | null {
  const anchor = text.text('x00700004') === 'PIXEL' ? text.floats('x00700014') : []
  const corner = text.text('x00700003') === 'PIXEL' ? text.floats('x00700010') : []
  const [x, y] = anchor.length === 2 ? anchor : corner
  return x === undefined || y === undefined ? null : [x - 0.5, y - 0.5]
}

function displayUnits(annotations: readonly Attributes[]): string[] {
  const isDisplay = annotations.some((item) => [...item.items('x00700009').map((one) => one.text('x00700005')), ...item.items('x00700008').map((one) => one.text('x00700004') ?? one.text('x00700003'))].includes('DISPLAY'))
  return isDisplay ? ['GraphicAnnotationUnits DISPLAY'] : []
}

/** null where it is absent or several images have several. */
function areaOf(top: Attributes): ReadableView['area'] {
  const areas = top.items('x0070005a')
  const [left, top1] = areas[0]?.floats('x00700052') ?? []
  const [right, bottom] = areas[0]?.floats('x00700053') ?? []
  if (areas.length !== 1 || left === undefined || top1 === undefined || right === undefined || bottom === undefined || right === left || bottom === top1) return null
  // Counted on the image as it is stored: of a turned picture the upper left corner may be any of the four.
  return [Math.min(left, right) - 1, Math.min(top1, bottom) - 1, Math.max(left, right) - 1, Math.max(top1, bottom) - 1]
}
