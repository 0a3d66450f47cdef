// Real discs and series through the real import, against facts measured with independent programs (samples/README.md, VERIFY.tsv).
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readHeader } from '../../src/main/core/imaging/dicom/readHeader.ts'
import { openIntakeClinic } from '../support/intakeClinic.ts'

const samples = join(import.meta.dirname, '../../../shared/samples')
const isThere = existsSync(join(samples, 'VERIFY.tsv'))
if (!isThere) test.skip('samples are not beside the project: nothing was checked', () => {})
const here = test.runIf(isThere)

async function takenIn(path: string) {
  const folder = mkdtempSync(join(tmpdir(), 'consilium-intake-'))
  const clinic = openIntakeClinic(folder)
  onTestFinished(async () => {
    await clinic.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const result = await clinic.takeIn(join(samples, path))
  const studies = result.caseId ? clinic.imaging.studies({ caseId: result.caseId }) : []
  return { clinic, result, series: studies.flatMap((study) => study.series) }
}

/** dcmdump's own values of every file (columns of VERIFY.tsv). */
function verified(): { file: string; syntax: string; modality: string; rows: number; columns: number; frames: number; photometric: string; bits: string; exit: number }[] {
  const lines = readFileSync(join(samples, 'VERIFY.tsv'), 'utf8').trim().split('\n').slice(1)
  return lines.map((line) => {
    const [file = '', , , syntax = '', , modality = '', rows, columns, frames, photometric = '', bits = '', exit] = line.split('\t')
    return { file, syntax: syntax.replace('~', '1.2.840.10008.'), modality, rows: Number(rows), columns: Number(columns), frames: Number(frames) || 1, photometric, bits, exit: Number(exit) }
  })
}

here('headers of all valid samples say what dcmdump says', () => {
  const files = verified().filter(({ file, exit, rows, photometric }) => exit === 0 && rows > 0 && photometric !== '' && !file.includes('/malformed/'))
  // Without pixel data, or with float pixel data: no image to describe.
  const withoutPixels = ['charset/chrJapMulti.dcm', 'photometric/parametric_map_float.dcm', 'photometric/parametric_map_double_float.dcm']
  const checked = files.filter(({ file }) => !withoutPixels.some((name) => file.endsWith(name)))
  const wrong = checked.flatMap(({ file, syntax, modality, rows, columns, frames, photometric, bits }) => {
    const reading = readHeader(readFileSync(join(samples, file)))
    if (reading.kind !== 'object' || !reading.object.image) return [`${file}: ${reading.kind}`]
    const { image, series } = reading.object
    const found = [series.Modality, image.Rows, image.Columns, image.NumberOfFrames, image.PhotometricInterpretation, `${image.BitsAllocated}/${image.BitsStored}/${image.PixelRepresentation}`]
    const stated = [modality || 'OT', rows, columns, frames, photometric, bits]
    const isSyntax = syntax === '' || syntax === image.TransferSyntaxUID
    return isSyntax && found.join() === stated.join() ? [] : [`${file}: ${found} instead of ${stated}`]
  })
  expect(checked.length).toBeGreaterThan(600)
  expect(wrong).toEqual([])
})

here('a hospital disc: eleven survey images in three stacks, its document, its viewer left out', async () => {
  const { result, series, clinic } = await takenIn('dicom/patient-cd')
  expect(result).toMatchObject({ state: 'done', images: 11, documents: 1, studies: 1 })
  const codes = Object.fromEntries(result.items.map(({ name, code }) => [name, code]))
  expect(codes).toMatchObject({ DICOMDIR: 'dicomDirectory', 'AUTORUN.INF': 'mediaSoftware', 'VIEWER.EXE': 'mediaSoftware', 'README.TXT': 'mediaSoftware', 'LOGO.JPG': 'mediaSoftware' })
  const survey = series.find(({ Modality }) => Modality === 'MR')
  expect(survey?.stacks.map(({ orientation, SOPInstanceUIDs }) => [orientation, SOPInstanceUIDs.length]).sort()).toEqual([['axial', 3], ['coronal', 5], ['sagittal', 3]])
  expect(survey?.issues).toContain('mixedOrientation')
  expect(clinic.cases.documents({ caseId: result.caseId ?? '' })).toMatchObject([{ mediaType: 'application/pdf' }])
})

here('PET/CT: two even volumes of 3.27 mm, although the header says 3.75', async () => {
  const { result, series } = await takenIn('dicom/series/petct-nsclc')
  expect(result).toMatchObject({ state: 'done', images: 272 })
  const ct = series.find(({ Modality }) => Modality === 'CT')
  const pet = series.find(({ Modality }) => Modality === 'PT')
  expect(ct).toMatchObject({ instances: 135, complete: true, issues: ['thicknessDiffersFromSpacing'], stacks: [{ volume: true }] })
  expect(ct?.stacks[0]?.spacingMm).toBeCloseTo(3.27, 3)
  expect(pet).toMatchObject({ instances: 135, complete: true, stacks: [{ volume: true }] })
  expect(series.filter(({ issues }) => issues.includes('notDisplayable')).map(({ Modality }) => Modality).sort()).toEqual(['RWV', 'SEG', 'SEG'])
})

here('a tilted head CT with uneven gaps is one stack and no volume', async () => {
  const { series, result, clinic } = await takenIn('dicom/series/ct-head-gantry-tilt')
  // samples/README: tilt 18.5 degrees, gaps 4.002, 1.081 and 6.999 mm.
  const findings = clinic.imaging.quality({ caseId: result.caseId ?? '' })[0]?.series[0]?.findings ?? []
  expect(findings).toContainEqual(expect.objectContaining({ code: 'tiltedGantry', to: 18.5, limits: true }))
  expect(findings).toContainEqual(expect.objectContaining({ code: 'unevenGaps', from: 1.08, to: 7 }))
  expect(series).toMatchObject([{ instances: 28, issues: expect.arrayContaining(['gantryTilt', 'unevenSpacing']), stacks: [{ volume: false, spacingMm: null, SOPInstanceUIDs: { length: 28 } }] }])
})

here('two echoes, magnitude and phase in one series are four volumes of 53', async () => {
  const { series } = await takenIn('dicom/series/mr-two-echo-classic')
  expect(series[0]?.stacks.map(({ SOPInstanceUIDs, volume }) => [SOPInstanceUIDs.length, volume])).toEqual(new Array(4).fill([53, true]))
})

here('broken and hostile files end as items, never as a crash', async () => {
  const { result } = await takenIn('dicom/malformed')
  expect(result.state).toBe('done')
  expect(result.items).toHaveLength(readdirSync(join(samples, 'dicom/malformed')).length)
  const codes = Object.fromEntries(result.items.map(({ name, code }) => [name, code]))
  expect(codes).toMatchObject({
    'MR_truncated.dcm': 'dicomDamaged',
    'ct512_cut_in_pixeldata.dcm': 'dicomDamaged',
    'ct512_pixeldata_claims_4GB.dcm': 'dicomDamaged',
    'rtplan_truncated.dcm': 'dicomDamaged',
    'magic_then_garbage.dcm': 'dicomDamaged',
    'random_4k.dcm': 'unsupportedFormat',
    'zero_bytes.dcm': 'emptyFile',
    'zipMR.gz': 'nestedArchive',
  })
})

here('every PDF of the set is told apart: readable, locked, damaged', async () => {
  const { result, clinic } = await takenIn('pdf')
  expect(result.items.filter(({ code }) => code === 'pdfDamaged').map(({ name }) => name)).toEqual(['REDHAT-1531897-0.pdf'])
  const documents = clinic.cases.documents({ caseId: result.caseId ?? '' })
  const pages = Object.fromEntries(documents.map(({ name, pages: count }) => [name, count]))
  // Page counts by qpdf; the encrypted ones do not open without their password.
  expect(pages).toMatchObject({ 'freeculture.pdf': 352, 'TAMReview.pdf': 23, 'scan_multipage.pdf': 6, 'sizes.pdf': 3, 'rotation.pdf': 2, 'issue6010_1.pdf': null, 'print_protection.pdf': null })
  expect(documents.filter(({ issues }) => issues.includes('encrypted')).map(({ name }) => name).sort()).toEqual(['bug1782186.pdf', 'issue15893_reduced.pdf', 'issue6010_1.pdf', 'pr6531_1.pdf', 'print_protection.pdf'])
  expect(documents.find(({ name }) => name === 'scan_skew.pdf')).toMatchObject({ hasText: false, issues: ['noTextLayer'] })
})

here('every file of the set is accounted for, and every image that dcmdump reads comes in, is set aside with its reason, or says which identifiers it lacks', async () => {
  const verdicts = new Map(verified().map((line) => [line.file, line]))
  const wrong: string[] = []
  let counted = 0
  for (const part of ['dicom/charset', 'dicom/dicomdir', 'dicom/objects', 'dicom/patient-cd', 'dicom/photometric', 'dicom/syntaxes', 'dicom/series', 'other']) {
    const { result } = await takenIn(part)
    const files = readdirSync(join(samples, part), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    if (result.items.length !== files.length) wrong.push(`${part}: ${result.items.length} items of ${files.length} files`)
    for (const { name, outcome, code } of result.items) {
      const line = verdicts.get(`${part}/${name}`)
      if (line?.exit !== 0 || line.syntax === '') continue
      counted++
      const isThere = outcome === 'image' || outcome === 'document' || outcome === 'quarantined' || outcome === 'duplicate' || code === 'dicomDirectory' || code === 'dicomIncomplete'
      if (!isThere) wrong.push(`${part}/${name}: ${outcome} ${code}`)
    }
  }
  expect(wrong).toEqual([])
  expect(counted).toBeGreaterThan(600)
})
