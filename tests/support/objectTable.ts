// What the sample objects that accompany images are read as, one line each; for the conformance page and its test.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readHeader } from '../../src/main/core/imaging/dicom/readHeader.ts'
import { readObject } from '../../src/main/core/imaging/readable/readObject.ts'
import { tilesOf } from '../../src/shared/domain/slide.ts'
import type { ReadableObject } from '../../src/shared/domain/readableObject.ts'

export const OBJECT_FILES = ['sr-tid1500-petseg/sr.dcm', 'sr_document_with_multiple_groups.dcm', 'test-SR.dcm', 'reportsi.dcm', 'presentation-state/prLUTs.dcm', 'waveform_ecg.dcm', 'rtdose.dcm', 'us_cine_8f_jpeg.dcm', 'mg_mlo_3062x2394_jpll.dcm', 'xa_cine_96f_jpeg.dcm', 'sm_image.dcm'] as const

export const objectBytes = (samples: string, file: string) => new Uint8Array(readFileSync(join(samples, 'dicom/objects', file)))

export function objectTable(samples: string): string {
  const lines = OBJECT_FILES.map((file) => {
    const bytes = objectBytes(samples, file)
    const object = readObject(bytes)
    return `| ${file} | ${object ? wordsOf(object) : imageWords(bytes)} |`
  })
  return ['| object | read as |', '|---|---|', ...lines].join('\n')
}

function wordsOf(object: ReadableObject): string {
  switch (object.kind) {
    case 'report':
      return `report “${object.title ?? ''}”, ${object.items.length} items, ${object.items.filter(({ type }) => type === 'NUM').length} numbers, ${object.items.filter(({ shape }) => shape).length} shapes placed on images${object.verification === 'VERIFIED' ? '' : ', not verified'}`
    case 'view':
      return `presentation state “${object.label}” of ${object.images.length} image; named as not applied: ${object.notApplied.join(', ') || 'nothing'}`
    case 'waveform':
      return `waveform, ${object.groups.map(({ channels, frequency }) => `${channels.length} channels of ${channels[0]?.samples.length ?? 0} samples at ${frequency}/s in ${channels[0]?.unit}`).join('; ')}, ${object.notes.length} notes of the recorder`
  }
}

function imageWords(bytes: Uint8Array): string {
  const reading = readHeader(bytes)
  const image = reading.kind === 'object' ? reading.object.image : null
  if (reading.kind !== 'object' || !image) return 'not read'
  if (image.slide) return `slide of ${image.slide.TotalPixelMatrixColumns} x ${image.slide.TotalPixelMatrixRows} pixels, put together from ${tilesOf(image).length} tiles, ${image.PixelSpacing?.[0]} mm a pixel`
  const { perFrame, RescaleType, SequenceOfUltrasoundRegions: regions, frameTimeMs, ViewPosition, Laterality, NumberOfFrames } = image
  if (reading.object.series.Modality === 'RTDOSE') return `dose grid, ${perFrame?.length ?? 0} planes in the patient, unit ${RescaleType}, scale ${image.RescaleSlope}`
  if (regions) return `cine of ${NumberOfFrames} frames, ${regions.length} ultrasound regions, ${regions.filter(({ PhysicalUnitsXDirection: unit }) => unit === 3).length} of them in centimetres`
  if (ViewPosition) return `mammogram, side ${Laterality}, view ${ViewPosition}, rows and columns run ${image.PatientOrientation?.join(' and ')}`
  return `cine of ${NumberOfFrames} frames${frameTimeMs ? `, ${frameTimeMs} ms each` : ''}`
}
