// Reads arguments, runs one command, prints its result, gives its exit code. Knows no command by name.
import { parseArgs } from 'node:util'
import type { Command, Outside } from './command.ts'
import { CommandEnd, codeOf, EXIT, type Exit, exitOf } from './exits.ts'

export interface Terminal {
  /** Results only. */
  readonly out: (text: string) => void
  /** Logs, progress, errors. */
  readonly err: (text: string) => void
}

/**
 * @param args without the program's own name
 * @returns the exit code; never throws
 */
export async function runCommandLine(
  args: readonly string[],
  commands: Readonly<Record<string, Command>>,
  outside: Omit<Outside, 'progress'>,
  terminal: Terminal,
): Promise<Exit> {
  const [name, ...rest] = args
  if (name === undefined || name === 'help' || name === '--help') {
    terminal.out(helpText(commands))
    return name === undefined ? EXIT.usage : EXIT.done
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  const asJson = rest.includes('--json')
  try {
    if (!command) throw new CommandEnd(EXIT.usage, `unknown command; known: ${Object.keys(commands).join(', ')}`)
    const { values, positionals } = readArguments(name, command, rest)
    const progress = (line: string) => terminal.err(`${line}\n`)
    const result = await command.run({ ...outside, progress, values, positionals })
    terminal.out(asJson ? `${JSON.stringify(result.json)}\n` : result.text.map((line) => `${line}\n`).join(''))
    return result.exit ?? EXIT.done
  } catch (error) {
    const exit = exitOf(error)
    const code = error instanceof CommandEnd ? 'COMMAND' : (codeOf(error) ?? 'INTERNAL')
    const sentence = error instanceof CommandEnd ? error.message : code
    terminal.err(`consilium ${name}: ${sentence}\n`)
    if (asJson) terminal.out(`${JSON.stringify({ error: { code, exit, message: sentence } })}\n`)
    return exit
  }
}

function readArguments(name: string, command: Command, args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean' }, ...command.options },
      allowPositionals: true,
      strict: true,
    })
    const [least, most] = command.arguments
    if (positionals.length < least || positionals.length > most) throw new TypeError('wrong number of arguments')
    return { values: values as Record<string, string | boolean | undefined>, positionals }
  } catch (cause) {
    throw new CommandEnd(EXIT.usage, `usage: consilium ${name} ${command.usage}`, { cause })
  }
}

function helpText(commands: Readonly<Record<string, Command>>): string {
  const lines = Object.entries(commands).map(([name, { usage, does }]) => `  ${name} ${usage}\n      ${does}`)
  return [
    'consilium <command> [--json]',
    ...lines,
    '  serve [--port N] [--data DIR] [--board]\n      the central server; --board: for one room, found by address or code',
    'Exit codes: 0 done, 1 internal, 2 usage, 3 input refused, 4 not allowed, 5 integrity failure.',
    '',
  ].join('\n')
}
