// The pure calculators by kind, for the command line and for checking against reference cases. An input of the wrong shape is a refusal, never a guess.
import { evaluateIrecist } from './response/irecist.ts'
import { LesionSeries } from './response/lesions.ts'
import { evaluateRecist11 } from './response/recist11.ts'

export type Calculator = (input: unknown) => object

const INVALID = { refusal: { code: 'invalidInput' } } as const

function ofLesions(evaluate: (series: LesionSeries) => object): Calculator {
  return (input) => {
    const series = LesionSeries.safeParse(input)
    return series.success ? evaluate(series.data) : INVALID
  }
}

export const CALCULATORS: Readonly<Record<string, Calculator>> = {
  'response-recist11': ofLesions(evaluateRecist11),
  'response-irecist': ofLesions(evaluateIrecist),
}
