// Runs the command line in this process and ends the process with its code.
import { COMMANDS } from './commands.ts'
import { runCommandLine } from './run.ts'

export async function runAndExit(args: readonly string[]): Promise<void> {
  process.umask(0o077)
  const interrupted = new AbortController()
  // The first Ctrl-C ends the work in good order; whoever is impatient presses it twice.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => (interrupted.signal.aborted ? process.exit(130) : interrupted.abort()))
  }
  const exit = await runCommandLine(
    args,
    COMMANDS,
    {
      env: process.env,
      // Loaded when first needed: a calculator answers without waiting for databases and image codecs.
      openStore: async (request) => (await import('./openStore.ts')).openStore(request),
      signal: interrupted.signal,
    },
    { out: (text) => process.stdout.write(text), err: (text) => process.stderr.write(text) },
  )
  // A pipe takes its time: end only when the result has left this process.
  process.stdout.write('', () => process.exit(exit))
}
