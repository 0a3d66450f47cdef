// Brings the index up to what this program reads of a file: studies that an earlier version indexed otherwise are read again once, in the background. Bytes and marks are not touched.
import type { ContentStore } from '../content/contentStore.ts'
import type { Session } from '../identity/session.ts'
import { openWorkerPool, type WorkerPool } from '../jobs/workers.ts'
import type { Logger } from '../ports.ts'
import type { LiveBus } from '../workspace/liveBus.ts'
import { type FiledInstance, listOfStudy, listStudiesToReread, rebuildStudy, replaceInstance, studyIsReread } from './imagingStore.ts'
import { readFiledHead } from './readFiledHead.ts'

export interface RereadPorts {
  readonly session: Pick<Session, 'db'>
  readonly content: Pick<ContentStore, 'open'>
  readonly live: Pick<LiveBus, 'publish'>
  readonly log: Logger
}

/** Begins at once. @returns `done` settles when nothing is left or `stop` was called; it never rejects */
export function rereadStudies({ session: { db }, content, live, log }: RereadPorts): { readonly done: Promise<void>; stop(): Promise<void> } {
  const waiting = db.read(listStudiesToReread)
  let isStopped = false
  let pool: WorkerPool<'parse'> | null = null
  const done = waiting.length === 0 ? Promise.resolve() : work().catch((cause: unknown) => log.warn('imaging.rereadFailed', { error: cause instanceof Error ? cause.name : typeof cause }))

  async function work(): Promise<void> {
    const opened = openWorkerPool('parse', { size: 1 })
    pool = opened
    try {
      for (const { caseId, StudyInstanceUID } of waiting) {
        const read = await readSlides(opened, caseId, StudyInstanceUID)
        if (isStopped) return
        db.write((tx) => {
          for (const instance of read) replaceInstance(tx, caseId, instance.object.SOPInstanceUID, instance)
          rebuildStudy(tx, caseId, StudyInstanceUID)
          studyIsReread(tx, caseId, StudyInstanceUID)
        })
        live.publish('case', caseId)
      }
    } finally {
      await opened.close()
    }
  }

  /** Slides that were filed before their tiles were read as one whole; a file that is not on this device is read when it comes. */
  async function readSlides(pool: WorkerPool<'parse'>, caseId: string, StudyInstanceUID: string): Promise<FiledInstance[]> {
    const found: FiledInstance[] = []
    for (const filed of db.read((r) => listOfStudy(r, caseId, StudyInstanceUID))) {
      if (isStopped) break
      if (filed.object.series.Modality !== 'SM' || !filed.object.image || filed.object.image.slide) continue
      const reader = content.open(filed.sha256, caseId)
      // A damaged file keeps what was read of it; the others are not held up.
      const reading = reader && (await readFiledHead(pool, reader).catch(() => undefined))
      if (reading?.kind === 'object' && reading.object.SOPInstanceUID === filed.object.SOPInstanceUID) found.push({ ...filed, object: reading.object })
    }
    return found
  }

  return {
    done,
    async stop() {
      isStopped = true
      await pool?.close()
      await done
    },
  }
}
