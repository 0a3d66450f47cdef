// The packaged program is the command line too, when its first argument is a command: `Consilium doctor --json`.
import { COMMANDS } from './commands.ts'
import { runAndExit } from './main.ts'

/** @returns whether the arguments were a command; it then runs and ends the process, and no window must be opened */
export function runIfCommand(args: readonly string[]): boolean {
  const [first] = args
  if (first === undefined || !(Object.hasOwn(COMMANDS, first) || first === 'help')) return false
  void runAndExit(args)
  return true
}
