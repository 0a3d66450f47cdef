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

/** Reasons are empty or hints for a passphrase that is taken, and never empty for one that is not. */
export function estimatePassphrase(text: string): PassphraseStrength {
  const reasons: PassphraseReason[] = []
  const folded = text.toLowerCase()
  const words = text.match(/\p{L}+|\d+|[^\p{L}\d\s]+/gu) ?? []
  const distinct = new Set(folded).size
  if (text.length < LEAST_LENGTH) reasons.push('short')
  if (/(.)\1{3,}/u.test(folded) || distinct <= Math.ceil(text.length / 4)) reasons.push('repeated')
  if (hasSequence(folded)) reasons.push('sequence')
  const letters = folded.replace(/[^\p{L}]/gu, '')
  if (COMMON.some((word) => letters === word || (letters.startsWith(word) && letters.length - word.length < 4))) reasons.push('common')
  const alphabet = (/\p{Ll}/u.test(text) ? 26 : 0) + (/\p{Lu}/u.test(text) ? 26 : 0) + (/\d/.test(text) ? 10 : 0) + (/[^\p{L}\d]/u.test(text) ? 20 : 0)
  // Guessed sign by sign or part by part, whichever is cheaper.
  const bySigns = text.length * Math.log2(Math.max(alphabet, 2)) * (distinct / Math.max(text.length, 1)) ** 0.5
  const byParts = [...new Set(words)].reduce((sum, part) => sum + bitsOfPart(part), Math.max(0, words.length - 1))
  const penalty = (reasons.includes('repeated') ? 20 : 0) + (reasons.includes('sequence') ? 20 : 0) + (reasons.includes('common') ? 45 : 0)
  const bits = Math.min(bySigns, byParts) - penalty
  const score = text.length < LEAST_LENGTH ? Math.min(1, scoreOf(bits)) : scoreOf(bits)
  // Whatever is not taken says why: nothing is wrong with it but that it is too little.
  if (alphabet <= 26 || (score < LEAST_SCORE && reasons.length === 0)) reasons.push('oneKind')
  return { score: score as PassphraseStrength['score'], reasons }
}

/** A word as it stands in a dictionary is guessed as one (about 12 bits of a list of 4,000), anything else sign by sign. */
function bitsOfPart(part: string): number {
  if (/^\d+$/.test(part)) return part.length * Math.log2(10)
  if (!/^\p{L}+$/u.test(part)) return part.length * Math.log2(20)
  if (!/^\p{L}\p{Ll}*$/u.test(part)) return part.length * Math.log2(52)
  return Math.min(part.length * Math.log2(26), 12 + Math.max(0, part.length - 10) * 3)
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
