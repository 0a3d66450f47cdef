// Runs inside a network of its own: gives Orthanc all DICOM files of a folder, as fast as it takes them. Prints one line of JSON. Started by tests/perf/importPeer.bench.ts.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startOrthanc, storeAtOrthanc } from './orthanc.ts'

const { FOLDER = '' } = process.env
/** More connections at once than this make it no faster. */
const CONNECTIONS = 4

const files = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => new Uint8Array(readFileSync(join(entry.parentPath, entry.name))))
  .filter((bytes) => String.fromCharCode(...bytes.subarray(128, 132)) === 'DICM')

const orthanc = await startOrthanc()
try {
  let next = 0
  let stored = 0
  const began = performance.now()
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (let bytes = files[next++]; bytes; bytes = files[next++]) if (await storeAtOrthanc(bytes)) stored++
    }),
  )
  process.stdout.write(`${JSON.stringify({ stored, seconds: (performance.now() - began) / 1000 })}\n`)
} finally {
  orthanc.kill('SIGKILL')
}
