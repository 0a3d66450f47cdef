// Walks a whole bundle: files in parallel, archives that lie directly in it opened once, every item accounted for. Stages bytes, files nothing.
import { caseError } from '#shared/contract/errors.ts'
import type { JobContext } from '../jobs/jobRunner.ts'
import { type BundleEntry, type BundleFile, type BundleSourceReader, ItemRefusal, LIMITS } from './bundleSource.ts'
import { blobsOf, type ImportJournal } from './importJournal.ts'
import { findMediaRoots } from './mediaSoftware.ts'
import { type ReadingDesk, type ReadItem, readItem } from './readItem.ts'
import { openZipSource } from './zipSource.ts'

export interface BundleItem {
  name: string
  bytes: number
  read: Exclude<ReadItem, { kind: 'archive' }>
}

/** Files under way at one time: enough to keep disk, workers and cipher busy while each waits for the disk's flush. */
const PARALLEL = 96
/** Bytes of them in memory at one time; a larger file is taken alone. */
const BYTES_UNDER_WAY = 128 * 1024 * 1024

interface Queued {
  entry: BundleEntry
  isNested: boolean
}

export interface BundleDesk extends Omit<ReadingDesk, 'mediaRoots'> {
  journal: ImportJournal
  job: Pick<JobContext, 'report' | 'mayGoOn' | 'ask'>
}

/**
 * @returns items in the order of their names
 * @throws CaseError DISK_FULL before anything is read, when it cannot fit; SOURCE_NOT_READABLE when the medium is gone
 */
export async function readBundle(source: BundleSourceReader, desk: BundleDesk): Promise<BundleItem[]> {
  const { journal, job } = desk
  const queue: Queued[] = (await source.list()).map((entry) => ({ entry, isNested: false }))
  const archives: BundleSourceReader[] = []
  const items: BundleItem[] = []
  const done = { items: 0, bytes: 0 }
  const total = { items: 0, bytes: 0 }
  let next = 0
  let mediaRoots = findMediaRoots(queue.map(({ entry }) => entry.name))

  function tell(current: string) {
    job.report({ doneItems: done.items, totalItems: total.items, doneBytes: done.bytes, totalBytes: total.bytes, current })
  }

  function count(entries: readonly BundleEntry[]) {
    total.items += entries.length
    for (const entry of entries) total.bytes += weightOf(entry)
  }

  async function expand(file: BundleFile): Promise<void> {
    if (!file.reader) throw new ItemRefusal('nestedArchive')
    const archive = await openZipSource(file.reader, file.name, (again) => askPassword(file.name, again))
    archives.push(archive)
    // The only file of a bundle is the bundle: its entries keep their own names.
    const prefix = queue.length === 1 ? '' : `${file.name}/`
    const entries = (await archive.list()).map((entry): BundleEntry => ({ ...entry, name: `${prefix}${entry.name}` }))
    if (entries.length === 0) throw new ItemRefusal('emptyFile')
    if (entries.length + queue.length > LIMITS.entries) throw new ItemRefusal('entryLimit')
    mediaRoots = new Set([...mediaRoots, ...findMediaRoots(entries.map(({ name }) => name))])
    for (const entry of entries) queue.push({ entry, isNested: true })
    count(entries)
    // What is in it counts, not the wrapping: neither the pace nor the room on the disk is of both.
    total.bytes -= file.bytes
    await desk.content.ensureRoom(total.bytes - done.bytes)
  }

  async function askPassword(name: string, again: boolean): Promise<string | null> {
    return (await job.ask({ kind: 'password', name, again })).password
  }

  /** @returns the bytes that are done with it: none of what was refused unread, none of an archive that was opened: its entries have them */
  async function take({ entry, isNested }: Queued): Promise<number> {
    const { name, bytes } = entry
    if (entry.kind === 'refused') {
      items.push({ name, bytes, read: { kind: 'unwanted', outcome: entry.outcome, code: entry.code } })
      return 0
    }
    try {
      const known = journal.find(entry)
      if (known) for (const blob of blobsOf(known)) desk.staged(blob)
      const read = known ?? (await readItem(entry, { ...desk, mediaRoots }))
      if (!known) journal.add(entry, read)
      if (read.kind !== 'archive') items.push({ name, bytes, read })
      else if (isNested) items.push({ name, bytes, read: { kind: 'unwanted', outcome: 'skipped', code: 'nestedArchive' } })
      else {
        await expand(entry)
        return 0
      }
    } catch (cause) {
      if (!(cause instanceof ItemRefusal)) throw cause
      // A disc that was taken out says nothing about its files.
      if (cause.code === 'notReadable' && source.isThere?.() === false) throw caseError('SOURCE_NOT_READABLE', {}, { cause })
      items.push({ name, bytes, read: { kind: 'unwanted', outcome: 'rejected', code: cause.code } })
    }
    return bytes
  }

  count(queue.map(({ entry }) => entry))
  await desk.content.ensureRoom(total.bytes)
  let running = 0
  let bytesUnderWay = 0
  let isBroken = false
  async function work(): Promise<void> {
    for (;;) {
      desk.signal.throwIfAborted()
      await job.mayGoOn()
      if (isBroken) return
      const queued = queue[next]
      if (!queued) {
        // An archive that is being opened may still bring entries.
        if (running === 0) return
        await pause()
        continue
      }
      const bytes = weightOf(queued.entry)
      if (bytesUnderWay > 0 && bytesUnderWay + bytes > BYTES_UNDER_WAY) {
        await pause()
        continue
      }
      next++
      running++
      bytesUnderWay += bytes
      let counted = 0
      try {
        counted = await take(queued)
      } catch (cause) {
        // One unexpected failure (disk full, lock) ends the whole import: the others stop at their next file.
        isBroken = true
        throw cause
      } finally {
        running--
        bytesUnderWay -= bytes
      }
      done.items++
      done.bytes += counted
      tell(queued.entry.name)
    }
  }

  try {
    const workers = await Promise.allSettled(Array.from({ length: PARALLEL }, work))
    const failed = workers.find((worker) => worker.status === 'rejected')
    if (failed?.status === 'rejected') throw failed.reason
  } finally {
    await Promise.all(archives.map((archive) => archive.close()))
  }
  return items.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}

/** A refused entry's size is only what it claims: it takes no room and no time. */
const weightOf = ({ kind, bytes }: BundleEntry) => (kind === 'refused' ? 0 : bytes)

const pause = () => new Promise((resolve) => setTimeout(resolve, 5))
