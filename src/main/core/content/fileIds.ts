// Names of blob files: random, but the profile that wrote one can tell. So a profile sweeps its own leftovers from the shared pool and no other's.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Database } from '../storage/handles.ts'

const RANDOM_BYTES = 12
const TAG_BYTES = 8
const MARK = 'content.fileTagKey'

export interface FileIds {
  /** 20 bytes as 40 hex digits. @param first the first byte, where the file shall lie beside others */
  make(first?: number): string
  isOurs(fileId: string): boolean
}

/** The key of the tag is made with the profile's first store and kept in its encrypted database. */
export function createFileIds(db: Database): FileIds {
  const key = tagKey(db)
  const tagOf = (random: Uint8Array) => createHmac('sha256', key).update(random).digest().subarray(0, TAG_BYTES)
  return {
    make(first) {
      const random = randomBytes(RANDOM_BYTES)
      if (first !== undefined) random[0] = first
      return Buffer.concat([random, tagOf(random)]).toString('hex')
    },
    isOurs(fileId) {
      if (!/^[0-9a-f]{40}$/.test(fileId)) return false
      const bytes = Buffer.from(fileId, 'hex')
      return timingSafeEqual(bytes.subarray(RANDOM_BYTES), tagOf(bytes.subarray(0, RANDOM_BYTES)))
    },
  }
}

function tagKey(db: Database): Uint8Array {
  return db.write((tx) => {
    tx.run('INSERT INTO vault_mark (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING', [MARK, randomBytes(32)])
    const row = tx.get<{ value: Uint8Array }>('SELECT value FROM vault_mark WHERE name = ?', [MARK])
    if (row === undefined) throw new Error('a row just written is missing')
    return row.value
  })
}
