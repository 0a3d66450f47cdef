// Reports, presentation states, waveforms, dose and ultrasound of the samples against what dcmtk's dsrdump and dcmdump say of the same files.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readHeader } from '../../src/main/core/imaging/dicom/readHeader.ts'
import { readObject } from '../../src/main/core/imaging/readable/readObject.ts'
import { composeTiles } from '../../src/shared/codecs/composeTiles.ts'
import { toDecodedFrame } from '../../src/shared/codecs/decodeFrame.ts'
import type { ReadableReport, ReadableWaveform } from '../../src/shared/domain/readableObject.ts'
import { lengthMm } from '../../src/shared/domain/lengthMm.ts'
import { tilesOf } from '../../src/shared/domain/slide.ts'
import { volumeGrid } from '../../src/shared/domain/volumeGrid.ts'
import { objectBytes } from '../support/objectTable.ts'

const samples = join(import.meta.dirname, '../../../shared/samples')
const isThere = existsSync(join(samples, 'VERIFY.tsv'))
if (!isThere) test.skip('samples are not beside the project: nothing was checked', () => {})

const path = (file: string) => join(samples, 'dicom/objects', file)
/** Lines of the tree as dsrdump numbers them: the same items in the same order, but for those that only say what was selected. */
function treeOf(file: string): { type: string; line: string }[] {
  const text = execFileSync('dsrdump', ['-q', '+Pn', path(file)], { encoding: 'latin1', maxBuffer: 1 << 24 })
  return [...text.matchAll(/^\d+(?:\.\d+)+\s+<(?!selected from)(?:[a-z ]+ )?([A-Z0-9]+|\d[\d.]*):?(.*)$/gmu)].map(([line, type]) => ({ type: type as string, line }))
}

if (isThere) {
  test.each(['sr-tid1500-petseg/sr.dcm', 'sr_document_with_multiple_groups.dcm'])('%s: the same items and numbers as dsrdump', (file) => {
    const report = readObject(objectBytes(samples, file)) as ReadableReport
    const tree = treeOf(file)
    expect(report.items.map(({ type }) => type)).toEqual(tree.map(({ type }) => type))
    const numbers = tree.filter(({ type }) => type === 'NUM').map(({ line }) => /="([^"]*)"/u.exec(line)?.[1])
    expect(numbers.length).toBeGreaterThan(3)
    expect(report.items.filter(({ type }) => type === 'NUM').map(({ value }) => value?.split(' ')[0])).toEqual(numbers)
  })

  test('the ECG: twelve leads, ten seconds, in the units of its channels', () => {
    const ecg = readObject(objectBytes(samples, 'waveform_ecg.dcm')) as ReadableWaveform
    // dcmdump: 12 channels of 10000 samples at 1000 Hz, then 12 of 1200.
    expect(ecg.groups.map(({ channels, frequency }) => [channels.length, channels[0]?.samples.length, frequency])).toEqual([[12, 10_000, 1000], [12, 1200, 1000]])
    expect(ecg.groups[0]?.channels.slice(0, 3).map(({ name }) => name.replace(/^.*\b(I+)\b.*$/u, '$1'))).toEqual(['I', 'II', 'III'])
  })

  test('the dose grid lies where its offsets say, in the unit it states', () => {
    const reading = readHeader(objectBytes(samples, 'rtdose.dcm'))
    const image = reading.kind === 'object' ? reading.object.image : null
    // dcmdump: first plane at z -761.87, offsets 0, 5, 10 … 70, scale 1e-6, units RELATIVE.
    expect(image?.perFrame?.map(({ ImagePositionPatient: p }) => Number(p?.[2].toFixed(2)))).toEqual(Array.from({ length: 15 }, (_, n) => Number((-761.87 + n * 5).toFixed(2))))
    expect([image?.RescaleSlope, image?.RescaleType]).toEqual([1e-6, 'RELATIVE'])
    const grid = image && volumeGrid((image.perFrame ?? []).map((frame) => ({ ...image, ...frame })))
    expect(grid && 'spacingMm' in grid && grid.spacingMm).toBeCloseTo(5, 6)
  })

  test('the tiles of a slide stand at their places, each as dcmtk decodes it', () => {
    const bytes = objectBytes(samples, 'sm_image.dcm')
    const reading = readHeader(bytes)
    const object = reading.kind === 'object' ? reading.object : null
    if (!object?.image || object.frames?.kind !== 'native') throw new Error('the slide was not read')
    const { image, frames } = object
    const size = frames.frameBits / 8
    const decoded = tilesOf(image).map((tile) => ({ ...tile, frame: toDecodedFrame({ bytes: bytes.slice(frames.offset + (tile.frame - 1) * size, frames.offset + tile.frame * size), PhotometricInterpretation: 'RGB', PlanarConfiguration: 0 }, image) }))
    const whole = composeTiles(50, 50, decoded)
    // dcmdump: 25 tiles of 10 x 10 in a matrix of 50 x 50, TILED_FULL, 0.000499 mm; dcm2pnm writes one picture per frame.
    expect([image.slide?.TotalPixelMatrixColumns, image.slide?.TotalPixelMatrixRows, image.PixelSpacing?.[0]]).toEqual([50, 50, 0.000499])
    const folder = mkdtempSync(join(tmpdir(), 'consilium-slide-'))
    execFileSync('dcm2pnm', ['-q', '+op', '+Fa', path('sm_image.dcm'), join(folder, 'tile')])
    for (let n = 0; n < 25; n++) {
      const tile = readFileSync(join(folder, `tile.${n}.ppm`)).subarray(-300)
      const rows = Array.from({ length: 10 }, (_, y) => Buffer.from(whole.values.buffer, ((Math.floor(n / 5) * 10 + y) * 50 + (n % 5) * 10) * 3, 30))
      expect(Buffer.concat(rows).equals(tile), `tile ${n + 1}`).toBe(true)
    }
    rmSync(folder, { recursive: true })
  })

  test('an ultrasound is measured by the region it lies in, and not across regions of other kinds', () => {
    const reading = readHeader(objectBytes(samples, 'us_cine_8f_jpeg.dcm'))
    const image = reading.kind === 'object' ? reading.object.image : null
    const region = image?.SequenceOfUltrasoundRegions?.find(({ PhysicalUnitsXDirection: unit }) => unit === 3)
    expect(region?.PhysicalDeltaX).not.toBe(0)
    expect(image?.SequenceOfUltrasoundRegions).toHaveLength(2)
    // Two regions overlap in this file: which one holds is not known, so nothing is said in millimetres.
    expect(lengthMm({ ...image, Modality: 'US' }, [[100, 100], [150, 100]])).toMatchObject({ refusal: { code: 'ambiguousRegion' } })
  })
}
