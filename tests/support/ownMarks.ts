// A case of six slices with own marks on them, in an intake clinic with its real shared documents: what export, archive and read-back are tried on.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRooms } from '../../src/main/core/collab/createRooms.ts'
import type { Session } from '../../src/main/core/identity/session.ts'
import { createExportObjects } from '../../src/main/core/imaging/objects/exportObjects.ts'
import { saveAnnotation } from '../../src/shared/casedoc/edit.ts'
import { roomName } from '../../src/shared/casedoc/layout.ts'
import { KeyImage, Measurement } from '../../src/shared/domain/annotation.ts'
import { CaseId, newUuid } from '../../src/shared/kit/ids.ts'
import { slice } from './dicomFile.ts'
import type { IntakeClinic } from './intakeClinic.ts'

const STUDY = '2.25.100'

/** Six slices of the study, in a folder of their own. */
export function sixSlices(folder: string): string {
  mkdirSync(folder, { recursive: true })
  for (const number of [1, 2, 3, 4, 5, 6]) writeFileSync(join(folder, `${number}.dcm`), slice({ number }))
  return folder
}

/** T1 with both axes, the region E1, P1 on a coronal plane, L1 in pixels, and one key image; author is the clinic's user. */
export function ownMarks({ user }: Pick<IntakeClinic, 'user'>) {
  const authored = { author: user.id, authorName: user.name, createdAt: '2026-11-22T10:00:00Z', changedAt: '2026-11-22T10:00:00Z' }
  const view = { windowCenter: -600, windowWidth: 1500, zoom: 2, centre: null, invert: true }
  const anchor = { kind: 'image', StudyInstanceUID: STUDY, SeriesInstanceUID: '2.25.200', SOPInstanceUID: '2.25.1.3', frame: 1, FrameOfReferenceUID: '2.25.300', view }
  let minute = 0
  const measured = (label: string, type: string, values: string[], points: object, more: object = {}) =>
    Measurement.parse({ ...authored, createdAt: `2026-11-22T10:0${minute++}:00Z`, id: newUuid(1), type: 'measurement', anchor, label, values, spacingSource: 'pixelSpacing', note: '', shape: { type, points: { patient: null, ...points } }, ...more })
  return {
    T1: measured('T1', 'bidirectional', ['38.4', '29.0'], { pixels: [[0.5, 0.25], [3, 2], [1, 2], [2, 1]] }),
    E1: measured('E1', 'ellipse', ['78.5'], { pixels: [[0, 0], [3, 3]] }),
    P1: measured('P1', 'bidirectional', ['43.9', '21.9'], { pixels: [[0, 1], [3, 1], [1, 1], [2, 1]], patient: [[8, 25, 6], [40, 25, 36], [16.5, 25, 29], [31.5, 25, 13]] }, { spacingSource: 'patientCoordinates', plane: { normal: [0, 1, 0] } }),
    L1: measured('L1', 'length', ['3.2'], { pixels: [[0, 0], [3, 1]] }, { spacingSource: 'none' }),
    key: KeyImage.parse({ ...authored, id: newUuid(1), type: 'keyImage', anchor, label: 'Key image 1', note: 'right hilum' }),
  }
}

export async function openMarkedCase(clinic: IntakeClinic, folder: string) {
  const { user, clock, db, content, audit, imaging, cases } = clinic
  const { caseId } = await clinic.takeIn(sixSlices(folder))
  const rooms = createRooms({
    session: { db, user } as Session,
    rights: { isMember: () => true, isReadOnly: () => false, team: () => [] },
    clock,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  })
  const marks = ownMarks(clinic)
  const room = roomName({ kind: 'studyAnnotations', caseId: CaseId.parse(caseId), study: STUDY })
  const origin = { actorId: user.id, room, tool: 'test' }
  await rooms.edit(room, origin, (doc) => {
    for (const mark of Object.values(marks)) saveAnnotation(doc, origin, mark)
  })
  /** As the next start of the program has them. */
  const reopen = () => createExportObjects({ session: { db, user }, rooms, imaging, cases, content, audit, clock })
  const change = () => rooms.edit(room, origin, (doc) => saveAnnotation(doc, origin, { ...marks.T1, values: ['40.1', '29.0'] }))
  return { caseId: CaseId.parse(caseId), marks, rooms, reopen, change, ...reopen() }
}
