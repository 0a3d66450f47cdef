// Gathers what was measured and marked in a case and keeps it as DICOM files in the content store, by study. Knows no transport.
import { roomName } from '#shared/casedoc/layout.ts'
import { readAnnotations } from '#shared/casedoc/read.ts'
import type { KeyImage } from '#shared/domain/annotation.ts'
import type { ExportedObject } from '#shared/domain/imagingStudy.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { newUuid, Sha256 } from '#shared/kit/ids.ts'
import type { AuditLog } from '../../audit/auditLog.ts'
import type { CasesService } from '../../cases/casesService.ts'
import type { Rooms } from '../../collab/rooms.ts'
import type { ContentStore } from '../../content/contentStore.ts'
import { type Dataset, encodeFile } from '../dicom/part10.ts'
import type { Session } from '../../identity/session.ts'
import type { ImagingService } from '../imagingService.ts'
import { presentationState } from './presentationState.ts'
import { keyObjectSelection, measurementReport, type ObjectSource } from './writeObjects.ts'

export interface ExportObjectsPorts {
  session: Pick<Session, 'db' | 'user'>
  rooms: Pick<Rooms, 'snapshot'>
  imaging: Pick<ImagingService, 'studies' | 'series'>
  cases: Pick<CasesService, 'get'>
  content: ContentStore
  audit: AuditLog
  clock: Clock
}

export function createExportObjects({ session, rooms, imaging, cases, content, audit, clock }: ExportObjectsPorts) {
  /** What was made since the profile was unlocked, by case and hash: only this may be sent on. */
  const kept = new Map<string, ExportedObject>()

  /** Own measurements and key images only: nobody writes an object in a colleague's name. */
  async function exportObjects({ caseId }: { caseId: string }): Promise<ExportedObject[]> {
    const { patient } = cases.get({ caseId }).reviewCase
    const made: ExportedObject[] = []
    for (const study of imaging.studies({ caseId })) {
      const { annotations } = readAnnotations(await rooms.snapshot(roomName({ kind: 'studyAnnotations', caseId, study: study.StudyInstanceUID })))
      const own = annotations.filter(({ author }) => author === session.user.id).sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
      if (own.length === 0) continue
      const images = new Map(
        study.series.flatMap(({ SeriesInstanceUID }) =>
          imaging.series({ caseId, SeriesInstanceUID }).instances.map((image) => [image.SOPInstanceUID, { ...image, SeriesInstanceUID }] as const),
        ),
      )
      const source = (): ObjectSource => {
        const now = clock.now()
        const instant = new Date(now).toISOString()
        return {
          patient, study, author: session.user.name, uuids: [newUuid(now), newUuid(now)],
          imageOf: (uid) => images.get(uid) ?? null,
          date: instant.slice(0, 10).replaceAll('-', ''), time: instant.slice(11, 19).replaceAll(':', ''),
        }
      }
      const measurements = own.filter((mark) => mark.type === 'measurement')
      const keyImages = own.filter((mark) => mark.type === 'keyImage')
      const on = ({ anchor }: KeyImage) => measurements.filter((m) => !m.hidden && !m.plane && m.anchor.SOPInstanceUID === anchor.SOPInstanceUID && m.anchor.frame === anchor.frame)
      const objects = [
        ['measurements', measurementReport(source(), measurements)] as const,
        ['keyImages', keyObjectSelection(source(), keyImages)] as const,
        ...keyImages.map((mark) => ['view', presentationState(source(), mark, on(mark))] as const),
      ]
      for (const [kind, object] of objects) if (object) made.push(await keep(caseId, kind, object))
    }
    return made
  }

  async function keep(caseId: string, kind: ExportedObject['kind'], object: Dataset): Promise<ExportedObject> {
    const bytes = encodeFile(object, undefined, 'CONSILIUM')
    const staged = await content.stage(once(bytes), caseId)
    session.db.write((tx) => {
      staged.claim(tx, caseId, 'application/dicom')
      audit.append(tx, 'imaging.exported', { userId: session.user.id, role: session.user.role }, { caseId, kind, sha256: staged.sha256 })
    })
    const made = { kind, StudyInstanceUID: String(object.StudyInstanceUID), SOPInstanceUID: String(object.SOPInstanceUID), sha256: Sha256.parse(staged.sha256), bytes: bytes.length }
    kept.set(`${caseId} ${made.sha256}`, made)
    return made
  }

  return { exportObjects, exported: (caseId: string, sha256: string) => kept.get(`${caseId} ${sha256}`) }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
