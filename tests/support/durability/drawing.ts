// The annotation room of one study over the real vault: the same for the process that is killed and the one that looks after.
import { createRooms } from '../../../src/main/core/collab/createRooms.ts'
import type { Session } from '../../../src/main/core/identity/session.ts'
import { removeAnnotation, saveAnnotation } from '../../../src/shared/casedoc/edit.ts'
import { roomName } from '../../../src/shared/casedoc/layout.ts'
import { readAnnotations } from '../../../src/shared/casedoc/read.ts'
import { Measurement } from '../../../src/shared/domain/annotation.ts'
import type { ImagingInstance } from '../../../src/shared/domain/imagingStudy.ts'
import { type DrawingPlane, planeMeasurement } from '../../../src/shared/domain/planeMeasurement.ts'
import { ACTOR, CASE, openVault } from './vault.ts'

const none = () => undefined
const room = roomName({ kind: 'studyAnnotations', caseId: CASE, study: '1.2.3' })
const origin = { actorId: ACTOR.userId, room, tool: 'annotation' }

export function openDrawing(directory: string) {
  const vault = openVault(directory)
  const session = { db: vault.db, user: { role: 'physician' }, devicePublicKey: 'device' } as unknown as Session
  const rooms = createRooms({ session, rights: { isMember: () => true, team: () => [], isReadOnly: () => false }, clock: { now: () => Date.UTC(2026, 10, 22) }, log: { info: none, warn: none, error: none } })
  return {
    save: (mark: Measurement) => rooms.edit(room, origin, (doc) => saveAnnotation(doc, origin, mark)),
    remove: (id: string) => rooms.edit(room, origin, (doc) => removeAnnotation(doc, origin, id)),
    read: async () => readAnnotations(await rooms.snapshot(room)),
    close: async () => {
      await rooms.stop()
      await vault.close()
    },
  }
}

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

/** Slices 2 mm apart; every second mark is drawn on a plane that cuts them at a slant. */
const slices = Array.from({ length: 40 }, (_, n) => ({ SOPInstanceUID: `1.2.5.${n}`, PixelSpacing: [0.7, 0.7], ImagePositionPatient: [0, 0, 2 * n], ImageOrientationPatient: [1, 0, 0, 0, 1, 0], FrameOfReferenceUID: '1.2.6' }) as unknown as ImagingInstance)
const slanting: DrawingPlane = { origin: [3.3, 7.1, 20.9], right: [0.8, 0.6, 0], down: [0, 0, 1] }

export function newMark(number: number): Measurement {
  const end = 10 + (number % 400)
  const drawn = number % 2 === 0 ? null : planeMeasurement('length', [[1 / 3, 0.1], [end * 0.7, 17 / 7]], slanting, slices)
  return Measurement.parse({
    id: id(number), author: ACTOR.userId, authorName: 'H. Osei', createdAt: '2026-11-22T10:00:00Z', changedAt: '2026-11-22T10:00:00Z', type: 'measurement', label: `M${number}`,
    values: drawn?.values ?? [(end * 0.7).toFixed(1)], spacingSource: drawn?.spacingSource ?? 'pixelSpacing', note: '',
    anchor: { kind: 'image', StudyInstanceUID: '1.2.3', SeriesInstanceUID: '1.2.4', SOPInstanceUID: drawn ? `1.2.5.${drawn.index}` : `1.2.5.${number}`, frame: 1, FrameOfReferenceUID: '1.2.6', view: null },
    shape: { type: 'length', points: { pixels: drawn?.pixels ?? [[0, 0], [end, 0]], patient: drawn?.patient ?? null } },
    plane: drawn?.plane ?? null,
  })
}

/** An end was moved: another value, the earlier one kept. */
export function changeMark(mark: Measurement): Measurement {
  return { ...mark, values: [(Number(mark.values[0]) + 1.5).toFixed(1)], earlier: [{ values: mark.values, changedAt: mark.changedAt }] }
}
