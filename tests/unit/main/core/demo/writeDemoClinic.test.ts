// The smallest of the three bundles, whole; all three are made and measured in tests/conformance/demo.test.ts.
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import dicomParser from 'dicom-parser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DemoTruth } from '../../../../../src/main/core/demo/truth.ts'
import { writeDemoClinic } from '../../../../../src/main/core/demo/writeDemoClinic.ts'
import { parseCaseRequest } from '../../../../../src/shared/bundle/request.ts'
import { temporaryFolder } from '../../../../support/temporaryFolder.ts'

const PARKINSON = 'CN-2026-0427'

const folders: string[] = []
let disc: Awaited<ReturnType<typeof makeDisc>>
beforeAll(async () => {
  disc = await makeDisc(1)
}, 60_000)
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

async function makeDisc(seed: number) {
  const outDirectory = mkdtempSync(join(tmpdir(), 'consilium-test-'))
  folders.push(outDirectory)
  const result = await writeDemoClinic({ outDirectory, seed, resourcesDirectory: outDirectory, caseNumbers: [PARKINSON] })
  const bundle = result.bundles[0]!
  const names = readdirSync(bundle.path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(bundle.path.length + 1).replaceAll('\\', '/'))
    .sort()
  const hash = createHash('sha256')
  for (const name of names) hash.update(name).update(readFileSync(join(bundle.path, name)))
  const truth = (JSON.parse(readFileSync(result.truthPath, 'utf8')) as DemoTruth).bundles[0]!
  return { bundle, names, hash: hash.digest('hex'), truth, read: (name: string) => readFileSync(join(bundle.path, name)) }
}

test('the same seed makes the same bytes, another seed makes others', async () => {
  const [again, other] = [await makeDisc(1), await makeDisc(2)]
  expect(again.hash).toBe(disc.hash)
  expect(other.hash).not.toBe(disc.hash)
  expect(other.names).toEqual(disc.names)
}, 120_000)

test('the disc holds every trouble that the truth names', () => {
  const { bundle, names, truth, read } = disc
  expect(bundle.files).toBe(names.length)
  const where = (kind: string) => truth.planted.find((planted) => planted.kind === kind)!.where
  const patientOf = (name: string) => dicomParser.parseDicom(read(name)).string('x00100020')

  expect(patientOf(where('otherPatient'))).toBe('DEMO-7719')
  expect(names).not.toContain(where('missingSlice'))
  expect(read('DICOMDIR').includes(where('missingSlice').replaceAll('/', '\\'))).toBe(true)
  const twins = names.filter((name) => read(name).equals(read(where('duplicate'))))
  expect(twins).toHaveLength(2)
  expect(read(where('noTextLayer')).includes('/Font')).toBe(false)
  expect(read(where('exifRotated')).subarray(6, 10).toString('latin1')).toBe('Exif')
  for (const name of names.filter((entry) => entry.startsWith('DICOM/'))) {
    expect(name.split('/').every((part) => /^[A-Z0-9]{1,8}$/.test(part)), name).toBe(true)
    if (name !== where('otherPatient')) expect(patientOf(name), name).toBe(truth.patient.id)
  }
})

test('every image says that it is a phantom and nobody', () => {
  const { names, read } = disc
  for (const name of names.filter((entry) => entry.startsWith('DICOM/'))) {
    const dataSet = dicomParser.parseDicom(read(name))
    expect(dataSet.string('x00081030'), name).toMatch(/^DEMO /)
    expect(dataSet.string('x00120062'), name).toBe('YES')
    for (const tag of ['x00080018', 'x0020000d', 'x0020000e']) expect(dataSet.string(tag), name).toMatch(/^2\.25\./)
  }
})

test('the request follows the schema of bundles', () => {
  const request = parseCaseRequest(disc.read('consilium-request.json').toString('utf8'))
  expect(request).toMatchObject({ packId: 'pd/1', patient: { familyName: 'Solano Brihuega', birthDate: '1959-02-08' } })
})

test('cancelling stops the work and leaves no half bundle', async () => {
  const outDirectory = temporaryFolder()
  const stop = new AbortController()
  const work = writeDemoClinic({
    outDirectory,
    seed: 1,
    resourcesDirectory: outDirectory,
    signal: stop.signal,
    onProgress: (done) => {
      if (done === 12) stop.abort(new Error('enough'))
    },
  })
  await expect(work).rejects.toThrow('enough')
  expect(readdirSync(outDirectory)).toEqual([])
  expect(existsSync(join(outDirectory, 'truth.json'))).toBe(false)
}, 60_000)
