// Reads a laboratory number as it is printed, with whichever marks the country uses; what could mean two numbers is refused. Pure.

export type DecimalMark = '.' | ','
export type NumberRefusal = 'comparator' | 'negative' | 'notANumber' | 'ambiguousSeparator' | 'contradictsDecimalMark'

const BLANKS = /[ \u00a0\u2009\u202f'\u2019]/
const GROUPED = /^[0-9]{1,3}(?:[0-9]{3})*$/

/** @param decimalMark as the document settles it; undefined = not known */
export function readLabNumber(text: string, decimalMark?: DecimalMark): { value: number } | { code: NumberRefusal } {
  const written = text.trim()
  if (/[<>\u2264\u2265]/.test(written)) return { code: 'comparator' }
  if (/^[-\u2212\u2013]\s*[0-9]/.test(written)) return { code: 'negative' }
  const joined = joinBlanks(written)
  if (joined === null || !/^[0-9]+(?:[.,][0-9]+)*$/.test(joined)) return { code: 'notANumber' }
  return withMarks(joined, decimalMark)
}

/** Blanks and apostrophes group by three, left of any decimal mark. */
function joinBlanks(text: string): string | null {
  if (!BLANKS.test(text)) return text
  const [, whole = '', rest = ''] = /^([^.,]*)(.*)$/.exec(text) ?? []
  const groups = whole.split(BLANKS)
  const sound = groups.every((group, n) => (n === 0 ? /^[0-9]{1,3}$/ : /^[0-9]{3}$/).test(group))
  return sound && !BLANKS.test(rest) ? groups.join('') + rest : null
}

function withMarks(text: string, decimalMark: DecimalMark | undefined): { value: number } | { code: NumberRefusal } {
  const marks = [...text].filter((sign) => sign === '.' || sign === ',')
  const last = marks.at(-1)
  if (!last) return { value: Number(text) }
  if (new Set(marks).size === 2) return twoMarks(text, last, decimalMark)
  const parts = text.split(last)
  if (marks.length > 1) {
    if (!groups(parts)) return { code: 'notANumber' }
    return last === decimalMark ? { code: 'contradictsDecimalMark' } : { value: Number(parts.join('')) }
  }
  const [whole = '', after = ''] = parts
  const couldGroup = after.length === 3 && whole.length <= 3 && !whole.startsWith('0')
  if (decimalMark === undefined && couldGroup) return { code: 'ambiguousSeparator' }
  if (decimalMark !== undefined && last !== decimalMark) return couldGroup ? { value: Number(whole + after) } : { code: 'contradictsDecimalMark' }
  return { value: Number(`${whole}.${after}`) }
}

/** The last mark is the decimal one; the other groups. */
function twoMarks(text: string, decimal: string, decimalMark: DecimalMark | undefined): { value: number } | { code: NumberRefusal } {
  const [whole = '', after = '', ...more] = text.split(decimal)
  const parts = whole.split(decimal === '.' ? ',' : '.')
  if (more.length > 0 || !groups(parts)) return { code: 'notANumber' }
  if (decimalMark !== undefined && decimal !== decimalMark) return { code: 'contradictsDecimalMark' }
  return { value: Number(`${parts.join('')}.${after}`) }
}

function groups([first = '', ...rest]: readonly string[]): boolean {
  return GROUPED.test(first) && first.length <= 3 && rest.every((part) => part.length === 3)
}
