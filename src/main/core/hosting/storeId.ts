// The store's own name among all stores: a random id in a file of its own, readable without a passphrase, saying nothing about anybody.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Clock } from '#shared/kit/clock.ts'
import { newUuid } from '#shared/kit/ids.ts'
import { writeFileDurably } from '#shared/node/durableFiles.ts'

const FILE = 'store-id'

/** Reads the id, making it when the store is new. */
export function storeIdOf(dataDirectory: string, clock: Clock): string {
  const file = path.join(dataDirectory, FILE)
  if (!existsSync(file)) writeFileDurably(file, `${newUuid(clock.now())}\n`)
  return readFileSync(file, 'utf8').trim()
}
