// What the viewer makes of the sample files, as tables in docs/dicom-conformance.md. The file is written by this test (`-u`) and must agree with it.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { chromium } from '@playwright/test'
import { build } from 'vite'
import { expect, test } from 'vitest'
import { createCodecLibraries } from '../../src/main/core/imaging/codecLibraries.ts'
import { pixelSource } from '../../src/main/core/imaging/decodeFile.ts'
import { readHeader } from '../../src/main/core/imaging/dicom/readHeader.ts'
import { CodecError } from '../../src/shared/codecs/codecError.ts'
import { decodeFrame } from '../../src/shared/codecs/decodeFrame.ts'
import { decodeNative } from '../../src/shared/codecs/decodeNative.ts'
import type { PixelLayout } from '../../src/shared/codecs/pixelLayout.ts'
import { pixelCoding, undecodedName } from '../../src/shared/codecs/transferSyntaxes.ts'
import type { ImagingInstance } from '../../src/shared/domain/imagingStudy.ts'
import { suvScale } from '../../src/shared/domain/suvScale.ts'
import { volumeGrid } from '../../src/shared/domain/volumeGrid.ts'
import { rescaleOf } from '../../src/shared/domain/windowing.ts'
import { journeyBrowser } from '../support/journeyBrowser.ts'
import { objectTable } from '../support/objectTable.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const samples = join(import.meta.dirname, '../../../shared/samples')
const isThere = existsSync(join(samples, 'VERIFY.tsv'))
if (!isThere) test.skip('samples are not beside the project: nothing was checked', () => {})

interface Sample {
  file: string
  TransferSyntaxUID: string
  /** SHA-256 of every frame's native bytes by the core, or why there are none. */
  core: string
  renderer: string
}

interface Encoded {
  file: string
  layout: PixelLayout
  bytes: Uint8Array
}

