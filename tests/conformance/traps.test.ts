// The twelve traps found in the real sample data, one test each, on the very files. Numbers by dcmdump, dcmtk and poppler (samples/README.md, VERIFY.tsv).
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readTextFacts, type TextFormat } from '../../src/main/core/documents/textFacts.ts'
import { createCodecLibraries } from '../../src/main/core/imaging/codecLibraries.ts'
import { decodeFile } from '../../src/main/core/imaging/decodeFile.ts'
import { readHeader } from '../../src/main/core/imaging/dicom/readHeader.ts'
import { run as readText } from '../../src/main/core/jobs/tasks/readDocumentText.ts'
import { autoWindow } from '../../src/shared/domain/autoWindow.ts'
import type { ImagingInstance } from '../../src/shared/domain/imagingStudy.ts'
import { edgeLetters } from '../../src/shared/domain/orientation.ts'
import { suvScale } from '../../src/shared/domain/suvScale.ts'
import { recordedWindow, recordedWindows, rescaleOf, valueRange } from '../../src/shared/domain/windowing.ts'
import { openIntakeClinic } from '../support/intakeClinic.ts'

const samples = join(import.meta.dirname, '../../../shared/samples')
const isThere = existsSync(join(samples, 'VERIFY.tsv'))
if (!isThere) test.skip('samples are not beside the project: nothing was checked', () => {})
const here = test.runIf(isThere)

const libraries = createCodecLibraries()
const bytesOf = (path: string) => new Uint8Array(readFileSync(join(samples, path)))

function header(path: string) {
  const reading = readHeader(bytesOf(path))
  if (reading.kind !== 'object') throw new Error(`${path}: ${reading.kind}`)
  return reading.object
}

function imageOf(path: string): ImagingInstance {
  const { image } = header(path)
  if (!image) throw new Error(`${path} has no image`)
  return image
}

