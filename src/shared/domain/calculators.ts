// The pure calculators by kind, for the command line and for checking against reference cases. An input of the wrong shape is a refusal, never a guess.
import { z } from 'zod'
import { deadline, requestSigner } from './calendar.ts'
import { scoreInstrument } from './instruments.ts'
import { calculateGeometry, calculateIdentity, calculateOrientation } from './intakeCalculators.ts'
import { calculateLength } from './lengthCase.ts'
import { evaluateIrecist } from './response/irecist.ts'
import { LesionSeries } from './response/lesions.ts'
import { evaluateRecist11 } from './response/recist11.ts'
import { calculateSuv } from './suv.ts'
import { checkTnm, TnmInput } from './tnm.ts'

export type Calculator = (input: unknown) => object

const INVALID = { refusal: { code: 'invalidInput' } } as const

function ofLesions(evaluate: (series: LesionSeries) => object): Calculator {
  return (input) => {
    const series = LesionSeries.safeParse(input)
    return series.success ? evaluate(series.data) : INVALID
  }
}

const AgeConsent = z.discriminatedUnion('task', [
  z.object({
    task: z.literal('signer'),
    policy: z.object({ selfFromAge: z.number().optional() }).optional(),
    birthDate: z.string().nullable().optional(),
    requestDate: z.string().nullable().optional(),
    legallyIncapacitated: z.boolean().optional(),
  }),
  z.object({ task: z.literal('deadline'), from: z.string().nullable().optional(), months: z.number().int().optional(), days: z.number().int().optional() }),
])

function ageConsent(input: unknown): object {
  const parsed = AgeConsent.safeParse(input)
  if (!parsed.success) return INVALID
  return parsed.data.task === 'signer' ? requestSigner(parsed.data) : deadline(parsed.data)
}

function tnm(input: unknown): object {
  const parsed = TnmInput.safeParse(input)
  return parsed.success ? checkTnm(parsed.data) : INVALID
}

export const CALCULATORS: Readonly<Record<string, Calculator>> = {
  'response-recist11': ofLesions(evaluateRecist11),
  'response-irecist': ofLesions(evaluateIrecist),
  length: calculateLength,
  suv: calculateSuv,
  orientation: calculateOrientation,
  geometry: calculateGeometry,
  identity: calculateIdentity,
  'age-consent': ageConsent,
  instruments: scoreInstrument,
  tnm,
}
