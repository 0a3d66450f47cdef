// `calc KIND FILE`: the pure calculators on a file of cases. A refused case is a normal result.
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { CALCULATORS } from '#shared/domain/calculators.ts'
import { argument, type Command } from '../command.ts'
import { CommandEnd, EXIT } from '../exits.ts'

const CaseFile = z.object({ cases: z.array(z.object({ id: z.string(), input: z.unknown() })) })

export const calc: Command = {
  usage: 'KIND FILE',
  does: `a calculator on a file of cases {cases: [{id, input}]}; kinds: ${Object.keys(CALCULATORS).join(', ')}`,
  options: {},
  arguments: [2, 2],
  async run(call) {
    const kind = argument(call, 0)
    const calculate = Object.hasOwn(CALCULATORS, kind) ? CALCULATORS[kind] : undefined
    if (!calculate) throw new CommandEnd(EXIT.usage, `unknown kind; known: ${Object.keys(CALCULATORS).join(', ')}`)
    const { cases } = readCases(argument(call, 1))
    const results = cases.map(({ id, input }) => ({ id, ...calculate(input) }))
    return { json: { kind, results }, text: results.map((result) => JSON.stringify(result)) }
  },
}

function readCases(file: string): z.infer<typeof CaseFile> {
  try {
    return CaseFile.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    throw new CommandEnd(EXIT.refused, 'the file cannot be read as {cases: [{id, input}]}', { cause })
  }
}
