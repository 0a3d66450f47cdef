// The marks of up to two studies and what can be done with them: one door to the annotation rooms for panel, viewers and commands.
import { useCallback, useMemo } from 'react'
import { roomName } from '#shared/casedoc/layout.ts'
import type { Measurement, SavedView } from '#shared/domain/annotation.ts'
import { isoInstant } from '#shared/kit/clock.ts'
import { useAnnotations, useNewAnnotation, type Annotations } from '../../data/annotations.ts'
import { useT } from '../../i18n/useT.ts'
import type { DrawnShape } from '../../viewers/dicom/DicomViewport.tsx'
import type { StackFrame } from '../../viewers/dicom/stack.ts'
import { changedMeasurement, freeName, isImageMark, newKeyImage, newMeasurement, type ImageMark } from './marks.ts'
import type { StackEntry } from './panes.ts'

export interface Marks {
  marks: readonly ImageMark[]
  measurements: readonly Measurement[]
  readOnly: boolean
  ready: boolean
  unreadable: number
  draw(entry: StackEntry, shape: DrawnShape): ImageMark | null
  keyImage(entry: StackEntry, frame: StackFrame, view: SavedView | null): ImageMark | null
  change(measurement: Measurement, shape: DrawnShape): void
  rename(mark: ImageMark, label: string): void
  remove(mark: ImageMark): void
  restore(mark: ImageMark): void
  undo(entry: StackEntry): void
  redo(entry: StackEntry): void
}

export function useMarks(caseId: string, studies: readonly string[]): Marks {
  const t = useT()
  const [first, second] = studies
  const a = useAnnotations(first ? roomName({ kind: 'studyAnnotations', caseId, study: first }) : null)
  const b = useAnnotations(second ? roomName({ kind: 'studyAnnotations', caseId, study: second }) : null)
  const author = useNewAnnotation()
  const both = useMemo(() => [a, ...(second ? [b] : [])], [a, b, second])
  const marks = useMemo(
    () =>
      both
        .flatMap((room) => room.annotations)
        .filter(isImageMark)
        .sort((x, y) => x.createdAt.localeCompare(y.createdAt)),
    [both],
  )
  const measurements = useMemo(() => marks.filter((m) => m.type === 'measurement'), [marks])

  const roomOf = useCallback((study: string): Annotations => (study === second ? b : a), [a, b, second])
  const roomOfMark = useCallback((mark: ImageMark) => roomOf(mark.anchor.StudyInstanceUID), [roomOf])
  const placeOf = ({ study, series }: StackEntry) => ({ StudyInstanceUID: study.StudyInstanceUID, SeriesInstanceUID: series.SeriesInstanceUID })
  const now = () => isoInstant(Date.now())

  return {
    marks,
    measurements,
    readOnly: both.every((room) => room.readOnly) || !author,
    ready: both.every((room) => room.ready),
    unreadable: both.reduce((sum, room) => sum + room.unreadable, 0),
    draw: (entry, shape) => {
      if (!author) return null
      const made = newMeasurement(shape, placeOf(entry), author(), freeName(marks, (n) => t('imaging.newLabel', { n })))
      roomOfMark(made).save(made)
      return made
    },
    keyImage: (entry, frame, view) => {
      if (!author) return null
      const made = newKeyImage(frame, view, placeOf(entry), author(), freeName(marks, (n) => t('imaging.keyImageLabel', { n })))
      roomOfMark(made).save(made)
      return made
    },
    change: (measurement, shape) => roomOfMark(measurement).save(changedMeasurement(measurement, shape, now())),
    rename: (mark, label) => roomOfMark(mark).save({ ...mark, label, changedAt: now() }),
    remove: (mark) => roomOfMark(mark).remove(mark.id),
    restore: (mark) => roomOfMark(mark).save(mark),
    undo: ({ study }) => roomOf(study.StudyInstanceUID).undo(),
    redo: ({ study }) => roomOf(study.StudyInstanceUID).redo(),
  }
}
