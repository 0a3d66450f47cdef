// What plain text tells of itself: its language and the dates written in it. Never guesses: too short or ambiguous = null.

const STOP_WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  en: words('the of and to in with was were is are for on at by from this that patient no not has have been as which or an be'),
  es: words('el la los las de del y en con fue es son para por una un que se no al su como más paciente sin o ha lo desde según'),
  fr: words('le la les des du et en avec est sont pour par une un que qui dans sur pas au aux ce cette patient'),
  de: words('der die das und mit ist sind für von ein eine nicht bei im den dem des zu auf patient wurde'),
  pt: words('o a os as do da dos das e em com foi é são para por uma um que não ao no na se doente paciente sem'),
  it: words('il lo la i gli le di del della e in con è sono per una un che non al nel paziente senza'),
  ca: words('el la els les de del i en amb és són per una un que no al pacient sense aquest'),
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '))
}

const ENOUGH_WORDS = 20
const ENOUGH_SHARE = 0.12
/** The best language must be clearly ahead of the next. */
const CLEAR_LEAD = 1.2

/** Scripts that are written in one language only, or nearly so: their letters tell it. Cyrillic, Arabic and Han are shared, and tell nothing. */
const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ['ka', /\p{Script=Georgian}/gu],
  ['hy', /\p{Script=Armenian}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['ja', /\p{Script=Hiragana}|\p{Script=Katakana}/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['th', /\p{Script=Thai}/gu],
]
const ENOUGH_LETTERS = 40
/** Japanese writes more Han than kana; drug names and units are Latin everywhere. */
const SCRIPT_SHARE = 0.25

function languageOfScript(text: string): string | null {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  if (letters < ENOUGH_LETTERS) return null
  return SCRIPTS.find(([, script]) => (text.match(script)?.length ?? 0) >= letters * SCRIPT_SHARE)?.[0] ?? null
}

/** @returns BCP 47 primary tag, or null when the text is too short or no language stands out */
export function detectLanguage(text: string): string | null {
  const byScript = languageOfScript(text.slice(0, 20_000))
  if (byScript) return byScript
  const found = text.toLowerCase().match(/\p{L}+/gu)?.slice(0, 4000) ?? []
  if (found.length < ENOUGH_WORDS) return null
  const ranked = Object.entries(STOP_WORDS)
    .map(([tag, stops]) => ({ tag, hits: found.filter((word) => stops.has(word)).length }))
    .sort((a, b) => b.hits - a.hits)
  const [best, next] = ranked
  if (!best || best.hits < found.length * ENOUGH_SHARE) return null
  return best.hits >= (next?.hits ?? 0) * CLEAR_LEAD ? best.tag : null
}

const MONTHS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'january enero jan ene', 'february febrero feb', 'march marzo mar', 'april abril apr abr', 'may mayo', 'june junio jun', 'july julio jul',
    'august agosto aug ago', 'september septiembre setiembre sep sept', 'october octubre oct', 'november noviembre nov', 'december diciembre dec dic',
  ].flatMap((names, i) => names.split(' ').map((name) => [name, i + 1])),
)

const DAY = '(0?[1-9]|[12]\\d|3[01])'
const MONTH_NAME = `(${Object.keys(MONTHS).sort((a, b) => b.length - a.length).join('|')})\\.?`
const YEAR = '((?:18|19|20)\\d{2})'
const FORMS: readonly { pattern: RegExp; read(parts: readonly string[], dayFirst: boolean | null): string | null }[] = [
  { pattern: new RegExp(`\\b${YEAR}-(\\d{2})-(\\d{2})\\b`), read: ([, y, m, d]) => dateOf(Number(y), Number(m), Number(d)) },
  { pattern: new RegExp(`\\b${YEAR}[/.](\\d{1,2})[/.](\\d{1,2})\\b`), read: ([, y, m, d]) => dateOf(Number(y), Number(m), Number(d)) },
  { pattern: new RegExp(`\\b(\\d{1,2})[/.-](\\d{1,2})[/.-]${YEAR}\\b`), read: ([, a, b, y], dayFirst) => readNumeric(Number(a), Number(b), Number(y), dayFirst) },
  { pattern: new RegExp(`\\b${DAY}\\.?[\\s-]+(?:de[l]?\\s+)?${MONTH_NAME},?[\\s-]+(?:de[l]?\\s+)?${YEAR}\\b`, 'i'), read: ([, d, m, y]) => dateOf(Number(y), monthOf(m), Number(d)) },
  { pattern: new RegExp(`\\b${MONTH_NAME}\\s+${DAY}(?:st|nd|rd|th)?,?\\s+${YEAR}\\b`, 'i'), read: ([, m, d, y]) => dateOf(Number(y), monthOf(m), Number(d)) },
]

const monthOf = (name: string | undefined) => MONTHS[(name ?? '').toLowerCase()] ?? 0

/** Day and month are told apart only by a number over 12, equal numbers, or the document's language. */
function readNumeric(a: number, b: number, year: number, dayFirst: boolean | null): string | null {
  if (a === b || a > 12) return dateOf(year, b, a)
  if (b > 12) return dateOf(year, a, b)
  if (dayFirst === null) return null
  return dayFirst ? dateOf(year, b, a) : dateOf(year, a, b)
}

function dateOf(year: number, month: number, day: number): string | null {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
  if (day < 1 || day > days) return null
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** Languages that write the day before the month; English is written both ways and settles nothing. */
export function writesDayFirst(language: string | null): boolean | null {
  return language === null || language === 'en' ? null : true
}

/** The first date in a piece of text, as YYYY-MM-DD; null when there is none or day and month cannot be told apart. */
export function firstDate(text: string, dayFirst: boolean | null): string | null {
  let earliest: { at: number; date: string | null } | null = null
  for (const { pattern, read } of FORMS) {
    const match = pattern.exec(text)
    if (match && (earliest === null || match.index < earliest.at)) earliest = { at: match.index, date: read(match, dayFirst) }
  }
  return earliest?.date ?? null
}

/** A numeric date whose day and month nobody can tell apart, as written (`04/08/1963`); null when there is none. */
export function unsettledDate(text: string): string | null {
  const match = /\b(\d{1,2})[/.-](\d{1,2})[/.-]((?:18|19|20)\d{2})\b/.exec(text)
  return match && readingsOfDate(match[0]).length === 2 ? match[0] : null
}

/** Both readings of an unsettled date, as YYYY-MM-DD; empty for anything else. */
export function readingsOfDate(written: string): string[] {
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(written)
  if (!parts) return []
  const [a, b, year] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  return [dateOf(year, b, a), dateOf(year, a, b)].filter((date) => date !== null)
}
