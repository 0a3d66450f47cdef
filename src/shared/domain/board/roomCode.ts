// The address of a server in the same room as eleven letters and figures that one can read aloud: IPv4 address, port and a check. Pure.
// Crockford's base 32: no I, L, O, U; read back whatever case and blanks it was typed in.

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 11
/** A prime: one wrong sign in the address always changes the rest. */
const CHECK = 61n
const ROOM_FOR_CHECK = 64n

/** @returns e.g. "1G6M0-2H0HH3"; null for what is not an IPv4 address with a port */
export function roomCodeOf(host: string, port: number): string | null {
  const parts = host.split('.').map(Number)
  if (parts.length !== 4 || parts.some((part) => !Number.isInteger(part) || part < 0 || part > 255)) return null
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return null
  const number = parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n) * 65_536n + BigInt(port)
  let rest = number * ROOM_FOR_CHECK + (number % CHECK)
  let code = ''
  for (let i = 0; i < LENGTH; i++) {
    code = (ALPHABET[Number(rest % 32n)] ?? '') + code
    rest /= 32n
  }
  return `${code.slice(0, 5)}-${code.slice(5)}`
}

/** @returns the address to connect to, or null for text that is no such code */
export function addressOfRoomCode(text: string): string | null {
  const code = text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  if (code.length !== LENGTH) return null
  let number = 0n
  for (const sign of code) {
    const value = ALPHABET.indexOf(sign)
    if (value < 0) return null
    number = number * 32n + BigInt(value)
  }
  const address = number / ROOM_FOR_CHECK
  if (address % CHECK !== number % ROOM_FOR_CHECK || address >= 2n ** 48n) return null
  const port = Number(address % 65_536n)
  const host = Number(address / 65_536n)
  return port === 0 ? null : `http://${[24, 16, 8, 0].map((bits) => Math.floor(host / 2 ** bits) % 256).join('.')}:${port}`
}
