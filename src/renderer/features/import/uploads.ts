// Copying chosen files to the core, and the imports started in this window. One at a time; the work goes on when the page is left.
import { create } from 'zustand'
import { usePlace } from '../../app/place.ts'
import { client } from '../../data/client.ts'
import { putFile } from '../../data/content.ts'
import type { UploadId } from '#shared/kit/ids.ts'
import { as, queryClient } from '../../data/queries.ts'
import type { Picked } from './pickedFiles.ts'

const AT_ONCE = 4

export interface Copying {
  name: string
  doneFiles: number
  totalFiles: number
  doneBytes: number
  totalBytes: number
}

interface UploadState {
  copying: Copying | null
  error: unknown
  stop: AbortController | null
  /** Imports started here and not yet announced as ended. */
  running: readonly { importId: string; jobId: string }[]
  settle(importId: string): void
  clearError(): void
}

export const useUploads = create<UploadState>((set) => ({
  copying: null,
  error: null,
  stop: null,
  running: [],
  settle: (importId) => set((s) => ({ running: s.running.filter((r) => r.importId !== importId) })),
  clearError: () => set({ error: null }),
}))

/** Takes the import of this job off the list of those whose end is announced. */
export function settleJob(jobId: string): void {
  useUploads.setState((s) => ({ running: s.running.filter((r) => r.jobId !== jobId) }))
}

/** The case that new material belongs to: the one that is open, else a new one. */
export function targetCase(): string | null {
  const { place } = usePlace.getState()
  return place.view === 'case' ? place.caseId : null
}

/** Copies files and starts taking them in. Failures are shown by the dock; nothing was taken in then. */
export async function takeInFiles(picked: Picked, caseId: string | null): Promise<void> {
  const stop = new AbortController()
  const sizes = picked.files.map(({ file }) => file.size)
  const sent = new Array<number>(picked.files.length).fill(0)
  let doneFiles = 0
  const tell = () =>
    useUploads.setState({
      copying: { name: picked.name, doneFiles, totalFiles: sizes.length, doneBytes: sum(sent), totalBytes: sum(sizes) },
    })
  useUploads.setState({ error: null, stop })
  tell()
  let opened: UploadId | null = null
  try {
    const name = picked.name.slice(0, 255)
    const { uploadId } = await client.bundles.openUpload({ name, caseId: caseId ? as(caseId) : null, totalFiles: sizes.length })
    opened = uploadId
    const queue = picked.files.map((item, index) => ({ ...item, index }))
    const worker = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const { index, path, file } = next
        await putFile(uploadId, path, file, (bytes) => {
          sent[index] = bytes
          tell()
        }, stop.signal)
        sent[index] = file.size
        doneFiles += 1
        tell()
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
    await start({ kind: 'upload', uploadId, name }, caseId)
  } catch (error) {
    stop.abort()
    // What a person stopped is let go of; what broke off stays and is offered again.
    if (isCancel(error) && opened) void client.bundles.discardUpload({ uploadId: opened }).catch(() => undefined)
    useUploads.setState({ error: isCancel(error) ? null : error })
    void queryClient.invalidateQueries({ queryKey: ['imports'] })
  } finally {
    useUploads.setState({ copying: null, stop: null })
  }
}

/** Asks the host's own dialog and starts taking in what was chosen. */
export async function takeInPicked(what: 'folder' | 'file', caseId: string | null): Promise<void> {
  try {
    const picked = await client.bundles.pick({ what })
    if (picked) await start({ kind: 'picked', pickId: picked.pickId }, caseId)
  } catch (error) {
    useUploads.setState({ error })
  }
}

async function start(source: Parameters<typeof client.bundles.import>[0]['source'], caseId: string | null): Promise<void> {
  follow(await client.bundles.import({ source, caseId: caseId ? as(caseId) : null }))
}

/** Shows an import that was started and announces its end wherever the person is then. */
export function follow(started: { importId: string; jobId: string }): void {
  useUploads.setState((s) => ({ running: [...s.running, started] }))
  usePlace.getState().go({ view: 'import', ...started }, 'jump')
}

function isCancel(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0)
}
