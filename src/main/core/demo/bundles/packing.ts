// Puts the files of a bundle into a ZIP or a folder: same order, same times, same bytes on every run.
import { createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { finished } from 'node:stream/promises'
import yazl from 'yazl'

interface Packer {
  add(path: string, bytes: Uint8Array): Promise<void>
  /** Completes the bundle. */
  close(): Promise<void>
  /** Files and their bytes before packing. */
  totals(): { files: number; bytes: number }
}

// Local parts of a fixed day: a ZIP's DOS time has no zone, so these are the same bytes everywhere.
const FILE_TIME = new Date(2026, 10, 12, 9, 30, 0)

/** @param target folder that will hold the bundle's files, or the ZIP file itself */
export async function openPacker(packing: 'zip' | 'folder', target: string): Promise<Packer> {
  const counted = { files: 0, bytes: 0 }
  const count = (bytes: Uint8Array) => {
    counted.files += 1
    counted.bytes += bytes.length
  }
  if (packing === 'folder') {
    return {
      async add(path, bytes) {
        const file = join(target, ...path.split('/'))
        await mkdir(dirname(file), { recursive: true })
        await writeFile(file, bytes)
        count(bytes)
      },
      async close() {},
      totals: () => ({ ...counted }),
    }
  }
  await mkdir(dirname(target), { recursive: true })
  const zip = new yazl.ZipFile()
  const out = createWriteStream(target)
  zip.outputStream.pipe(out)
  return {
    async add(path, bytes) {
      count(bytes)
      zip.addBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), path, {
        mtime: FILE_TIME,
        mode: 0o100644,
        compressionLevel: path.endsWith('.dcm') ? 1 : 6,
        forceDosTimestamp: true,
      })
    },
    async close() {
      zip.end()
      await finished(out)
    },
    totals: () => ({ ...counted }),
  }
}
