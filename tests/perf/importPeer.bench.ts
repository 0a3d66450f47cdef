// The demo's lung folder taken in by the built command line, beside Debian's Orthanc storing its images (from memory, four connections at once), in turns. Only with --peers.
import { type BenchResult, median, spread } from '../support/bench.ts'
import { demoOnDisk } from '../support/benchDemo.ts'
import { importOnce } from '../support/benchImport.ts'
import { temporaryStore } from '../support/benchWorkstation.ts'
import { orthancMissing, runBesideOrthanc } from '../support/orthanc.ts'

export const names = ['importOrthanc']

const RUNS = 3
const GOAL_RATIO = 10

/** @throws Error that says what is missing, when peers are asked for */
export async function bench(): Promise<BenchResult[]> {
  if (process.env.CONSILIUM_BENCH_PEERS !== '1') {
    process.stderr.write('importOrthanc: not measured, peers were not asked for (--peers)\n')
    return []
  }
  const missing = orthancMissing({ dicomWeb: false })
  if (missing) throw new Error(`importOrthanc cannot be measured: ${missing}`)
  const { lungFolder } = await demoOnDisk()
  const ours: number[] = []
  const theirs: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const { seconds, files } = await importOnce(lungFolder)
    ours.push(files / seconds)
    const { directory, remove } = temporaryStore()
    const printed = runBesideOrthanc(new URL('../support/orthancStore.ts', import.meta.url).pathname, directory, { dicomWeb: false, environment: { FOLDER: lungFolder } })
    remove()
    if (Number(printed.stored) < 500) throw new Error('Orthanc did not take all images')
    theirs.push(Number(printed.stored) / Number(printed.seconds))
  }
  const ratio = median(ours) / median(theirs)
  return [{ name: 'importOrthanc', value: Math.round(median(ours)), unit: 'files/s', spread: Math.round(spread(ours)), against: `Orthanc storing the same images, ${Math.round(median(theirs))} files/s`, ratio: Number(ratio.toFixed(1)), goal: `ratio ≥ ${GOAL_RATIO}`, ok: ratio >= GOAL_RATIO }]
}
