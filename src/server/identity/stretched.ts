// Passphrases as the server keeps them: Argon2id in the text form of its reference program, cost beside the salt, so that the cost can grow. Knows no account.
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'

/** KiB and passes, one lane: RFC 9106 §4, second recommended option at one lane. */
const COST = { memory: 65_536, passes: 3 }
const BYTES = 32
/** One computation at a time: each holds 64 MiB. More than this many in the queue is not a clinic but an attack. */
const MOST_WAITING = 32

/** Too many passphrases are being checked at once. */
export class TooManyAtOnce extends Error {}

let last: Promise<unknown> = Promise.resolve()
let waiting = 0

/** @returns `$argon2id$v=19$m=…,t=…,p=1$salt$hash` @throws TooManyAtOnce */
export async function stretch(passphrase: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await argon2id(passphrase, salt, COST)
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=1$${unpadded(salt)}$${unpadded(hash)}`
}

/** @param kept what `stretch` made; null costs the same time and is nobody's. @throws TooManyAtOnce */
export async function isPassphraseOf(kept: string | null, passphrase: string): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(kept ?? '')
  const hash = await argon2id(passphrase, Buffer.from(parts?.[3] ?? 'bm9ib2R5IGlzIGhlcmU', 'base64'), { memory: Number(parts?.[1] ?? COST.memory), passes: Number(parts?.[2] ?? COST.passes) })
  const expected = Buffer.from(parts?.[4] ?? '', 'base64')
  return expected.byteLength === hash.byteLength && timingSafeEqual(expected, hash)
}

async function argon2id(passphrase: string, salt: Buffer, { memory, passes }: typeof COST): Promise<Buffer> {
  if (waiting >= MOST_WAITING) throw new TooManyAtOnce()
  waiting++
  const before = last
  const made = (async () => {
    await before
    return new Promise<Buffer>((resolve, reject) => {
      // Beside the event loop: nobody's letters wait for a passphrase.
      argon2('argon2id', { message: Buffer.from(passphrase.normalize('NFC'), 'utf8'), nonce: salt, parallelism: 1, tagLength: BYTES, memory, passes }, (error, key) => (error ? reject(error) : resolve(key)))
    })
  })()
  last = made.catch(() => undefined).finally(() => waiting--)
  return made
}

const unpadded = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replace(/=+$/, '')