const filesIn = (folder: string) => readdirSync(join(samples, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(samples.length + 1)).sort()

/** Stored values of the first frame of a 16-bit image. */
async function storedValues(path: string, signed: boolean): Promise<Int16Array | Uint16Array> {
  let values = new Uint8Array()
  await decodeFile(bytesOf(path), libraries, (frame, native) => {
    if (frame === 1) values = native.slice()
  })
  return signed ? new Int16Array(values.buffer) : new Uint16Array(values.buffer)
}

async function takenIn(folder: string) {
  const directory = mkdtempSync(join(tmpdir(), 'consilium-traps-'))
  const clinic = openIntakeClinic(directory)
  onTestFinished(async () => {
    await clinic.close()
    rmSync(directory, { recursive: true, force: true })
  })
  const result = await clinic.takeIn(folder)
  const caseId = result.caseId ?? ''
  return { clinic, result, series: caseId ? clinic.imaging.studies({ caseId }).flatMap((study) => study.series) : [] }
}

const petct = isThere ? filesIn('dicom/series/petct-nsclc').map((path) => ({ path, object: header(path) })) : []
const zOf = ({ object }: (typeof petct)[number]) => object.image?.ImagePositionPatient?.[2] ?? Number.NaN
const ofModality = (modality: string) => petct.filter(({ object }) => object.series.Modality === modality && object.image).sort((a, b) => zOf(a) - zOf(b))

here('trap 1: the distance of slices is that of their positions, whatever thickness or spacing the header states', async () => {
  const { clinic, result } = await takenIn(join(samples, 'dicom/series/mr-brain-axial-oblique'))
  // SpacingBetweenSlices says 2.0.
  const findings = clinic.imaging.quality({ caseId: result.caseId ?? '' })[0]?.series[0]?.findings
  expect(findings).toContainEqual(expect.objectContaining({ code: 'unevenGaps', from: expect.closeTo(6.96, 1), to: expect.closeTo(7.06, 1) }))
  const ct = ofModality('CT')
  const gaps = ct.slice(1).map((slice, i) => zOf(slice) - zOf(ct[i] as never))
  expect(ct[0]?.object.image?.SliceThickness).toBe(3.75)
  expect(Math.min(...gaps)).toBeGreaterThan(3.2)
  expect(Math.max(...gaps)).toBeLessThan(3.3)
})

here('trap 2: filling at -3024 does not widen the window although PixelPaddingValue says -2000', async () => {
  const [slice] = ofModality('CT').slice(60)
  const image = slice?.object.image as ImagingInstance
  const values = await storedValues(slice?.path ?? '', image.PixelRepresentation === 1)
  expect([image.PixelPaddingValue, valueRange(values).min + (image.RescaleIntercept ?? 0)]).toEqual([-2000, -3024])
  const { center, width } = autoWindow(values, rescaleOf(image), image.PixelPaddingValue, 'CT')
  expect(center - width / 2).toBeGreaterThan(-1100)
})

here('trap 3: a window of centre 0 and width 0 is none; three named windows are three', async () => {
  const [path = ''] = filesIn('dicom/series/mr-brain-axial-oblique')
  const image = imageOf(path)
  expect([image.WindowCenter, image.WindowWidth, recordedWindow(image)]).toEqual([[0], [0], null])
  expect(autoWindow(await storedValues(path, image.PixelRepresentation === 1), rescaleOf(image), image.PixelPaddingValue, 'MR').width).toBeGreaterThan(100)
  expect(recordedWindows(imageOf('dicom/objects/mg_mlo_3062x2394_jpll.dcm'))).toHaveLength(3)
})

here('trap 4: every PET slice has a slope of its own, and the uptake is corrected for decay', () => {
  const slices = ofModality('PT').map(({ object }) => object.image as ImagingInstance)
  const slopes = slices.map(({ RescaleSlope }) => RescaleSlope ?? 0)
  expect(new Set(slopes).size).toBeGreaterThan(100)
  expect([Math.min(...slopes), Math.max(...slopes)]).toEqual([expect.closeTo(0.22, 1), expect.closeTo(3.7, 1)])
  const scale = suvScale(slices)
  const factor = scale && 'factors' in scale ? (scale.factors.suvbw ?? 0) : 0
  // 588.8 MBq at 07:21:00, series 09:59:47, half-life 6588 s, 91 kg: by hand.
  expect(factor).toBeCloseTo(4.2111e-4, 8)
  expect(Math.max(...slopes) * 32_767 * factor).toBeCloseTo(51.09, 1)
})

here('trap 5: PET slices lie 0.02 mm beside those of the CT and two gaps differ a little: both are volumes', async () => {
  const [ct, pet] = [ofModality('CT').map(zOf), ofModality('PT').map(zOf)]
  const beside = pet.map((z) => Math.min(...ct.map((other) => Math.abs(other - z))))
  expect(Math.max(...beside)).toBeGreaterThan(0)
  expect(Math.max(...beside)).toBeLessThan(0.05)
  const { series } = await takenIn(join(samples, 'dicom/series/petct-nsclc'))
  expect(series.filter(({ Modality }) => Modality === 'CT' || Modality === 'PT').map(({ stacks }) => stacks.map(({ volume }) => volume))).toEqual([[true], [true]])
})

here('trap 6: two echoes, two kinds of image, three orientations, a tilt: split and flagged, never one crooked volume', async () => {
  const echo = await takenIn(join(samples, 'dicom/series/mr-two-echo-classic'))
  expect(echo.series[0]?.stacks.map(({ SOPInstanceUIDs }) => SOPInstanceUIDs.length)).toEqual([53, 53, 53, 53])
  const disc = await takenIn(join(samples, 'dicom/patient-cd'))
  const survey = disc.series.find(({ Modality }) => Modality === 'MR')
  expect([survey?.stacks.length, survey?.issues.includes('mixedOrientation')]).toEqual([3, true])
  const head = await takenIn(join(samples, 'dicom/series/ct-head-gantry-tilt'))
  expect(head.series[0]?.stacks.map(({ volume }) => volume)).toEqual([false])
})

here('trap 7: the letters come from the orientation, not from how the patient lay', () => {
  const letters = (path: string) => edgeLetters(imageOf(path).ImageOrientationPatient, { rotationDegrees: 0, flipHorizontal: false, flipVertical: false })
  expect([header('dicom/objects/ct_image.dcm').series.PatientPosition, header(ofModality('CT')[0]?.path ?? '').series.PatientPosition]).toEqual(['FFS', 'HFS'])
  expect(letters('dicom/objects/ct_image.dcm')).toEqual({ left: 'R', right: 'L', top: 'A', bottom: 'P' })
  expect(letters(ofModality('CT')[0]?.path ?? '')).toEqual({ left: 'R', right: 'L', top: 'A', bottom: 'P' })
})

here('trap 8: an image followed by megabytes of zero bytes is read in less than a second', () => {
  const sample = bytesOf('dicom/malformed/trailing_64k_zeros_mr.dcm')
  const padded = new Uint8Array(sample.length + 8 * 1024 * 1024)
  padded.set(sample)
  const began = performance.now()
  expect(readHeader(padded)).toMatchObject({ kind: 'object', object: { image: { Rows: expect.any(Number) } } })
  expect(performance.now() - began).toBeLessThan(1000)
})

here('trap 9: odd bits, byte orders and encodings give the values of the plain twin, or say why not', async () => {
  const decoded = async (path: string) => decodeFile(bytesOf(path), libraries)
  const md5 = async (path: string) => {
    const result = await decoded(path)
    return 'md5' in result ? result.md5 : result.error
  }
  const plain = await md5('dicom/syntaxes/ct512_ts.1.dcm')
  for (const twin of ['2', '1.99', '_implicit', '5', '4.57', '4.70', '4.80', '4.90']) expect([twin, await md5(`dicom/syntaxes/ct512_ts${twin.startsWith('_') ? twin : `.${twin}`}.dcm`)]).toEqual([twin, plain])
  const one = await decoded('dicom/objects/seg_image_ct_binary_overlap.dcm')
  expect(one).toMatchObject({ BitsAllocated: 1, md5: expect.any(String) })
  for (const palette of ['OT-PAL-8-face.dcm', 'TestPattern_Palette_16.dcm']) expect(await decoded(`dicom/photometric/${palette}`)).toMatchObject({ PhotometricInterpretation: 'PALETTE COLOR', md5: expect.any(String) })
})

here('trap 10: without its DICOMDIR, with a broken one, and with empty study dates a disc comes in the same', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'consilium-disc-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  const files = filesIn('dicom/dicomdir').filter((path) => !path.includes('DICOMDIR'))
  const copies = { without: null, empty: 'DICOMDIR-empty.dcm', noOffset: 'DICOMDIR-nooffset', whole: 'DICOMDIR' }
  const counts: Record<string, number> = {}
  for (const [name, list] of Object.entries(copies)) {
    for (const path of files) {
      const to = join(directory, name, path.slice('dicom/dicomdir/'.length))
      mkdirSync(dirname(to), { recursive: true })
      copyFileSync(join(samples, path), to)
    }
    if (list) copyFileSync(join(samples, 'dicom/dicomdir', list), join(directory, name, 'DICOMDIR'))
    const { result } = await takenIn(join(directory, name))
    counts[name] = result.items.filter(({ outcome }) => outcome === 'image' || outcome === 'quarantined').length
  }
  expect(counts).toEqual({ without: files.length, empty: files.length, noOffset: files.length, whole: files.length })
  const { result } = await takenIn(join(samples, 'dicom/charset'))
  expect(result.items.filter(({ code }) => code === 'dicomDamaged')).toEqual([])
})

