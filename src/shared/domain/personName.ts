// Person names as they come from DICOM PN values and free text, folded to comparable tokens. Knows no verdicts.

/** DICOM PN value (`family^given^middle^prefix^suffix`, groups after `=`) or a name as printed in a document. */
export type WrittenName = { pn: string } | { text: string }

/** One reading of a name: a component group, in one folding. */
export interface NameReading {
  readonly structured: boolean
  /** Empty for unstructured text. */
  readonly family: readonly string[]
  readonly given: readonly string[]
  /** All tokens; for unstructured text in the order written. */
  readonly tokens: readonly string[]
  /** Letters without blanks: [with particles, without], for family and given (structured) or of all tokens. */
  readonly familyLetters: readonly string[]
  readonly givenLetters: readonly string[]
  readonly tokensWithParticles: readonly string[]
  /** jr, sr, ii, iii, iv; null when none is written. */
  readonly suffix: string | null
  readonly script: 'latin' | 'other'
}

const PARTICLES = new Set('de la del los las el da do dos das di van der den von zu y e al ben bin ibn le du'.split(' '))
const HONORIFICS = new Set('dr dra prof mr mrs ms sr sra srta don dona d geb nee born nacida'.split(' '))
const SUFFIXES = new Set(['jr', 'sr', 'ii', 'iii', 'iv'])
const ANONYMISED = new Set(['anonymous', 'anonymized', 'anonymised', 'anon', 'anonimo', 'unknown', 'desconocido', 'xxx', 'noname'])

/** Georgian national system of romanisation (2002), apostrophes left out. */
const GEORGIAN: Readonly<Record<string, string>> = Object.fromEntries(
  'აa ბb გg დd ეe ვv ზz თt იi კk ლl მm ნn ოo პp ჟzh რr სs ტt უu ფp ქk ღgh ყq შsh ჩch ცts ძdz წts ჭch ხkh ჯj ჰh'
    .split(' ')
    .map((pair) => [pair.slice(0, 1), pair.slice(1)]),
)
/** ICAO Doc 9303 part 3, Russian. */
const CYRILLIC: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'e', ж: 'zh', з: 'z', и: 'i', й: 'i', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p',
  р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: 'ie', ы: 'y', ь: '', э: 'e', ю: 'iu', я: 'ia',
}
const SPECIAL: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', ł: 'l', æ: 'ae', œ: 'oe', đ: 'd', ı: 'i', ð: 'd', þ: 'th' }
const WITH_E: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' }

/** Lower-case letters without accents; `?` and U+FFFD stay as open letters, other punctuation becomes a blank. */
function fold(text: string, umlautWithE: boolean): string {
  const lower = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/\bm\.?ª/gu, 'maria ')
    .replace(/\bfco\b\.?/gu, 'francisco ')
    .replace(/\bfca\b\.?/gu, 'francisca ')
    .replace(/['’ʼ`´‘]/gu, '')
  let out = ''
  for (const letter of lower) out += (umlautWithE ? WITH_E[letter] : undefined) ?? GEORGIAN[letter] ?? CYRILLIC[letter] ?? SPECIAL[letter] ?? letter
  return out
    .normalize('NFD')
    .replace(/\p{Mn}+/gu, '')
    .replace(/[^\p{L}\p{N}?\uFFFD]+/gu, ' ')
    .trim()
}

const words = (text: string) => (text === '' ? [] : text.split(' '))

function withoutParticles(all: readonly string[]): string[] {
  const kept = all.filter((word) => !PARTICLES.has(word))
  return kept.length ? kept : [...all]
}

function takeSuffix(all: readonly string[]): { rest: string[]; suffix: string | null } {
  let suffix: string | null = null
  const rest = all.filter((word, i) => {
    const isSuffix = SUFFIXES.has(word) && (word !== 'sr' || (i === all.length - 1 && i > 1))
    if (isSuffix) suffix = word
    return !isSuffix
  })
  return { rest, suffix }
}

function withoutHonorifics(all: readonly string[]): string[] {
  const kept = all.filter((word) => !HONORIFICS.has(word))
  return kept.length ? kept : [...all]
}

const scriptOf = (tokens: readonly string[]) => (tokens.every((token) => /^[a-z0-9?\uFFFD]+$/u.test(token)) ? 'latin' : 'other')

function readStructured(family: string, given: string, suffixText: string): NameReading {
  const familyPart = takeSuffix(withoutHonorifics(words(family)))
  const givenPart = takeSuffix(withoutHonorifics(words(given)))
  const familyTokens = withoutParticles(familyPart.rest)
  const givenTokens = withoutParticles(givenPart.rest)
  const tokens = [...givenTokens, ...familyTokens]
  return {
    structured: true,
    family: familyTokens,
    given: givenTokens,
    tokens,
    familyLetters: [familyPart.rest.join(''), familyTokens.join('')],
    givenLetters: [givenPart.rest.join(''), givenTokens.join('')],
    tokensWithParticles: [...givenPart.rest, ...familyPart.rest],
    suffix: words(suffixText).find((word) => SUFFIXES.has(word)) ?? familyPart.suffix ?? givenPart.suffix,
    script: scriptOf(tokens),
  }
}

function readText(text: string): NameReading {
  const { rest, suffix } = takeSuffix(words(text))
  const named = withoutHonorifics(rest)
  const tokens = withoutParticles(named)
  return {
    structured: false,
    family: [],
    given: [],
    tokens,
    familyLetters: [],
    givenLetters: [],
    tokensWithParticles: named,
    suffix,
    script: scriptOf(tokens),
  }
}

/**
 * Every reading of a name: one per component group and folding (accents dropped, and umlauts written with e).
 * Empty when there is no name or an anonymised one.
 */
export function readName(name: WrittenName): NameReading[] {
  const readings: NameReading[] = []
  for (const umlautWithE of [false, true]) {
    const folded = (text: string | undefined) => fold(text ?? '', umlautWithE)
    if ('pn' in name) {
      for (const group of name.pn.split('=')) {
        const [family, given, middle, , suffix] = group.split('^')
        readings.push(readStructured(folded(family), `${folded(given)} ${folded(middle)}`.trim(), folded(suffix)))
      }
    } else if (name.text.includes(',')) {
      const comma = name.text.indexOf(',')
      readings.push(readStructured(folded(name.text.slice(0, comma)), folded(name.text.slice(comma + 1)), ''))
    } else {
      readings.push(readText(folded(name.text)))
    }
  }
  return readings.filter(({ tokens }) => tokens.length > 0 && !tokens.some((token) => ANONYMISED.has(token)))
}
