// One case of the calculator "length": foreign JSON in, length or refusal out. For the command line and its reference table.
import { z } from 'zod'
import { lengthMm, patientLengthMm, type Length } from './lengthMm.ts'

const numbers = z.array(z.number())
const region = z.object({
  RegionLocationMinX0: z.number(),
  RegionLocationMinY0: z.number(),
  RegionLocationMaxX1: z.number(),
  RegionLocationMaxY1: z.number(),
  PhysicalUnitsXDirection: z.number(),
  PhysicalUnitsYDirection: z.number(),
  PhysicalDeltaX: z.number().optional(),
  PhysicalDeltaY: z.number().optional(),
})
const attributes = z.object({
  Modality: z.string().nullish(),
  PixelSpacing: numbers.nullish(),
  ImagerPixelSpacing: numbers.nullish(),
  NominalScannedPixelSpacing: numbers.nullish(),
  PixelSpacingCalibrationType: z.string().nullish(),
  EstimatedRadiographicMagnificationFactor: z.number().nullish(),
  SequenceOfUltrasoundRegions: z.array(region).nullish(),
  FrameOfReferenceUID: z.string().nullish(),
  userCalibration: z.object({ pixels: z.number(), knownMm: z.number() }).nullish(),
})
const point2 = z.tuple([z.number(), z.number()])
const point3 = z.tuple([z.number(), z.number(), z.number()])
const lengthInput = z.object({ attributes, points: z.union([z.tuple([point2, point2]), z.tuple([point3, point3])]) })

/** @returns refusal `invalidInput` for JSON of another shape */
export function calculateLength(input: unknown): Length | { refusal: { code: 'invalidInput' } } {
  const parsed = lengthInput.safeParse(input)
  if (!parsed.success) return { refusal: { code: 'invalidInput' } }
  const { attributes: given, points } = parsed.data
  return isFlat(points) ? lengthMm(given, points) : patientLengthMm(given, points)
}

type Pair2 = [[number, number], [number, number]]

function isFlat(points: readonly (readonly number[])[]): points is Pair2 {
  return points.every((p) => p.length === 2)
}
