// `demo`: writes the demo clinic's bundles and the truth about them; needs no store.
import path from 'node:path'
import { findInstallation } from '#core/hosting/installation.ts'
import { type Command, requiredText } from '../command.ts'
import { CommandEnd, EXIT } from '../exits.ts'

const DEFAULT_SEED = 1

export const demo: Command = {
  usage: '--out DIR [--seed N]',
  does: 'writes the demo bundles (fictional people) and truth.json',
  options: { out: { type: 'string' }, seed: { type: 'string' } },
  arguments: [0, 0],
  async run(call) {
    const outDirectory = path.resolve(requiredText(call, 'out'))
    const seed = Number(call.values.seed ?? DEFAULT_SEED)
    if (!Number.isSafeInteger(seed) || seed < 0) throw new CommandEnd(EXIT.usage, '--seed takes a whole number')
    // Loaded only here: the generator draws with fonts and codecs that no other command needs.
    const { writeDemoClinic } = await import('#core/demo/writeDemoClinic.ts')
    const { bundles, truthPath } = await writeDemoClinic({
      outDirectory,
      seed,
      resourcesDirectory: findInstallation(import.meta.dirname).resourcesDirectory,
      signal: call.signal,
      onProgress: (done, total, caseNumber) => {
        if (done % 50 === 0) call.progress(`${caseNumber} ${done}/${total}`)
      },
    })
    return { json: { bundles, truth: truthPath, seed }, text: [...bundles.map((bundle) => bundle.path), truthPath] }
  },
}
