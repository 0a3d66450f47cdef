// The header of a file that is kept already, read once more in a worker. Decides nothing about the index.
import type { RangeReader } from '../content/contentStore.ts'
import type { WorkerPool } from '../jobs/workers.ts'
import { HEAD_BYTES } from './dicom/fileHead.ts'
import type { HeaderReading } from './dicom/readHeader.ts'

/** Whole files above this size are not read for a header; their head must be enough. */
const WHOLE_BYTES = 256 * 1024 * 1024
const TIMEOUT_MS = 20_000

/** @returns undefined when the file breaks its reader, or only the whole of too large a file would do */
export async function readFiledHead(pool: WorkerPool<'parse'>, reader: RangeReader): Promise<HeaderReading | undefined> {
  const reading = await readPart(pool, reader, Math.min(HEAD_BYTES, reader.bytes))
  return reading?.kind === 'needsWhole' && reader.bytes <= WHOLE_BYTES ? readPart(pool, reader, reader.bytes) : reading
}

async function readPart(pool: WorkerPool<'parse'>, reader: RangeReader, length: number): Promise<HeaderReading | undefined> {
  const bytes = await reader.read(0, length)
  try {
    const [reading] = await pool.run('readDicomHeaders', { files: [{ bytes, fileBytes: reader.bytes }] }, { timeoutMs: TIMEOUT_MS })
    return reading
  } catch {
    // A file that breaks the reader is a damaged file.
    return undefined
  }
}
