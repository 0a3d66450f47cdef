// 2,000 DICOM headers read from disk by the parse workers and written into the imaging index, warm, as an import does it; against reading the same heads alone.
import { createHash } from 'node:crypto'
import { closeSync, fstatSync, mkdirSync, openSync, readdirSync, readFileSync, readSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { createHeaderReader } from '../../src/main/core/bundles/headerBatch.ts'
import { HEAD_BYTES, headOf } from '../../src/main/core/imaging/dicom/fileHead.ts'
import { type FiledInstance, putInstance, rebuildStudy } from '../../src/main/core/imaging/imagingStore.ts'
import { openWorkerPool } from '../../src/main/core/jobs/workers.ts'
import { type BenchResult, median, spread } from '../support/bench.ts'
import { fileCases } from '../support/benchCases.ts'
import { demoOnDisk } from '../support/benchDemo.ts'
import { openBenchWorkstation, temporaryStore } from '../support/benchWorkstation.ts'

export const names = ['index']

const FILES = 2000
const RUNS = 5
const GOAL = 5000
const IN_FLIGHT = 256

export async function bench(): Promise<BenchResult[]> {
  const { directory, remove } = temporaryStore()
  const folder = join(directory, 'files')
  mkdirSync(folder)
  const paths = await writeSlices(folder)
  const station = await openBenchWorkstation({ directory, quickPassphrase: true })
  const signal = new AbortController().signal
  const pool = openWorkerPool('parse', { size: Math.min(4, availableParallelism()) })
  try {
    await station.signUp()
    const { db } = station.core.work().session
    const reader = createHeaderReader(pool, signal)
    const read = async (path: string): Promise<FiledInstance> => {
      const { head, bytes } = readHead(path)
      const reading = await reader.read(head, bytes)
      if (reading.kind !== 'object') throw new Error('a header was not understood')
      const sha256 = createHash('sha256').update(path).digest('hex')
      return { sha256, framesSha256: sha256, object: reading.object, check: CHECK }
    }
    const indexed: number[] = []
    const alone: number[] = []
    // The first round starts workers and fills caches.
    for (let run = 0; run <= RUNS; run++) {
      const bare = performance.now()
      for (const path of paths) readHead(path)
      const bareEnd = performance.now()
      const [caseId = ''] = fileCases(station, 1)
      const began = performance.now()
      const filed: FiledInstance[] = []
      for (let at = 0; at < paths.length; at += IN_FLIGHT) filed.push(...(await Promise.all(paths.slice(at, at + IN_FLIGHT).map(read))))
      db.write((tx) => {
        for (const instance of filed) putInstance(tx, caseId, instance)
        for (const study of new Set(filed.map(studyOf))) rebuildStudy(tx, caseId, study, filed.filter((instance) => studyOf(instance) === study))
      })
      const ended = performance.now()
      if (run === 0) continue
      indexed.push(FILES / ((ended - began) / 1000))
      alone.push(FILES / ((bareEnd - bare) / 1000))
    }
    const value = median(indexed)
    return [
      { name: 'index', value: Math.round(value), unit: 'files/s', spread: Math.round(spread(indexed)), against: 'reading the heads of the same files', ratio: Number((value / median(alone)).toFixed(2)), goal: `≥ ${GOAL} files/s warm`, ok: value >= GOAL },
    ]
  } finally {
    await pool.close()
    await station.stop()
    remove()
  }
}

/** Heads of the demo's chest CT under UIDs of their own; the pixels are a hole in the file, nobody reads them. */
async function writeSlices(folder: string): Promise<string[]> {
  const series = join((await demoOnDisk()).lungFolder, 'imagenes', 'TC_2026-05-24')
  const sources = readdirSync(series).filter((name) => name.endsWith('.dcm'))
  return Array.from({ length: FILES }, (_, n) => {
    const source = join(series, sources[n % sources.length] ?? '')
    const head = readFileSync(source).subarray(0, HEAD_BYTES).toString('latin1')
    const path = join(folder, `IM${String(n).padStart(5, '0')}`)
    writeFileSync(path, Buffer.from(head.replaceAll(instanceUid(head), (uid) => `${uid.slice(0, -5)}${String(n + 10_000)}`), 'latin1'))
    truncateSync(path, statSync(source).size)
    return path
  })
}

/** Media Storage SOP Instance UID: element (0002,0003), VR UI, 16-bit length. */
function instanceUid(head: string): string {
  const at = head.indexOf('\u0002\u0000\u0003\u0000UI')
  if (at < 0) throw new Error('the demo slice has no file meta information')
  const length = head.charCodeAt(at + 6) + 256 * head.charCodeAt(at + 7)
  return head.slice(at + 8, at + 8 + length).replace(/\0$/, '')
}

const studyOf = ({ object }: FiledInstance) => object.study.StudyInstanceUID

const CHECK: FiledInstance['check'] = { verdict: 'match', differing: [], stated: { familyName: null, givenName: null, birthDate: null, sex: null, identifier: null } }

/** One for all: nobody keeps a head. */
const room = new Uint8Array(HEAD_BYTES)
/** Nearly all headers end before; the few others are read again. */
const FIRST_BYTES = 16 * 1024

function readHead(path: string): { head: Uint8Array; bytes: number } {
  const handle = openSync(path, 'r')
  const bytes = fstatSync(handle).size
  let head = room.subarray(0, readSync(handle, room, 0, FIRST_BYTES, 0))
  if (headOf(head, bytes) === null) head = room.subarray(0, readSync(handle, room, 0, HEAD_BYTES, 0))
  closeSync(handle)
  return { head, bytes }
}
