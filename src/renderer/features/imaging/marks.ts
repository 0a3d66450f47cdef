// From drawn shapes to annotations and from annotations to proofs. Pure.
import type { Annotation, ImageAnchor, KeyImage, Measurement, MeasurementShape, SavedView } from '#shared/domain/annotation.ts'
import type { SpacingAttributes } from '#shared/domain/lengthMm.ts'
import { calibrationOn, type Measured, measuredAnew } from '#shared/domain/measuring.ts'
import type { Proof } from '#shared/domain/report.ts'
import type { Authored } from '../../data/annotations.ts'
import type { DrawnShape } from '../../viewers/dicom/describeShape.ts'
import { valueText } from '../../viewers/dicom/overlay/measurementText.ts'
import type { StackFrame } from '../../viewers/dicom/stack.ts'

export type ImageMark = Measurement | KeyImage

export interface Place {
  StudyInstanceUID: string
  SeriesInstanceUID: string
}

export function isImageMark(annotation: Annotation): annotation is ImageMark {
  return annotation.type === 'measurement' || annotation.type === 'keyImage'
}

export function imageAnchor(place: Place, { instance, frame }: StackFrame, view: SavedView | null): ImageAnchor {
  return {
    kind: 'image',
    ...place,
    SOPInstanceUID: instance.SOPInstanceUID,
    frame,
    FrameOfReferenceUID: instance.FrameOfReferenceUID,
    view,
  }
}

function shapeOf({ type, pixels, patient }: DrawnShape): MeasurementShape {
  return { type, points: { pixels, patient } }
}

export function newMeasurement(drawn: DrawnShape, place: Place, authored: Authored, label: string): Measurement {
  return {
    ...authored,
    type: 'measurement',
    anchor: imageAnchor(place, drawn.frame, drawn.view),
    shape: shapeOf(drawn),
    label,
    values: drawn.values,
    spacingSource: drawn.spacingSource,
    note: '',
    lesionId: null,
    earlier: [],
    statistics: drawn.statistics,
    plane: drawn.plane ?? null,
    calibration: null,
    locked: false,
    hidden: false,
  }
}

/** Moved ends: new points and values, same identity; on a plane the slice that is nearest now. */
export function changedMeasurement(measurement: Measurement, drawn: DrawnShape, changedAt: string): Measurement {
  const isSame = measurement.values.join() === drawn.values.join()
  const earlier = isSame ? measurement.earlier : withEarlier(measurement)
  const { instance, frame } = drawn.frame
  const anchor = drawn.plane ? { ...measurement.anchor, SOPInstanceUID: instance.SOPInstanceUID, frame } : measurement.anchor
  return { ...measurement, anchor, shape: shapeOf(drawn), values: drawn.values, spacingSource: drawn.spacingSource, statistics: drawn.statistics, plane: drawn.plane ?? measurement.plane, changedAt, earlier }
}

/**
 * The own measurements of an image after one of its lines became its scale, or stopped being it; the line itself first.
 * @param attributes of the image, without a calibration
 */
export function calibrated(all: readonly Measurement[], line: Measurement, calibration: Measurement['calibration'], attributes: SpacingAttributes, changedAt: string): Measurement[] {
  const scale = { ...line, calibration, changedAt }
  const others = all.filter((m) => m.id !== line.id && !m.plane && m.anchor.SOPInstanceUID === line.anchor.SOPInstanceUID)
  const userCalibration = calibrationOn([...others, scale], line.anchor.SOPInstanceUID)
  return [scale, ...others.filter(({ author }) => author === line.author)].map((m) => {
    const now = measuredAnew(m, { ...attributes, userCalibration })
    return now ? takenOver(m, now, changedAt) : m
  })
}

/** The same drawing with what it says by the millimetres of today; what it said stays with it. */
export function takenOver(m: Measurement, now: Measured, changedAt: string): Measurement {
  return { ...m, ...now, changedAt, earlier: withEarlier(m) }
}

/** What it said until now, at the end of what it said before. */
const withEarlier = ({ earlier, values, changedAt, spacingSource }: Measurement) => [...earlier, { values, changedAt, spacingSource }].slice(-500)

export function newKeyImage(frame: StackFrame, view: SavedView | null, place: Place, authored: Authored, label: string): KeyImage {
  return { ...authored, type: 'keyImage', anchor: imageAnchor(place, frame, view), label, note: '' }
}

/** What the head of the list says: all marks, and those that are not seen or cannot be moved, on slices and planes alike. */
export function countsOf(marks: readonly ImageMark[]): { count: number; hidden: number; locked: number } {
  const measurements = marks.filter((one) => one.type === 'measurement')
  return { count: marks.length, hidden: measurements.filter((m) => m.hidden).length, locked: measurements.filter((m) => m.locked).length }
}

/** The label where a hand has put it; null = where the program puts it. */
export function withLabelAt(measurement: Measurement, labelAt: [number, number] | null): Measurement {
  const { labelAt: _, ...rest } = measurement
  return labelAt ? { ...rest, labelAt } : rest
}

/** First unused number for an automatic name. @param name makes the name of a number */
export function freeName(marks: readonly ImageMark[], name: (n: number) => string): string {
  const used = new Set(marks.map((m) => m.label))
  // Worded once: looking up two thousand names costs longer than a frame.
  const [before = '', after = ''] = name(NUMBER).split(String(NUMBER))
  let n = 1
  while (used.has(`${before}${n}${after}`)) n++
  return name(n)
}

/** Stands in no name by itself. */
const NUMBER = 987654321

/** @param decimal spells a decimal in the reader's language; @param where words for the place, e.g. "CT chest, slice 66" */
export function proofOf(mark: ImageMark, decimal: (text: string) => string, where: string): Proof {
  const words = mark.type === 'measurement' ? `${mark.label} ${valueText(mark, decimal)}` : `${mark.label}, ${where}`
  return { annotationId: mark.id, kind: mark.type, label: words.trim().slice(0, 160), anchor: mark.anchor }
}
