// Opens a store for one command, unlocks a profile where the command needs it, and always closes it again.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { defaultDataDirectory } from '#core/hosting/dataDirectory.ts'
import type { CommandCall, OpenStore } from './command.ts'
import { CommandEnd, EXIT } from './exits.ts'

/** Options of every command that works on a store. */
export const STORE_OPTIONS = { store: { type: 'string' }, profile: { type: 'string' }, 'passphrase-file': { type: 'string' } } as const

export function storeDirectory(call: CommandCall): string {
  const given = call.values.store
  return typeof given === 'string' ? path.resolve(given) : defaultDataDirectory(process.platform, call.env)
}

/** From the environment or a file, never from an argument: arguments are readable by every user. @throws CommandEnd usage */
export function passphraseOf(call: CommandCall): string {
  const file = call.values['passphrase-file']
  if (typeof file === 'string') {
    try {
      return readFileSync(file, 'utf8').replace(/\r?\n$/, '')
    } catch (cause) {
      throw new CommandEnd(EXIT.usage, 'the passphrase file cannot be read', { cause })
    }
  }
  const passphrase = call.env.CONSILIUM_PASSPHRASE
  if (!passphrase) throw new CommandEnd(EXIT.usage, 'the passphrase is taken from CONSILIUM_PASSPHRASE or --passphrase-file; neither is given')
  return passphrase
}

/** @param picks see OpenStoreRequest */
export async function withStore<T>(call: CommandCall, use: (store: OpenStore) => Promise<T>, picks?: string): Promise<T> {
  const store = await call.openStore({ directory: storeDirectory(call), ...(picks === undefined ? {} : { picks }) })
  try {
    return await use(store)
  } finally {
    await store.stop()
  }
}

/** @throws CommandEnd usage when there is no profile, or several and none is named */
export async function withUnlockedStore<T>(call: CommandCall, use: (store: OpenStore) => Promise<T>, picks?: string): Promise<T> {
  const passphrase = passphraseOf(call)
  return withStore(
    call,
    async (store) => {
      const { profiles } = await store.client.profile.status()
      const wanted = call.values.profile
      const found = profiles.filter((profile) => wanted === undefined || profile.id === wanted)
      const [only] = found
      if (!only) throw new CommandEnd(EXIT.usage, 'the store has no such profile; "consilium init" makes one')
      if (found.length > 1) throw new CommandEnd(EXIT.usage, `the store has ${found.length} profiles; name one with --profile ID`)
      await store.client.profile.unlock({ userId: only.id, passphrase })
      return use(store)
    },
    picks,
  )
}
