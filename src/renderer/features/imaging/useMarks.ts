// The marks of the studies on the stage and what can be done with them: one door to the annotation rooms for panel, viewers and commands.
import { useCallback, useMemo } from 'react'
import { roomName } from '#shared/casedoc/layout.ts'
import type { Measurement, SavedView } from '#shared/domain/annotation.ts'
import { isoInstant } from '#shared/kit/clock.ts'
import { useAnnotations, useNewAnnotation, type Annotations } from '../../data/annotations.ts'
import { useT } from '../../i18n/useT.ts'
import type { DrawnShape } from '../../viewers/dicom/describeShape.ts'
import type { StackFrame } from '../../viewers/dicom/stack.ts'
import type { SpacingAttributes } from '#shared/domain/lengthMm.ts'
import type { Measured } from '#shared/domain/measuring.ts'
import { calibrated, changedMeasurement, freeName, isImageMark, newKeyImage, newMeasurement, takenOver, withLabelAt, type ImageMark } from './marks.ts'
import { placeOf, type StackEntry } from './panes.ts'

export interface Marks {
  marks: readonly ImageMark[]
  measurements: readonly Measurement[]
  readOnly: boolean
  ready: boolean
  unreadable: number
  /** @param label absent = the next free name */
  draw(entry: StackEntry, shape: DrawnShape, label?: string): ImageMark | null
  keyImage(entry: StackEntry, frame: StackFrame, view: SavedView | null): ImageMark | null
  change(measurement: Measurement, shape: DrawnShape): void
  rename(mark: ImageMark, label: string): void
  /** Locks, hides or frees a measurement. */
  set(measurement: Measurement, change: { locked: boolean } | { hidden: boolean }): void
  /** @param at from its first point; null = beside the mark, where the program puts it */
  putLabel(measurement: Measurement, at: [number, number] | null): void
  /** A line becomes the scale of its image, or is it no longer; own measurements there are measured anew and keep what they said before. */
  calibrate(measurement: Measurement, calibration: Measurement['calibration'], attributes: SpacingAttributes): void
  /** One's own measurement takes over what it says by the millimetres its image has now. */
  takeOver(measurement: Measurement, now: Measured): void
  remove(mark: ImageMark): void
  restore(mark: ImageMark): void
  undo(entry: StackEntry): void
  redo(entry: StackEntry): void
}

export function useMarks(caseId: string, studies: readonly string[]): Marks {
  const t = useT()
  const rooms = useStudyRooms(caseId, studies)
  const author = useNewAnnotation()
  const marks = useMemo(
    () =>
      rooms
        .flatMap(({ room }) => room.annotations)
        .filter(isImageMark)
        .sort((x, y) => (x.createdAt < y.createdAt ? -1 : x.createdAt > y.createdAt ? 1 : 0)),
    [rooms],
  )
  const measurements = useMemo(() => marks.filter((m) => m.type === 'measurement'), [marks])

  const roomOf = useCallback((study: string) => rooms.find((one) => one.study === study)?.room, [rooms])
  const roomOfMark = useCallback((mark: ImageMark) => roomOf(mark.anchor.StudyInstanceUID), [roomOf])
  const now = () => isoInstant(Date.now())
  /** null, and nothing made, when the study's room is not held. */
  const keep = (made: ImageMark): ImageMark | null => {
    const room = roomOfMark(made)
    room?.save(made)
    return room ? made : null
  }

  return {
    marks,
    measurements,
    readOnly: rooms.every(({ room }) => room.readOnly) || !author,
    ready: rooms.every(({ room }) => room.ready),
    unreadable: rooms.reduce((sum, { room }) => sum + room.unreadable, 0),
    draw: (entry, shape, label) => {
      if (!author) return null
      const made = newMeasurement(shape, placeOf(entry), author(), label ?? freeName(marks, (n) => t('imaging.newLabel', { n })))
      return keep(made)
    },
    keyImage: (entry, frame, view) => {
      if (!author) return null
      const made = newKeyImage(frame, view, placeOf(entry), author(), freeName(marks, (n) => t('imaging.keyImageLabel', { n })))
      return keep(made)
    },
    change: (measurement, shape) => roomOfMark(measurement)?.save(changedMeasurement(measurement, shape, now())),
    rename: (mark, label) => roomOfMark(mark)?.save({ ...mark, label, changedAt: now() }),
    set: (measurement, change) => roomOfMark(measurement)?.save({ ...measurement, ...change }),
    putLabel: (measurement, at) => {
      if (at || measurement.labelAt) roomOfMark(measurement)?.save(withLabelAt(measurement, at))
    },
    calibrate: (measurement, calibration, attributes) => {
      roomOfMark(measurement)?.saveAll(calibrated(measurements, measurement, calibration, attributes, now()))
    },
    takeOver: (measurement, measured) => roomOfMark(measurement)?.save(takenOver(measurement, measured, now())),
    remove: (mark) => roomOfMark(mark)?.remove(mark.id),
    restore: (mark) => roomOfMark(mark)?.save(mark),
    undo: ({ study }) => roomOf(study.StudyInstanceUID)?.undo(),
    redo: ({ study }) => roomOf(study.StudyInstanceUID)?.redo(),
  }
}

/** Rooms of at most six studies: so many dates fit on the largest stage and still be told apart. */
function useStudyRooms(caseId: string, studies: readonly string[]): readonly { study: string; room: Annotations }[] {
  const nameOf = (n: number) => {
    const study = studies[n]
    return study ? roomName({ kind: 'studyAnnotations', caseId, study }) : null
  }
  const a = useAnnotations(nameOf(0))
  const b = useAnnotations(nameOf(1))
  const c = useAnnotations(nameOf(2))
  const d = useAnnotations(nameOf(3))
  const e = useAnnotations(nameOf(4))
  const f = useAnnotations(nameOf(5))
  return useMemo(() => [a, b, c, d, e, f].flatMap((room, n) => (studies[n] ? [{ study: studies[n], room }] : [])), [a, b, c, d, e, f, studies])
}
