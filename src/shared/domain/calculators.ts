// The pure calculators by kind, for the command line and for checking against reference cases. An input of the wrong shape is a refusal, never a guess.
import { z } from 'zod'
import { deadline, requestSigner } from './calendar.ts'
import { scoreInstrument } from './instruments.ts'
import { calculateGeometry, calculateIdentity, calculateOrientation } from './intakeCalculators.ts'
import { calculateLength } from './lengthCase.ts'
import { appliedConventions } from './response/conventions.ts'
import { evaluateIrecist } from './response/irecist.ts'
import { LesionSeries } from './response/lesions.ts'
import { evaluateLugano, LuganoInput } from './response/lugano.ts'
import { evaluatePercist, PercistInput } from './response/percist.ts'
import { evaluateRano2010, RanoInput } from './response/rano2010.ts'
import { evaluateRecist11 } from './response/recist11.ts'
import { calculateSuv } from './suv.ts'
import { checkTnm, TnmInput } from './tnm.ts'
import { convertUnits, UnitsInput } from './units.ts'

export type Calculator = (input: unknown) => object

const INVALID = { refusal: { code: 'invalidInput' } } as const

function of<Input>(schema: z.ZodType<Input>, calculate: (input: Input) => object): Calculator {
  return (input) => {
    const parsed = schema.safeParse(input)
    return parsed.success ? calculate(parsed.data) : INVALID
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

function ageConsent(input: z.infer<typeof AgeConsent>): object {
  return input.task === 'signer' ? requestSigner(input) : deadline(input)
}

export const CALCULATORS: Readonly<Record<string, Calculator>> = {
  'response-recist11': of(LesionSeries, (series) => ({ ...evaluateRecist11(series), conventions: appliedConventions(series, 'recist11') })),
  'response-irecist': of(LesionSeries, (series) => ({ ...evaluateIrecist(series), conventions: appliedConventions(series, 'irecist') })),
  'response-lugano-deauville': of(LuganoInput, evaluateLugano),
  'response-percist': of(PercistInput, evaluatePercist),
  'response-rano2010': of(RanoInput, evaluateRano2010),
  length: calculateLength,
  suv: calculateSuv,
  orientation: calculateOrientation,
  geometry: calculateGeometry,
  identity: calculateIdentity,
  'age-consent': of(AgeConsent, ageConsent),
  instruments: scoreInstrument,
  tnm: of(TnmInput, checkTnm),
  units: of(UnitsInput, convertUnits),
}
