// The table of commands. What is not here does not exist: an unknown command is a usage error.
import type { Command } from './command.ts'
import { backup, restore } from './commands/backup.ts'
import { calc } from './commands/calc.ts'
import { cases } from './commands/cases.ts'
import { decode } from './commands/decode.ts'
import { demo } from './commands/demo.ts'
import { doctor } from './commands/doctor.ts'
import { exportCase } from './commands/export.ts'
import { geometry } from './commands/geometry.ts'
import { importBundle } from './commands/import.ts'
import { init } from './commands/init.ts'
import { show } from './commands/show.ts'
import { verify } from './commands/verify.ts'
import { walkthrough } from './commands/walkthrough.ts'

export const COMMANDS: Readonly<Record<string, Command>> = {
  init,
  demo,
  walkthrough,
  import: importBundle,
  cases,
  show,
  decode,
  geometry,
  calc,
  export: exportCase,
  verify,
  backup,
  restore,
  doctor,
}
