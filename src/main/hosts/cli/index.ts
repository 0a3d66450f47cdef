// Entry of the command line: `npm run -s consilium -- <command>`, or `node out/main/cli.js <command>`.
import { runAndExit } from './main.ts'

void runAndExit(process.argv.slice(2))
