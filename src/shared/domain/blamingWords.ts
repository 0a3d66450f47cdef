// Words that judge a colleague instead of telling a difference (S4-4, W7). Pure.
import type { Language } from './reviewCase.ts'

const PATTERNS: Readonly<Record<Language, RegExp>> = {
  en: /(?<![\p{L}])(?:wrong(?:ly)?|incorrect(?:ly)?|erroneous(?:ly)?|mistak\p{L}*|negligen\p{L}*|malpractice|failed to|failure to|missed the|overlooked|careless\p{L}*|incompetent\p{L}*|botched)(?![\p{L}])/iu,
  es: /(?<![\p{L}])(?:erróne\p{L}*|incorrect\p{L}*|equivocad\p{L}*|se equivoc\p{L}*|negligen\p{L}*|mala praxis|fall[oó] (?:al|en)|no supo|pasó por alto|omitió|descuid\p{L}*|incompeten\p{L}*)(?![\p{L}])/iu,
}
/** Told of the tumour or the treatment, not of a colleague. */
const HARMLESS: Readonly<Record<Language, RegExp>> = {
  en: /(?:respiratory|cardiac|renal|heart|treatment|organ|hepatic|autonomic) failure to/iu,
  es: /(?:fallo|fracaso) (?:renal|cardíaco|hepático|orgánico|autonómico|del tratamiento)/iu,
}

/** @returns the sentences that hold such a word */
export function blamingWords(text: string, language: Language): string[] {
  return text
    .split(/(?<=[.!?…])\s+/u)
    .filter((sentence) => PATTERNS[language].test(sentence.replace(HARMLESS[language], '')))
}
