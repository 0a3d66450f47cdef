// The whole demo clinic against its own truth and independent programs (dcmtk, poppler): pixels measured, SUV computed, quotes found on their pages.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import dicomParser from 'dicom-parser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import yauzl from 'yauzl'
import type { BundleTruth, DemoTruth, LesionTimepoint, LesionTruth } from '../../src/main/core/demo/truth.ts'
import { writeDemoClinic } from '../../src/main/core/demo/writeDemoClinic.ts'

const folder = mkdtempSync(join(tmpdir(), 'phantom-clinic-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let truth: DemoTruth
let seconds = 0
/** Contents by bundle path, then by name inside. */
const files = new Map<string, Map<string, Buffer>>()
const has = (program: string) => spawnSync(program, ['--version']).error === undefined

beforeAll(async () => {
  const start = process.cpuUsage()
  const { truthPath } = await writeDemoClinic({ outDirectory: join(folder, 'first'), seed: 1, resourcesDirectory: folder })
  const used = process.cpuUsage(start)
  seconds = (used.user + used.system) / 1e6
  truth = JSON.parse(readFileSync(truthPath, 'utf8')) as DemoTruth
  for (const bundle of truth.bundles) {
    const path = join(folder, 'first', bundle.path)
    files.set(bundle.path, path.endsWith('.zip') ? await readZip(path) : readFolder(path))
  }
}, 240_000)

async function readZip(path: string): Promise<Map<string, Buffer>> {
  const contents = new Map<string, Buffer>()
  const zip = await yauzl.openPromise(path, { lazyEntries: true })
  for await (const entry of zip.eachEntry()) contents.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)))
  return contents
}

function readFolder(path: string): Map<string, Buffer> {
  const found = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(
    found.map((entry) => {
      const file = join(entry.parentPath, entry.name)
      return [file.slice(path.length + 1).replaceAll('\\', '/'), readFileSync(file)]
    }),
  )
}

interface Slice {
  readonly dataSet: dicomParser.DataSet
  /** Value at a place in patient mm, between pixels. */
  at(point: readonly number[]): number
}

function findSlice(bundle: BundleTruth, uid: string): Slice {
  for (const bytes of files.get(bundle.path)!.values()) {
    if (bytes.subarray(128, 132).toString('latin1') !== 'DICM' || !bytes.includes(uid)) continue
    const dataSet = dicomParser.parseDicom(bytes)
    if (dataSet.string('x00080018') === uid) return { dataSet, at: sampler(dataSet) }
  }
  throw new Error('no such instance')
}

function numbers(dataSet: dicomParser.DataSet, tag: string): number[] {
  return (dataSet.string(tag) ?? '').split('\\').map(Number)
}

function sampler(dataSet: dicomParser.DataSet): (point: readonly number[]) => number {
  const position = numbers(dataSet, 'x00200032')
  const axes = numbers(dataSet, 'x00200037')
  const [rowSpacing = 1, columnSpacing = 1] = numbers(dataSet, 'x00280030')
  const columns = dataSet.uint16('x00280011')!
  const isSigned = dataSet.uint16('x00280103') === 1
  const slope = dataSet.floatString('x00281053') ?? 1
  const intercept = dataSet.floatString('x00281052') ?? 0
  const value = (column: number, row: number) => {
    const i = row * columns + column
    return (isSigned ? dataSet.int16('x7fe00010', i)! : dataSet.uint16('x7fe00010', i)!) * slope + intercept
  }
  const along = (point: readonly number[], axis: number) =>
    point.reduce((sum, coordinate, k) => sum + (coordinate - position[k]!) * axes[axis + k]!, 0)
  return (point) => {
    const x = along(point, 0) / columnSpacing
    const y = along(point, 3) / rowSpacing
    const [c, r] = [Math.floor(x), Math.floor(y)]
    const [u, v] = [x - c, y - r]
    const top = value(c, r) * (1 - u) + value(c + 1, r) * u
    return top * (1 - v) + (value(c, r + 1) * (1 - u) + value(c + 1, r + 1) * u) * v
  }
}

/** Distance between the two places where the value falls through the edge, going outwards from the centre. */
function measure(slice: Slice, timepoint: LesionTimepoint, axis: LesionTimepoint['longAxis']): number {
  const reach = (end: readonly number[]): number => {
    const from = timepoint.centre
    const length = Math.hypot(...end.map((value, k) => value - from[k]!))
    const isBright = slice.at(from) > timepoint.edgeHu
    for (let mm = 0; mm < length + 12; mm += 0.05) {
      const point = end.map((value, k) => from[k]! + ((value - from[k]!) / length) * mm)
      if (slice.at(point) > timepoint.edgeHu !== isBright) return mm
    }
    return Number.POSITIVE_INFINITY
  }
  return reach(axis[0]) + reach(axis[1])
}

const measured = (lesion: LesionTruth) => (lesion.measuredBy === 'longest' ? ('longAxis' as const) : ('shortAxis' as const))

// Processor time, so that other work on the machine does not count.
test('three bundles are made with less than a minute of one processor', () => {
  expect(truth.bundles.map((bundle) => bundle.caseNumber)).toEqual(['CN-2026-0418', 'CN-2026-0423', 'CN-2026-0427'])
  expect(seconds).toBeLessThan(60)
})

