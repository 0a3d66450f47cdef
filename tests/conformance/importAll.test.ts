// `consilium import` on every folder of the sample set, and every file of it alone: items, documents and images as VERIFY.tsv counts them (dcmdump's own values).
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { COMMANDS } from '../../src/main/hosts/cli/commands.ts'
import { openStore } from '../../src/main/hosts/cli/openStore.ts'
import { runCommandLine } from '../../src/main/hosts/cli/run.ts'
import { openIntakeClinic } from '../support/intakeClinic.ts'

const samples = join(import.meta.dirname, '../../../shared/samples')
const isThere = existsSync(join(samples, 'VERIFY.tsv'))
if (!isThere) test.skip('samples are not beside the project: nothing was checked', () => {})
const here = test.runIf(isThere)

interface Verified {
  file: string
  syntax: string
  isImage: boolean
  frames: number
  isRead: boolean
}

const verified: Verified[] = isThere
  ? readFileSync(join(samples, 'VERIFY.tsv'), 'utf8').trim().split('\n').slice(1).map((line) => {
      const [file = '', , , syntax = '', , , rows, , frames, photometric = '', , exit] = line.split('\t')
      return { file, syntax, isImage: Number(rows) > 0 && photometric !== '', frames: Number(frames) || 1, isRead: exit === '0' }
    })
  : []

function temporary(): string {
  const directory = mkdtempSync(join(tmpdir(), 'consilium-all-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

/** Pixels as floating point, which nothing here draws; a header that states no readable number of frames: counted by its pixels; rows and columns without any PixelData (dcmdump shows none). */
const WITHOUT_FRAMES = new Set(['dicom/charset/chrJapMulti.dcm', 'dicom/photometric/parametric_map_float.dcm', 'dicom/photometric/parametric_map_double_float.dcm', 'dicom/malformed/badVR.dcm'])

interface Printed {
  files: number
  documents: unknown[]
  studies: { series: { instances: number; frames: number }[] }[]
  quarantined: { name: string; code: string }[]
  rejected: { name: string; code: string }[]
  missing: { name: string }[]
  skipped: { name: string; code: string }[]
  duplicates: number
}

const foldersOf = (path: string) => readdirSync(join(samples, path), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => `${path}/${name}`)

here('the command takes in every folder: each file is told once, and the images are those that dcmdump reads', async () => {
  const store = join(temporary(), 'store')
  const call = async (...args: string[]) => {
    const printed = { out: '', err: '' }
    const env = { ...process.env, CONSILIUM_PASSPHRASE: 'siete barcos verdes al alba' }
    const exit = await runCommandLine([...args, '--store', store, '--json'], COMMANDS, { env, signal: new AbortController().signal, openStore }, { out: (text) => (printed.out += text), err: (text) => (printed.err += text) })
    return { exit, json: JSON.parse(printed.out) as Printed, err: printed.err }
  }
  expect((await call('init', '--name', 'Dr Helen Okafor', '--role', 'physician')).exit).toBe(0)
  const folders = [...foldersOf('dicom').filter((path) => path !== 'dicom/series'), ...foldersOf('dicom/series'), 'pdf', ...foldersOf('other')]
  const table: string[] = []
  const wrong: string[] = []
  for (const folder of folders) {
    const { exit, json } = await call('import', join(samples, folder), '--separate')
    const there = readdirSync(join(samples, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length
    const series = json.studies.flatMap((study) => study.series)
    const counts = { files: json.files, instances: series.reduce((sum, { instances }) => sum + instances, 0), frames: series.reduce((sum, { frames }) => sum + frames, 0) }
    table.push(`${folder}: ${counts.files} files, ${json.documents.length} documents, ${counts.instances} objects, ${counts.frames} frames, ${json.quarantined.length} set aside, ${json.rejected.length} refused, ${json.skipped.length} skipped, ${json.duplicates} there already, ${json.missing.length} missing`)
    if (exit !== 0 || counts.files !== there) wrong.push(`${folder}: exit ${exit}, ${counts.files} of ${there} files`)
    // A folder of one patient comes in whole: exactly the objects and frames of dcmdump.
    const told = verified.filter(({ file, isRead, syntax }) => file.startsWith(`${folder}/`) && isRead && syntax !== '')
    if (!folder.startsWith('dicom/series')) continue
    const images = told.filter(({ isImage }) => isImage)
    const frames = images.reduce((sum, one) => sum + one.frames, 0)
    if (counts.instances !== told.length || counts.frames !== frames) wrong.push(`${folder}: ${counts.instances} objects and ${counts.frames} frames instead of ${told.length} and ${frames}`)
  }
  console.info(table.join('\n'))
  expect(wrong).toEqual([])
})

here('every file alone ends as what it is: an image that dcmdump reads is an image of as many frames, the rest says why not', async () => {
  const clinic = openIntakeClinic(temporary())
  onTestFinished(clinic.close)
  const lines = new Map(verified.map((line) => [line.file, line]))
  const files = readdirSync(samples, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !/\.(md|tsv)$/.test(entry.name)).map((entry) => join(entry.parentPath, entry.name).slice(samples.length + 1))
  const wrong: string[] = []
  const outcomes: Record<string, number> = {}
  for (const file of files) {
    const { items, caseId, state } = await clinic.takeIn(join(samples, file))
    const [item] = items.filter(({ outcome }) => outcome !== 'missing')
    outcomes[item?.outcome ?? 'none'] = (outcomes[item?.outcome ?? 'none'] ?? 0) + 1
    if (state !== 'done' || !item || (item.outcome !== 'image' && item.outcome !== 'document' && item.code === null)) wrong.push(`${file}: ${state} ${item?.outcome} ${item?.code}`)
    const line = lines.get(file)
    if (!line?.isRead || !line.isImage || line.syntax === '' || item?.outcome !== 'image' || WITHOUT_FRAMES.has(file)) continue
    const frames = clinic.imaging.studies({ caseId: caseId ?? '' }).flatMap((study) => study.series).reduce((sum, series) => sum + series.frames, 0)
    if (frames !== line.frames) wrong.push(`${file}: ${frames} frames instead of ${line.frames}`)
  }
  console.info(`${files.length} files alone:`, outcomes)
  expect(files.length).toBeGreaterThan(770)
  expect(outcomes.image).toBeGreaterThan(600)
  expect(wrong).toEqual([])
})
