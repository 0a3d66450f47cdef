// Gathers what was measured and marked in a case and keeps it as DICOM files in the content store, by study; the same marks give the same files again. Knows no transport.
import { createHash } from 'node:crypto'
import { caseError } from '#shared/contract/errors.ts'
import { roomName } from '#shared/casedoc/layout.ts'
import { readAnnotations } from '#shared/casedoc/read.ts'
import { type KeyImage, visibleOn } from '#shared/domain/annotation.ts'
import { ExportedObject } from '#shared/domain/imagingStudy.ts'
import { type Clock, isoInstant } from '#shared/kit/clock.ts'
import { newUuid, Sha256 } from '#shared/kit/ids.ts'
import type { AuditLog } from '../../audit/auditLog.ts'
import type { CasesService } from '../../cases/casesService.ts'
import type { Rooms } from '../../collab/rooms.ts'
import type { ContentStore } from '../../content/contentStore.ts'
import { type Dataset, encodeFile } from '../dicom/part10.ts'
import type { Session } from '../../identity/session.ts'
import type { ImagingService } from '../imagingService.ts'
import { findInstance } from '../imagingStore.ts'
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

type Made = Pick<ExportedObject, 'kind' | 'label'> & { object: Dataset }

export function createExportObjects({ session, rooms, imaging, cases, content, audit, clock }: ExportObjectsPorts) {
  const { db, user } = session

  /** Own measurements and key images only: nobody writes an object in a colleague's name. */
  async function exportObjects({ caseId }: { caseId: string }): Promise<ExportedObject[]> {
    const { patient } = cases.get({ caseId }).reviewCase
    const made = new Map<string, Made>()
    for (const study of imaging.studies({ caseId })) {
      const { annotations } = readAnnotations(await rooms.snapshot(roomName({ kind: 'studyAnnotations', caseId, study: study.StudyInstanceUID })))
      const own = annotations.filter(({ author }) => author === user.id).sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
      if (own.length === 0) continue
      const images = new Map(
        study.series.flatMap(({ SeriesInstanceUID }) =>
          imaging.series({ caseId, StudyInstanceUID: study.StudyInstanceUID, SeriesInstanceUID }).instances.map((image) => [image.SOPInstanceUID, { ...image, SeriesInstanceUID }] as const),
        ),
      )
      const source = (): ObjectSource => {
        const now = clock.now()
        const instant = new Date(now).toISOString()
        return {
          patient, study, author: user.name, uuids: [newUuid(now), newUuid(now)],
          imageOf: (uid) => images.get(uid) ?? null,
          date: instant.slice(0, 10).replaceAll('-', ''), time: instant.slice(11, 19).replaceAll(':', ''),
        }
      }
      const measurements = own.filter((mark) => mark.type === 'measurement')
      const keyImages = own.filter((mark) => mark.type === 'keyImage')
      const on = ({ anchor }: KeyImage) => visibleOn(measurements, anchor)
      const objects = [
        ['measurements', '', measurementReport(source(), measurements)] as const,
        ['keyImages', '', keyObjectSelection(source(), keyImages)] as const,
        ...keyImages.map((mark) => ['view', mark.label, presentationState(source(), mark, on(mark))] as const),
      ]
      for (const [kind, label, object] of objects) if (object) made.set(saysOf(object), { kind, label, object })
    }
    const files: ExportedObject[] = []
    for (const [says, one] of made) files.push(here(caseId, says) ?? (await keep(caseId, says, one)))
    return files
  }

  /** The file that says this already. */
  function here(caseId: string, says: string): ExportedObject | undefined {
    const found = read('says = ?', caseId, says)
    return found && content.open(found.sha256, caseId) ? found : undefined
  }

  async function keep(caseId: string, says: string, { kind, label, object }: Made): Promise<ExportedObject> {
    const bytes = encodeFile(object, undefined, 'CONSILIUM')
    const staged = await content.stage(once(bytes), caseId)
    const made = ExportedObject.parse({ kind, label, StudyInstanceUID: object.StudyInstanceUID, SOPInstanceUID: object.SOPInstanceUID, sha256: staged.sha256, bytes: bytes.length, kept: null })
    db.write((tx) => {
      staged.claim(tx, caseId, 'application/dicom')
      tx.run('INSERT OR REPLACE INTO exported_object (case_id, author, says, sha256, body, kept) VALUES (?, ?, ?, ?, ?, NULL)', [caseId, user.id, says, made.sha256, JSON.stringify(made)])
      audit.append(tx, 'imaging.exported', { userId: user.id, role: user.role }, { caseId, kind, sha256: made.sha256 })
    })
    return made
  }

  /** The received file itself, unchanged. @throws CaseError STUDY_NOT_FOUND also while its bytes are not on this machine */
  function exportFile({ caseId, SOPInstanceUID }: { caseId: string; SOPInstanceUID: string }): { sha256: Sha256; bytes: number } {
    const sha256 = db.read((r) => findInstance(r, caseId, SOPInstanceUID))?.sha256
    const file = sha256 === undefined ? undefined : content.open(sha256, caseId)
    if (!file) throw caseError('STUDY_NOT_FOUND', {})
    db.write((tx) => audit.append(tx, 'imaging.fileExported', { userId: user.id, role: user.role }, { caseId, sha256: sha256 as string }))
    return { sha256: Sha256.parse(sha256), bytes: file.bytes }
  }

  function read(where: string, caseId: string, value: string): ExportedObject | undefined {
    const row = db.read((r) => r.get<{ body: string; kept: string | null }>(`SELECT body, kept FROM exported_object WHERE case_id = ? AND author = ? AND ${where}`, [caseId, user.id, value]))
    return row && ExportedObject.parse({ ...JSON.parse(row.body), kept: row.kept === null ? null : JSON.parse(row.kept) })
  }

  function confirmed(caseId: string, sha256: string, archive: string): void {
    db.write((tx) => tx.run('UPDATE exported_object SET kept = ? WHERE case_id = ? AND author = ? AND sha256 = ?', [JSON.stringify({ archive, at: isoInstant(clock.now()) }), caseId, user.id, sha256]))
  }

  /** Own objects only: nothing else may be sent on. */
  return { exportObjects, exportFile, confirmed, exported: (caseId: string, sha256: string) => read('sha256 = ?', caseId, sha256) }
}

/** Of two objects that say the same about the same images by the same person this is the same. */
function saysOf(object: Dataset): string {
  const own = { SOPInstanceUID: '', SeriesInstanceUID: '', ContentDate: '', ContentTime: '', PresentationCreationDate: '', PresentationCreationTime: '' }
  return createHash('sha256').update(encodeFile({ ...object, ...own })).digest('hex')
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
