// Files that the renderer put into an upload, as a source. Their paths are names for people only.
import type { UploadedFile } from '../content/uploads.ts'
import { type BundleEntry, type BundleSourceReader, LIMITS } from './bundleSource.ts'
import { judgeItemName, showableName } from './itemName.ts'

/** @param close lets go of the upload, whatever the import's end */
export function openUploadSource(files: readonly UploadedFile[], name: string, close: () => Promise<void>): BundleSourceReader {
  return {
    name,
    list: async () =>
      files
        .map((file): BundleEntry => {
          const code = judgeItemName(file.path) ?? (file.bytes > LIMITS.fileBytes ? 'tooLarge' : null)
          if (code) return { kind: 'refused', name: showableName(file.path), bytes: file.bytes, outcome: 'rejected', code }
          const { path, bytes, stamp } = file
          const read = (start: number, end: number) => file.open().read(start, end)
          return { kind: 'file', name: path, bytes, stamp, open: () => file.open().stream(), reader: { bytes, read } }
        })
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    close,
  }
}
