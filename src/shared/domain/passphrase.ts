// How hard a passphrase is to guess: an estimate shown while typing and a floor that the core enforces. Never leaves the machine.

export type PassphraseReason = 'short' | 'repeated' | 'sequence' | 'common' | 'oneKind'

export interface PassphraseStrength {
  /** 0 useless to 4 strong; the core takes 2 and more. */
  score: 0 | 1 | 2 | 3 | 4
  reasons: PassphraseReason[]
}

export const LEAST_SCORE = 2
export const LEAST_LENGTH = 10

/** The words people choose first, in both languages; a passphrase made of one of them and digits is no passphrase. */
const COMMON = [
  'password', 'passphrase', 'contrasena', 'contraseña', 'clave', 'qwerty', 'asdfgh', 'letmein', 'welcome', 'bienvenido', 'hospital', 'clinica', 'clínica',
  'medico', 'médico', 'doctor', 'doctora', 'consilium', 'admin', 'administrador', 'secret', 'secreto', 'iloveyou', 'tequiero', 'barcelona', 'madrid',
]

/** Bits of the estimate from which each score starts; 2 is about what Argon2id at our cost makes expensive to search. */
const SCORE_BITS = [28, 40, 56, 72] as const

export function estimatePassphrase(text: string): PassphraseStrength {
  const reasons: PassphraseReason[] = []
  const folded = text.toLowerCase()
  const words = folded.split(/[\s\-_.,;]+/).filter((word) => word.length >= 3)
  const distinct = new Set(folded).size
  if (text.length < LEAST_LENGTH) reasons.push('short')
  if (/(.)\1{3,}/u.test(folded) || distinct <= Math.ceil(text.length / 4)) reasons.push('repeated')
  if (hasSequence(folded)) reasons.push('sequence')
  const letters = folded.replace(/[^\p{L}]/gu, '')
  if (COMMON.some((word) => letters === word || (letters.startsWith(word) && letters.length - word.length < 4))) reasons.push('common')
  const alphabet = (/\p{Ll}/u.test(text) ? 26 : 0) + (/\p{Lu}/u.test(text) ? 26 : 0) + (/\d/.test(text) ? 10 : 0) + (/[^\p{L}\d]/u.test(text) ? 20 : 0)
  if (alphabet <= 26 && words.length < 4) reasons.push('oneKind')
  // Words are guessed as words (about 12 bits each), single characters as characters; the smaller estimate counts.
  const bySigns = text.length * Math.log2(Math.max(alphabet, 2)) * (distinct / Math.max(text.length, 1)) ** 0.5
  const byWords = words.length >= 3 ? new Set(words).size * 12 + (text.length - words.join('').length) : bySigns
  const penalty = (reasons.includes('repeated') ? 20 : 0) + (reasons.includes('sequence') ? 20 : 0) + (reasons.includes('common') ? 45 : 0)
  const bits = Math.min(bySigns, byWords) - penalty
  const score = text.length < LEAST_LENGTH ? Math.min(1, scoreOf(bits)) : scoreOf(bits)
  return { score: score as PassphraseStrength['score'], reasons }
}

function scoreOf(bits: number): number {
  return SCORE_BITS.filter((from) => bits >= from).length
}

/** Five signs in a row of the keyboard, the alphabet or the digits, forwards or backwards. */
function hasSequence(text: string): boolean {
  const rows = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjklñ', 'zxcvbnm']
  const all = [...rows, ...rows.map((row) => [...row].reverse().join(''))]
  for (let i = 0; i + 5 <= text.length; i++) if (all.some((row) => row.includes(text.slice(i, i + 5)))) return true
  return false
}
