// Taking in the demo's lung bundle as a folder with the built command line: MB/s and files/s against the least that any program
// must do to keep files safely, and the most memory the process ever had.
import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, statSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type BenchResult, median, spread } from '../support/bench.ts'
import { demoOnDisk } from '../support/benchDemo.ts'
import { importOnce } from '../support/benchImport.ts'
import { temporaryStore } from '../support/benchWorkstation.ts'

export const names = ['import', 'importFiles', 'importCopy', 'importRss']

const RUNS = 3
const GOAL_RATIO = 0.6
const GOAL_RSS_MB = 600
const MB = 1e6

export async function bench(): Promise<BenchResult[]> {
  const { lungFolder } = await demoOnDisk()
  const files = filesUnder(lungFolder)
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0)
  const copied: number[] = []
  const sealed: number[] = []
  const taken: number[] = []
  const peaks: number[] = []
  // Once unmeasured: the files come from the page cache for all sides alike.
  keep(files, lungFolder, false)
  for (let run = 0; run < RUNS; run++) {
    copied.push(keep(files, lungFolder, false))
    sealed.push(keep(files, lungFolder, true))
    const { seconds, peakMb } = await importOnce(lungFolder)
    taken.push(seconds)
    if (peakMb !== null) peaks.push(peakMb)
  }
  const speeds = taken.map((seconds) => bytes / MB / seconds)
  const perFile = taken.map((seconds) => files.length / seconds)
  const against = 'read, SHA-256, AES-256-GCM, write and flush of each file'
  const ratio = median(sealed) / median(taken)
  const copyRatio = median(copied) / median(taken)
  const goal = `ratio ≥ ${GOAL_RATIO}`
  const peak = median(peaks)
  return [
    { name: 'import', value: round(median(speeds)), unit: 'MB/s', spread: round(spread(speeds)), against, ratio: round(ratio, 2), goal, ok: ratio >= GOAL_RATIO },
    { name: 'importFiles', value: Math.round(median(perFile)), unit: 'files/s', spread: Math.round(spread(perFile)), against, ratio: round(ratio, 2), goal, ok: ratio >= GOAL_RATIO },
    { name: 'importCopy', value: round(median(speeds)), unit: 'MB/s', spread: round(spread(speeds)), against: 'copying, SHA-256 and flush of each file, nothing encrypted', ratio: round(copyRatio, 2), goal: 'told, no goal', ok: true },
    ...(peaks.length === RUNS ? [{ name: 'importRss', value: Math.round(peak), unit: 'MB', spread: Math.round(spread(peaks)), against: null, ratio: null, goal: `< ${GOAL_RSS_MB} MB`, ok: peak < GOAL_RSS_MB }] : []),
  ]
}

/** @returns seconds for keeping every file once, one after the other */
function keep(files: readonly string[], root: string, encrypted: boolean): number {
  const { directory, remove } = temporaryStore()
  const key = randomBytes(32)
  try {
    const began = performance.now()
    for (const file of files) {
      const target = join(directory, file.slice(root.length))
      mkdirSync(dirname(target), { recursive: true })
      const content = readFileSync(file)
      createHash('sha256').update(content).digest()
      const cipher = createCipheriv('aes-256-gcm', key, randomBytes(12))
      const handle = openSync(target, 'w')
      writeSync(handle, encrypted ? Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]) : content)
      fsyncSync(handle)
      closeSync(handle)
    }
    return (performance.now() - began) / 1000
  } finally {
    remove()
  }
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

const round = (value: number, digits = 1) => Number(value.toFixed(digits))
