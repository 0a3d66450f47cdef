// Orientation letters, stack geometry and identity decisions as the command line's calculators give them: plain input, plain result.
import { z } from 'zod'
import { seriesGeometry } from './geometry.ts'
import { compareIdentities } from './identityMatch.ts'
import { edgeLetters } from './orientation.ts'

const INVALID = { refusal: { code: 'invalidInput' } } as const

const OrientationInput = z.object({
  ImageOrientationPatient: z.array(z.number()).nullish(),
  rotationDegrees: z.number().multipleOf(90).default(0),
  flipHorizontal: z.boolean().default(false),
  flipVertical: z.boolean().default(false),
})

export function calculateOrientation(input: unknown): object {
  const parsed = OrientationInput.safeParse(input)
  if (!parsed.success) return INVALID
  const letters = edgeLetters(parsed.data.ImageOrientationPatient, parsed.data)
  if (!('refusal' in letters)) return letters
  const fields = letters.refusal === 'missingAttribute' ? { fields: ['ImageOrientationPatient'] } : {}
  return { refusal: { code: letters.refusal, ...fields } }
}

const numbers = z.array(z.number()).nullish()
const GeometryInput = z.object({
  instances: z.array(
    z.object({
      SOPInstanceUID: z.string(),
      InstanceNumber: z.number().nullish(),
      ImagePositionPatient: numbers,
      ImageOrientationPatient: numbers,
      Rows: z.number().nullish(),
      Columns: z.number().nullish(),
      PixelSpacing: numbers,
      FrameOfReferenceUID: z.string().nullish(),
      EchoTime: z.number().nullish(),
      TemporalPositionIdentifier: z.number().nullish(),
    }),
  ),
})

export function calculateGeometry(input: unknown): object {
  const parsed = GeometryInput.safeParse(input)
  if (!parsed.success) return INVALID
  const { stacks, withoutGeometry } = seriesGeometry(parsed.data.instances)
  return {
    stacks: stacks.map(({ instances, order, spacingMm, gaps, tiltDegrees, missingSlices, volume, issues }) => ({
      instances,
      order,
      spacingMm,
      gaps,
      tiltDegrees,
      missingSlices,
      volume,
      issues,
    })),
    withoutGeometry,
  }
}

const Statement = z.object({
  name: z.union([z.object({ pn: z.string() }), z.object({ text: z.string() })]),
  id: z.string().nullish(),
  issuer: z.string().nullish(),
  birthDate: z.string().nullish(),
  sex: z.string().nullish(),
})
const IdentityInput = z.object({ a: Statement, b: Statement })

export function calculateIdentity(input: unknown): object {
  const parsed = IdentityInput.safeParse(input)
  return parsed.success ? { decision: compareIdentities(parsed.data.a, parsed.data.b) } : INVALID
}
