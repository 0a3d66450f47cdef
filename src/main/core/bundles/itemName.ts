// Whether a name from inside a bundle is one that an honest sender could have used (T1).
import type { ItemCode } from '#shared/domain/importing.ts'

const MAX_COMPONENT_BYTES = 255
const MAX_NAME_BYTES = 2048
/** Control characters, and the characters that turn the direction of text around (a name that reads otherwise than it is). */
const HIDDEN = /[\p{Cc}\p{Bidi_Control}]/u
const DEVICES = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i

/** @returns the reason to refuse, or null */
export function judgeItemName(name: string): ItemCode | null {
  if (name === '' || name.startsWith('/') || /^[a-z]:/i.test(name)) return 'unsafePath'
  if (HIDDEN.test(name) || !name.isWellFormed() || Buffer.byteLength(name) > MAX_NAME_BYTES) return 'unsafePath'
  const components = name.split('/')
  const isHostile = (part: string) => part === '..' || part === '.' || DEVICES.test(part) || Buffer.byteLength(part) > MAX_COMPONENT_BYTES
  return components.some(isHostile) ? 'unsafePath' : null
}

/** A refused name made showable: hidden characters become U+FFFD, the length is bounded. */
export function showableName(name: string): string {
  const clean = name.toWellFormed().replace(new RegExp(HIDDEN, 'gu'), '\uFFFD')
  return clean.length > 255 ? `${clean.slice(0, 254)}…` : clean
}

/** Last component of a name inside a bundle. */
export function fileNameOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1)
}
