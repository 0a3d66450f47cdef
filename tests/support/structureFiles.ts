// A structure set and a segmentation over the demo's follow-up CT, drawn where its lesions truly are. For pictures of the product; no outline of a patient.
import type { BundleTruth, LesionTimepoint, LesionTruth, PointMm } from '../../src/main/core/demo/truth.ts'
import { type Element, encodeFile, sequence } from './dicomFile.ts'

const COLOURS: Readonly<Record<string, string>> = { T1: '255\\96\\80', T2: '90\\200\\250', NT1: '255\\204\\64' }
const GAP_MM = 2.5
const PIXEL_MM = 0.75
const SIDE = 96

/** @returns bytes by file name */
export function demoStructures({ patient, lesions, series }: BundleTruth): Record<string, Buffer> {
  const follow = series.find(({ Modality, studyDate }) => Modality === 'CT' && studyDate === '2026-10-29')
  if (!follow) throw new Error('the demo has no follow-up CT')
  const [family = '', given = ''] = patient.name.toUpperCase().split(', ')
  const seen = lesions.flatMap((lesion) => lesion.timepoints.filter(({ SeriesInstanceUID }) => SeriesInstanceUID === follow.SeriesInstanceUID).map((at) => ({ lesion, at })))
  const common = (modality: string, own: string, description: string): Element[] => [
    [0x00080005, 'CS', 'ISO_IR 100'], [0x00080018, 'UI', `${own}.1`], [0x00080020, 'DA', follow.studyDate.replaceAll('-', '')], [0x00080060, 'CS', modality], [0x0008103e, 'LO', description],
    [0x00100010, 'PN', `${family}^${given}`], [0x00100020, 'LO', patient.id], [0x00100030, 'DA', patient.birthDate.replaceAll('-', '')], [0x00100040, 'CS', patient.sex === 'male' ? 'M' : 'F'],
    [0x0020000d, 'UI', follow.StudyInstanceUID], [0x0020000e, 'UI', own],
  ]
  return { RS1: structureSet(common('RTSTRUCT', '2.25.9101', 'Volumes drawn for planning'), seen), SEG1: segmentation(common('SEG', '2.25.9102', 'Lesions, segmented'), seen) }
}

type Seen = readonly { lesion: LesionTruth; at: LesionTimepoint }[]

/** Planes of an ellipsoid: depth in the patient and how wide it is there, 0 to 1. */
function planesOf({ centre, shortDiameterMm }: LesionTimepoint): { z: number; width: number }[] {
  const half = shortDiameterMm / 2
  const reach = Math.floor((half - 0.1) / GAP_MM)
  return Array.from({ length: reach * 2 + 1 }, (_, n) => n - reach).map((n) => ({ z: centre[2] + n * GAP_MM, width: Math.sqrt(1 - ((n * GAP_MM) / half) ** 2) }))
}

/** Unit vector of the long axis, in the plane of the slices. */
function longDirection({ longAxis: [a, b] }: LesionTimepoint): [number, number] {
  const [x, y] = [b[0] - a[0], b[1] - a[1]]
  return [x / Math.hypot(x, y), y / Math.hypot(x, y)]
}

function ellipse(at: LesionTimepoint, { z, width }: { z: number; width: number }): string {
  const [x, y] = longDirection(at)
  const point = (n: number): PointMm => {
    const [long, short] = [(Math.cos(n) * at.longDiameterMm * width) / 2, (Math.sin(n) * at.shortDiameterMm * width) / 2]
    return [at.centre[0] + x * long - y * short, at.centre[1] + y * long + x * short, z]
  }
  return Array.from({ length: 48 }, (_, n) => point((n * Math.PI) / 24).map((mm) => mm.toFixed(2)).join('\\')).join('\\')
}