function filesIn(folder: string): string[] {
  return readdirSync(join(samples, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && extname(entry.name) === '.dcm')
    .map((entry) => join(entry.parentPath, entry.name).slice(samples.length + 1))
    .sort()
}

const read = (file: string) => new Uint8Array(readFileSync(join(samples, file)))

/** First frame of each file: every syntax and photometric interpretation once. */
function encodedFrames(): Encoded[] {
  return ['dicom/syntaxes', 'dicom/photometric', 'dicom/objects', 'dicom/series'].flatMap(filesIn).flatMap((file) => {
    const source = pixelSource(read(file))
    const first = 'error' in source ? undefined : source.encoded[0]
    return 'error' in source || !first ? [] : [{ file, layout: source.layout, bytes: first }]
  })
}

async function inCore({ layout, bytes }: Encoded, libraries: ReturnType<typeof createCodecLibraries>): Promise<string> {
  try {
    return createHash('sha256').update((await decodeNative(bytes, layout, libraries)).bytes).digest('hex')
  } catch (error) {
    if (error instanceof CodecError) return error.code
    throw error
  }
}

/** The same frames through the renderer's modules in Chromium. */
async function inRenderer(frames: readonly Encoded[]): Promise<string[]> {
  const outDir = temporaryFolder()
  await build({ configFile: join(import.meta.dirname, '../support/decodePage/vite.config.ts'), build: { outDir } })
  const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' }
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const frame = /^\/frame\/(\d+)$/.exec(path)
    if (frame) return response.end(frames[Number(frame[1])]?.bytes)
    const file = join(outDir, path === '/' ? 'index.html' : path)
    response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream')
    response.end(existsSync(file) ? readFileSync(file) : undefined)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  const { executable, args } = await journeyBrowser()
  const browser = await chromium.launch({ executablePath: executable, chromiumSandbox: process.getuid?.() !== 0, args: [...args] })
  try {
    const page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${port}/`)
    await page.waitForFunction(() => 'decodeOne' in window)
    const hashes: string[] = []
    for (const [n, { layout }] of frames.entries()) {
      hashes.push(await page.evaluate(([url, how]) => (window as unknown as { decodeOne(url: string, layout: unknown): Promise<string> }).decodeOne(url, how), [`/frame/${n}`, layout] as const))
    }
    return hashes
  } finally {
    await browser.close()
    server.close()
  }
}

function decodeTable(found: readonly Sample[]): string {
  const bySyntax = new Map<string, Sample[]>()
  for (const sample of found) bySyntax.set(sample.TransferSyntaxUID, [...(bySyntax.get(sample.TransferSyntaxUID) ?? []), sample])
  const lines = [...bySyntax].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true })).map(([uid, all]) => {
    const decoded = all.filter(({ core }) => core.length === 64)
    const same = decoded.filter(({ core, renderer }) => core === renderer)
    const refused = all.filter(({ core }) => core.length !== 64).map(({ file, core }) => `${file.split('/').at(-1)} (${core === 'syntaxNotSupported' ? undecodedName(uid) : core})`)
    return `| ${uid} | ${pixelCoding(uid) ?? 'none'} | ${all.length} | ${decoded.length} | ${same.length} | ${refused.join(', ') || '–'} |`
  })
  return ['| transfer syntax | decoder | files | decoded | renderer equal to core | refused |', '|---|---|---|---|---|---|', ...lines].join('\n')
}

function imagesOf(folder: string): { file: string; image: ImagingInstance }[] {
  return filesIn(folder).flatMap((file) => {
    const reading = readHeader(read(file))
    return reading.kind === 'object' && reading.object.image && reading.object.displayable ? [{ file, image: reading.object.image }] : []
  })
}

function volumeTable(): string {
  const series = [
    ['dicom/series/petct-nsclc/ct', 'even, 3.27 mm (the header says 3.75)'],
    ['dicom/series/petct-nsclc/pt', 'gaps 3.27 and 3.29 mm'],
    ['dicom/series/ct-head-gantry-tilt', 'tilt 18.5 degrees, gaps 4.002, 1.081, 6.999 mm'],
    ['dicom/series/mr-brain-axial-oblique', 'oblique 7.7 degrees, gaps 6.958 to 7.057 mm'],
    ['dicom/series/mr-two-echo-classic', '4 images at each of 53 positions in one series'],
  ] as const
  const lines = series.map(([folder, truth]) => {
    const grid = volumeGrid(imagesOf(folder).map(({ image }) => image))
    if ('refusal' in grid) return `| ${folder.slice(13)} | ${truth} | refused as one volume: ${grid.refusal} | – |`
    return `| ${folder.slice(13)} | ${truth} | ${grid.layers.length} layers, ${grid.spacingMm.toFixed(3)} mm | ${grid.limits.join(', ') || '–'} |`
  })
  return ['| series | what it is | as a volume | limits named on every plane |', '|---|---|---|---|', ...lines].join('\n')
}

/** Largest uptake of the PET volume through the same scale that draws it. */
async function petTruth(): Promise<{ factor: number; max: number; file: string; column: number; row: number }> {
  const libraries = createCodecLibraries()
  const slices = imagesOf('dicom/series/petct-nsclc/pt')
  const scale = suvScale(slices.map(({ image }) => image))
  const factor = scale && !('refusal' in scale) ? (scale.factors.suvbw ?? Number.NaN) : Number.NaN
  let best = { factor, max: Number.NEGATIVE_INFINITY, file: '', column: -1, row: -1 }
  for (const { file, image } of slices) {
    const source = pixelSource(read(file))
    if ('error' in source) continue
    const { values, columns } = await decodeFrame(source.encoded[0] as Uint8Array, source.layout, libraries)
    const { slope, intercept } = rescaleOf(image)
    for (const [n, stored] of values.entries()) {
      const max = (stored * slope + intercept) * factor
      if (max > best.max) best = { factor, max, file: file.split('/').at(-1) ?? '', column: n % columns, row: Math.floor(n / columns) }
    }
  }
  return best
}

if (isThere) {
  test('the conformance tables are what the code does', async () => {
    const frames = encodedFrames()
    const libraries = createCodecLibraries()
    const renderer = await inRenderer(frames)
    const found: Sample[] = []
    for (const [n, frame] of frames.entries()) {
      found.push({ file: frame.file, TransferSyntaxUID: frame.layout.TransferSyntaxUID, core: await inCore(frame, libraries), renderer: renderer[n] ?? '' })
    }
    expect(found.length).toBeGreaterThan(400)
    expect(found.filter(({ core, renderer: other }) => core !== other)).toEqual([])

    const pet = await petTruth()
    // Shared samples' README: factor 4.21110e-4 per Bq/ml (agrees with the study's own RWV object), maximum 51.09 in file 0125, column 51, row 63.
    expect(pet.factor).toBeCloseTo(4.2111e-4, 8)
    expect(pet.max).toBeCloseTo(51.09, 2)
    expect([pet.file.includes('0125'), pet.column, pet.row]).toEqual([true, 51, 63])

    const page = [
      '# DICOM conformance, as measured',
      '',
      'Written by `tests/conformance/dicomConformance.test.ts` from public sample files; not by hand. The core decodes every file and frame bit for bit like dcmtk and gdcm (`tests/conformance/pixels.test.ts` names the few files whose reference sum covers other bytes).',
      '',
      '## Pixels: first frame of every sample, in the core and in the renderer',
      '',
      decodeTable(found),
      '',
      'Video (MPEG-2, H.264, H.265) and JPEG XL have no decoder: they are refused by name, the file is kept unchanged.',
      'Shown as the object says: modality lookup table or rescale per slice, VOI lookup table or any recorded window (LINEAR, LINEAR_EXACT, SIGMOID), MONOCHROME1, palette, YBR, planar colour, 1-bit, float, overlay planes 60xx.',
      'Not shown: overlays inside the unused bits of pixel data (retired), segmented palettes, supplemental palettes.',
      '',
      '## Volumes and other planes',
      '',
      volumeTable(),
      '',
      'A plane is cut between true slice positions with each slice’s own rescale; holes stay empty. A linear field comes back exactly from even, uneven, tilted and oblique stacks (`tests/unit/shared/domain/reslice.test.ts`); letters and mapping are proven against each other over all 48 axis permutations (`camera.test.ts`, `planes.test.ts`).',
      '',
      '## Objects beside the images',
      '',
      objectTable(samples),
      '',
      'The values are those dsrdump and dcmdump read (`tests/conformance/objects.test.ts`). Structure sets and segmentations: outlines on every plane. Shapes in the patient’s space (SCOORD3D) and in time (TCOORD) are listed and not drawn. The levels of a slide’s pyramid scroll as one; a level of more than 36 million pixels is named and not put together, nothing is measured on slides.',
      '',
      '## Uptake',
      '',
      '| series | factor, SUVbw per Bq/ml | largest SUVbw | where |',
      '|---|---|---|---|',
      `| petct-nsclc/pt | ${pet.factor.toExponential(5)} | ${pet.max.toFixed(2)} | ${pet.file}, column ${pet.column}, row ${pet.row} |`,
      '',
      'Every reference case of uptake, length, orientation and geometry agrees: `tests/conformance/imagingCalculators.test.ts`, `tests/conformance/calculators.test.ts`. What is missing is named on the picture; nothing is guessed.',
      '',
      '## Archive (DICOMweb)',
      '',
      'Tried against Debian’s Orthanc 1.10.1 with its DICOMweb plugin 1.7 in a network of its own (`tests/conformance/archive.test.ts`): a study of 19 slices is found (QIDO-RS), fetched object by object (WADO-RS), stopped, gone on with and taken in byte for byte; own measurements, key image and view are handed over twice, kept once and come back value for value (STOW-RS); an archive that goes away in the middle of fetching is named, and the same fetching goes on to its end once it is back.',
      '',
    ].join('\n')
    await expect(page).toMatchFileSnapshot('../../docs/dicom-conformance.md')
  })
}
