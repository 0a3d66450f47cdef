// A file that came from the server is read again here: what the case's index says of an image is what its bytes say, not what the server said.
import { judgeIdentity } from '#shared/domain/caseIdentity.ts'
import type { AuditLog } from '../audit/auditLog.ts'
import { readCase } from '../cases/caseStore.ts'
import type { ContentStore } from '../content/contentStore.ts'
import type { Session } from '../identity/session.ts'
import { findInstanceOfFile, rebuildStudy, replaceInstance } from '../imaging/imagingStore.ts'
import { readFiledHead } from '../imaging/readFiledHead.ts'
import { openWorkerPool } from '../jobs/workers.ts'
import type { BlobJob } from './blobSync.ts'

export function createReceivedFiles({ session, content, audit }: { session: Session; content: ContentStore; audit: AuditLog }) {
  const { db, user } = session
  const pool = openWorkerPool('parse', { size: 1 })

  /** An object that is not what was announced is filed as what it is, and the audit says so. */
  async function arrived({ sha256, caseId }: BlobJob): Promise<void> {
    const claimed = db.read((r) => findInstanceOfFile(r, caseId, sha256))
    const reader = content.open(sha256, caseId)
    if (!claimed || !reader) return
    const reading = await readFiledHead(pool, reader)
    const object = reading?.kind === 'object' ? reading.object : null
    const isSame = object !== null && JSON.stringify(sorted(object)) === JSON.stringify(sorted(claimed.object))
    if (isSame) return
    db.write((tx) => {
      audit.append(tx, 'sync.materialDiffered', { userId: user.id, role: user.role }, { caseId, sha256, readable: object !== null })
      // An unreadable file is not shown as an image of somebody.
      const truth = object ?? { ...claimed.object, image: null, frames: null, displayable: false }
      const { check } = judgeIdentity(readCase(tx, caseId).patient, { stated: truth.stated, name: truth.PatientName === null ? null : { pn: truth.PatientName }, issuer: truth.IssuerOfPatientID })
      replaceInstance(tx, caseId, claimed.object.SOPInstanceUID, { ...claimed, object: { ...truth, SOPInstanceUID: claimed.object.SOPInstanceUID }, check })
      rebuildStudy(tx, caseId, claimed.object.study.StudyInstanceUID)
    })
  }

  return { arrived, stop: () => pool.close() }
}

/** Key order does not matter, and JSON is what both sides keep. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, sorted(v)]))
}