function structureSet(common: readonly Element[], seen: Seen): Buffer {
  const contours = ({ at }: Seen[number]) => planesOf(at).map((plane): Element[] => [[0x30060042, 'CS', 'CLOSED_PLANAR'], [0x30060050, 'DS', ellipse(at, plane)]])
  const elements: Element[] = [
    [0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.481.3'], ...common, [0x30060002, 'SH', 'PLAN 1'],
    sequence(0x30060020, seen.map(({ lesion, at }, n) => [[0x30060022, 'IS', String(n + 1)], [0x30060024, 'UI', at.FrameOfReferenceUID], [0x30060026, 'LO', `${lesion.id} ${lesion.site}`]])),
    sequence(0x30060039, seen.map((one, n) => [[0x3006002a, 'IS', COLOURS[one.lesion.id] ?? '255\\255\\255'], sequence(0x30060040, contours(one)), [0x30060084, 'IS', String(n + 1)]])),
  ]
  return encodeFile(elements.sort((a, b) => a[0] - b[0]))
}

function segmentation(common: readonly Element[], seen: Seen): Buffer {
  const frames = seen.flatMap(({ at }, n) => planesOf(at).map((plane) => ({ at, plane, segment: n + 1 })))
  const bits = Buffer.alloc(Math.ceil((frames.length * SIDE * SIDE) / 8))
  const corner = ({ centre }: LesionTimepoint, axis: 0 | 1) => centre[axis] - ((SIDE - 1) / 2) * PIXEL_MM
  for (const [f, { at, plane }] of frames.entries()) {
    const [x, y] = longDirection(at)
    for (let i = 0; i < SIDE * SIDE; i++) {
      const [dx, dy] = [corner(at, 0) + (i % SIDE) * PIXEL_MM - at.centre[0], corner(at, 1) + Math.floor(i / SIDE) * PIXEL_MM - at.centre[1]]
      const [long, short] = [(dx * x + dy * y) / (at.longDiameterMm / 2), (dy * x - dx * y) / (at.shortDiameterMm / 2)]
      const bit = f * SIDE * SIDE + i
      if (Math.hypot(long, short) <= plane.width) bits[bit >> 3] = (bits[bit >> 3] as number) | (1 << (bit & 7))
    }
  }
  const elements: Element[] = [
    [0x00080008, 'CS', 'DERIVED\\PRIMARY'], [0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.66.4'], ...common,
    [0x00200052, 'UI', seen[0]?.at.FrameOfReferenceUID ?? ''], [0x00280002, 'US', 1], [0x00280004, 'CS', 'MONOCHROME2'], [0x00280008, 'IS', String(frames.length)], [0x00280010, 'US', SIDE], [0x00280011, 'US', SIDE],
    [0x00280100, 'US', 1], [0x00280101, 'US', 1], [0x00280102, 'US', 0], [0x00280103, 'US', 0],
    [0x00620001, 'CS', 'BINARY'],
    sequence(0x00620002, seen.map(({ lesion }, n) => [[0x00620004, 'US', n + 1], [0x00620005, 'LO', `${lesion.id} ${lesion.site}`], [0x00620008, 'CS', 'SEMIAUTOMATIC']])),
    sequence(0x52009229, [[sequence(0x00209116, [[[0x00200037, 'DS', '1\\0\\0\\0\\1\\0']]]), sequence(0x00289110, [[[0x00180050, 'DS', String(GAP_MM)], [0x00280030, 'DS', `${PIXEL_MM}\\${PIXEL_MM}`]]])]]),
    sequence(0x52009230, frames.map(({ at, plane, segment }) => [
      sequence(0x00209113, [[[0x00200032, 'DS', [corner(at, 0), corner(at, 1), plane.z].map((mm) => mm.toFixed(3)).join('\\')]]]),
      sequence(0x0062000a, [[[0x0062000b, 'US', segment]]]),
    ])),
    [0x7fe00010, 'OB', bits],
  ]
  return encodeFile(elements.sort((a, b) => a[0] - b[0]))
}
