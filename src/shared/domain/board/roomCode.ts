// The address of a server in the same room as letters and figures that one can read aloud: IPv4 address, port, a check, and what the server's certificate begins with. Pure.
// Crockford's base 32: no I, L, O, U; read back whatever case and blanks it was typed in.

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** Signs of the address, and signs of the pin: 75 bits of the certificate's SHA-256. */
const LENGTH = 11
const PIN_LENGTH = 15
/** A prime: one wrong sign in the address always changes the rest. */
const CHECK = 61n
const ROOM_FOR_CHECK = 64n

/** @param digest SHA-256 of the server's certificate. @returns its first 75 bits */
export function pinSigns(digest: Uint8Array): string {
  const bits = [...digest].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return Array.from({ length: PIN_LENGTH }, (_, i) => ALPHABET[Number.parseInt(bits.slice(i * 5, i * 5 + 5), 2)]).join('')
}

/**
 * @param pin of the server's certificate (`pinSigns`)
 * @returns e.g. "1G6M0-2H0HH3-8Q2WJ-0M4TZ-9K7CR"; null for what is not an IPv4 address with a port
 */
export function roomCodeOf(host: string, port: number, pin: string): string | null {
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
  return [code.slice(0, 5), code.slice(5), pin.slice(0, 5), pin.slice(5, 10), pin.slice(10)].join('-')
}

/** @returns the address to connect to, with the pin behind its `#`, or null for text that is no such code */
export function addressOfRoomCode(text: string): string | null {
  const code = text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  if (code.length !== LENGTH + PIN_LENGTH || [...code].some((sign) => !ALPHABET.includes(sign))) return null
  const number = [...code.slice(0, LENGTH)].reduce((sum, sign) => sum * 32n + BigInt(ALPHABET.indexOf(sign)), 0n)
  const address = number / ROOM_FOR_CHECK
  if (address % CHECK !== number % ROOM_FOR_CHECK || address >= 2n ** 48n) return null
  const port = Number(address % 65_536n)
  const host = Number(address / 65_536n)
  return port === 0 ? null : `https://${[24, 16, 8, 0].map((bits) => Math.floor(host / 2 ** bits) % 256).join('.')}:${port}/#${code.slice(LENGTH)}`
}

/** @returns the pin of an address that names one, else null */
export function pinOfAddress(address: string): string | null {
  const pin = /^https:\/\/[^#]+#([0-9a-z]{15})$/i.exec(address.trim())?.[1]?.toUpperCase()
  return pin !== undefined && [...pin].every((sign) => ALPHABET.includes(sign)) ? pin : null
}
