// The printed recovery code: 160 random bits in Crockford's base 32, groups of four. It replaces a forgotten passphrase or a lost keychain.
import { randomBytes } from 'node:crypto'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const BYTES = 20

export function newRecoveryCode(): { secret: Buffer; code: string } {
  const secret = randomBytes(BYTES)
  return { secret, code: spell(secret) }
}

/** Reads what a person typed from paper: case, blanks and dashes do not count; I and L are 1, O is 0. */
export function readRecoveryCode(typed: string): Buffer | undefined {
  const signs = typed.toUpperCase().replace(/[\s\-–]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0')
  if (signs.length !== (BYTES * 8) / 5) return undefined
  let bits = 0n
  for (const sign of signs) {
    const value = ALPHABET.indexOf(sign)
    if (value < 0) return undefined
    bits = (bits << 5n) | BigInt(value)
  }
  return Buffer.from(bits.toString(16).padStart(BYTES * 2, '0'), 'hex')
}

function spell(secret: Buffer): string {
  let bits = BigInt(`0x${secret.toString('hex')}`)
  const signs: string[] = []
  for (let i = 0; i < (BYTES * 8) / 5; i++) {
    signs.unshift(ALPHABET[Number(bits & 31n)] ?? '')
    bits >>= 5n
  }
  return (signs.join('').match(/.{4}/g) ?? []).join('-')
}
