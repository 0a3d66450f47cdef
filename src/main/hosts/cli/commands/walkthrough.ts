// `walkthrough --out DIR`: the whole main job on the demo without a window; everything it makes stays in DIR.
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { type Command, requiredText } from '../command.ts'
import { CommandEnd, EXIT } from '../exits.ts'

export const walkthrough: Command = {
  usage: '--out DIR [--seed N]',
  does: 'import, evidence, report, signature, export and verification on the demo lung case',
  options: { out: { type: 'string' }, seed: { type: 'string' } },
  arguments: [0, 0],
  async run(call) {
    const outDirectory = path.resolve(requiredText(call, 'out'))
    const seed = Number(call.values.seed ?? 1)
    if (!Number.isSafeInteger(seed) || seed < 0) throw new CommandEnd(EXIT.usage, '--seed takes a whole number')
    const directory = path.join(outDirectory, 'store')
    if (existsSync(directory) && readdirSync(directory).length > 0) throw new CommandEnd(EXIT.usage, 'DIR holds a store already; nothing is overwritten')
    mkdirSync(directory, { recursive: true })
    const store = await call.openStore({ directory })
    try {
      const { signedPdf, canonical, record, caseId, reportId, contentHash, warnings, verify, seconds } = await store.walkthrough({
        outDirectory,
        seed,
        signal: call.signal,
        onStep: (step) => call.progress(step),
      })
      return {
        json: { report: canonical, signedPdf, record, caseId, reportId, contentHash, warnings: warnings.length, verify, seconds, store: directory },
        text: [signedPdf, canonical, record, verify.ok ? 'verified' : 'verification failed'],
        exit: verify.ok ? EXIT.done : EXIT.integrity,
      }
    } finally {
      await store.stop()
    }
  },
}
