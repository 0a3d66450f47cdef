// `backup` and `restore`: the whole store as one file and back. Encrypted as it lies there: no passphrase is asked for, and none is in it.
import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { systemClock } from '#core/hosting/systemClock.ts'
import { isoInstant } from '#shared/kit/clock.ts'
import { argument, type Command, requiredText } from '../command.ts'
import { CommandEnd, EXIT } from '../exits.ts'
import { storeDirectory } from '../withStore.ts'

const STORE = { store: { type: 'string' } } as const

export const backup: Command = {
  usage: '--out FILE --store DIR',
  does: 'writes the whole store to a new file, encrypted as it is, while no window works on it; needs no passphrase',
  options: { ...STORE, out: { type: 'string' } },
  arguments: [0, 0],
  async run(call) {
    const out = path.resolve(requiredText(call, 'out'))
    const directory = storeDirectory(call)
    if (!existsSync(path.join(directory, 'profiles'))) throw new CommandEnd(EXIT.refused, 'there is no store at this place')
    if (existsSync(out)) throw new CommandEnd(EXIT.usage, 'the file to write exists already; nothing is overwritten')
    if (out.startsWith(`${directory}${path.sep}`)) throw new CommandEnd(EXIT.usage, 'a backup inside the store is none: choose another disk')
    const { backUpStore } = await import('#core/bundles/storeBackup.ts')
    const written = await backUpStore({ directory, out, createdAt: isoInstant(systemClock.now()) })
    return { json: { path: out, ...written, archiveBytes: statSync(out).size }, text: [out, `${written.files} files of ${written.profiles} profiles`] }
  },
}

export const restore: Command = {
  usage: 'FILE --store DIR',
  does: 'puts a backup into a new folder, every file checked against its hash; open it with the passphrase or the recovery code',
  options: STORE,
  arguments: [1, 1],
  async run(call) {
    const file = path.resolve(argument(call, 0))
    const directory = path.resolve(requiredText(call, 'store'))
    if (!existsSync(file)) throw new CommandEnd(EXIT.refused, 'there is nothing at this path')
    if (existsSync(directory)) throw new CommandEnd(EXIT.usage, 'the folder exists already; a backup never goes over a store')
    const { restoreStore } = await import('#core/bundles/storeBackup.ts')
    const restored = await restoreStore({ file, directory })
    return { json: { store: directory, ...restored }, text: [directory, `${restored.files} files of ${restored.profiles} profiles`] }
  },
}