test('every lesion measures in the stored pixels what the truth says, within one pixel', () => {
  let count = 0
  for (const bundle of truth.bundles) {
    for (const lesion of bundle.lesions) {
      for (const timepoint of lesion.timepoints) {
        const slice = findSlice(bundle, timepoint.SOPInstanceUID)
        const [pixel = 0] = numbers(slice.dataSet, 'x00280030')
        const stated = lesion.measuredBy === 'longest' ? timepoint.longDiameterMm : timepoint.shortDiameterMm
        const found = measure(slice, timepoint, timepoint[measured(lesion)])
        expect(Math.abs(found - stated), `${lesion.id} ${timepoint.studyDate}: ${found} mm`).toBeLessThan(pixel)
        expect(slice.dataSet.string('x00200052')).toBe(timepoint.FrameOfReferenceUID)
        count += 1
      }
    }
  }
  expect(count).toBe(7)
})

test('the targets of the lung case shrink by a fifth, which is stable disease', () => {
  const targets = truth.bundles[0]!.lesions.filter((lesion) => lesion.role === 'target')
  const sum = (i: number) =>
    targets.reduce((mm, { measuredBy, timepoints }) => mm + (measuredBy === 'longest' ? timepoints[i]!.longDiameterMm : timepoints[i]!.shortDiameterMm), 0)
  expect([sum(0), sum(1)]).toEqual([63, 50])
})

test('SUV computed from the PET tags is the stated one within 1 %', () => {
  const [lung] = truth.bundles
  expect(lung!.uptakes.map((uptake) => uptake.suvMax)).toEqual([9.9, 4.1, 1.1, 5.2])
  for (const uptake of lung!.uptakes) {
    const { dataSet } = findSlice(lung!, uptake.SOPInstanceUID)
    const dose = dataSet.elements.x00540016!.items![0]!.dataSet!
    const clock = (text: string) => Number(text.slice(0, 2)) * 3600 + Number(text.slice(2, 4)) * 60 + Number(text.slice(4, 6))
    const elapsed = clock(dataSet.string('x00080031')!) - clock(dose.string('x00181072')!)
    const left = dose.floatString('x00181074')! * 2 ** (-elapsed / dose.floatString('x00181075')!)
    const stored = dataSet.int16('x7fe00010', uptake.row * 128 + uptake.column)!
    const suv = (stored * dataSet.floatString('x00281053')! * dataSet.floatString('x00101030')! * 1000) / left
    expect(Math.abs(suv / uptake.suvMax - 1), uptake.id).toBeLessThan(0.01)
  }
})

test('every series has the instances and frames that the truth counts', () => {
  for (const bundle of truth.bundles) {
    const seen = new Map<string, { uids: Set<string>; frames: number }>()
    for (const [name, bytes] of files.get(bundle.path)!) {
      if (name === 'DICOMDIR' || bytes.subarray(128, 132).toString('latin1') !== 'DICM') continue
      const dataSet = dicomParser.parseDicom(bytes, { untilTag: 'x7fe00010' })
      const series = seen.get(dataSet.string('x0020000e')!) ?? { uids: new Set<string>(), frames: 0 }
      if (!series.uids.has(dataSet.string('x00080018')!)) series.frames += dataSet.intString('x00280008') ?? 1
      seen.set(dataSet.string('x0020000e')!, { uids: series.uids.add(dataSet.string('x00080018')!), frames: series.frames })
    }
    for (const series of bundle.series) {
      const found = seen.get(series.SeriesInstanceUID)
      expect([found?.uids.size, found?.frames], series.description).toEqual([series.instances, series.frames])
    }
  }
})

test.skipIf(!has('dcmdump'))('dcmtk reads one image of every series and the directory without complaint', () => {
  let count = 0
  for (const bundle of truth.bundles) {
    const chosen = new Map<string, Buffer>()
    for (const [name, bytes] of files.get(bundle.path)!) {
      if (bytes.subarray(128, 132).toString('latin1') === 'DICM') chosen.set(name.replace(/[^/]*$/, ''), bytes)
    }
    for (const [name, bytes] of chosen) {
      const path = join(folder, 'one.dcm')
      writeFileSync(path, bytes)
      const { status, stderr } = spawnSync('dcmdump', ['-q', path], { encoding: 'utf8', maxBuffer: 1e8 })
      expect([status, stderr], name).toEqual([0, ''])
      count += 1
    }
  }
  expect(count).toBeGreaterThan(11)
})

test.skipIf(!has('pdftotext'))('every quote stands word for word on its page', () => {
  let count = 0
  for (const bundle of truth.bundles) {
    for (const document of bundle.documents.filter((entry) => entry.path.toLowerCase().endsWith('.pdf'))) {
      const path = join(folder, 'one.pdf')
      writeFileSync(path, files.get(bundle.path)!.get(document.path)!)
      const page = (number: number) =>
        spawnSync('pdftotext', ['-f', String(number), '-l', String(number), path, '-'], { encoding: 'utf8' }).stdout.replace(/\s+/g, ' ')
      const info = spawnSync('pdfinfo', [path], { encoding: 'utf8' }).stdout
      expect(info, document.path).toMatch(new RegExp(`Pages:\\s+${document.pages}\\n`))
      if (!document.hasText) expect(page(1).trim(), document.path).toBe('')
      for (const quote of document.quotes) {
        expect(page(quote.page), `${document.path} ${quote.about}`).toContain(quote.text)
        count += 1
      }
    }
  }
  expect(count).toBeGreaterThan(40)
})

test('made again, every byte is the same', async () => {
  await writeDemoClinic({ outDirectory: join(folder, 'second'), seed: 1, resourcesDirectory: folder })
  const hashes = (part: string) =>
    readdirSync(join(folder, part), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => `${file.slice(join(folder, part).length)} ${createHash('sha256').update(readFileSync(file)).digest('hex')}`)
  expect(hashes('second')).toEqual(hashes('first'))
}, 240_000)