here('trap 11: a PDF that is locked, cyclic, a bomb, a scan or holds a script is read as far as it goes and obeyed in nothing', async () => {
  const state = async (name: string) => (await readText({ bytes: bytesOf(`pdf/${name}`), mediaType: 'application/pdf' })).state
  for (const locked of ['issue6010_1.pdf', 'pr6531_1.pdf', 'bug1782186.pdf']) expect([locked, await state(locked)]).toEqual([locked, expect.stringMatching(/encrypted|locked/)])
  const { pages } = await readText({ bytes: bytesOf('pdf/scan_skew.pdf'), mediaType: 'application/pdf' })
  expect(pages).toEqual([])
  for (const odd of ['Pages-tree-refs.pdf', 'bomb_giant.pdf', 'js-authors.pdf', 'attachment.pdf', 'GHOSTSCRIPT-698804-1-fuzzed.pdf']) expect([odd, await state(odd)]).toEqual([odd, expect.stringMatching(/read|noText|damaged/)])
})

here('trap 12: a byte-order mark, a bare array, claims beside the patient and a letter without text say whose they are', () => {
  const facts = (path: string, format: TextFormat) => readTextFacts(bytesOf(`other/${path}`), format, path)
  expect(bytesOf('other/hl7v2/LAB-ORU-1.hl7').slice(0, 3)).toEqual(Uint8Array.of(0xef, 0xbb, 0xbf))
  for (const message of ['LAB-ORU-1.hl7', 'LAB-ORU-2.hl7', 'ORU-R01-01.hl7']) expect([message, facts(`hl7v2/${message}`, 'hl7').name]).toEqual([message, { pn: expect.stringMatching(/\p{L}\^\p{L}/u) }])
  expect(Array.isArray(JSON.parse(Buffer.from(bytesOf('other/fhir/breast_Maryam_resource_array.json')).toString('utf8')))).toBe(true)
  expect(facts('fhir/breast_Maryam_resource_array.json', 'json').stated).toMatchObject({ givenName: expect.stringContaining('Maryam'), birthDate: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) })
  expect(facts('cda/CDA_with_Embedded_PDF.ccda', 'xml').stated.familyName).toMatch(/\p{L}/u)
})
