// How alike two written names are. Pure comparison of readings; what follows from a grade is identityMatch's business.
import { readName, type NameReading, type WrittenName } from './personName.ts'

/** Best first: of several readings the best grade counts. */
const NAME_GRADES = [
  'equal',
  'compatibleSurname',
  'compatible',
  'closeSurname',
  'closeGiven',
  'reordered',
  'sharedGiven',
  'sharedSurname',
  'conflict',
  'incomparable',
  'unknown',
] as const
export type NameGrade = (typeof NAME_GRADES)[number]

const DIMINUTIVES = new Set(
  'pepe jose,paco francisco,lola dolores,nacho ignacio,concha concepcion,charo rosario,manolo manuel,bill william,bob robert,sasha alexander,pili pilar,kike enrique'
    .split(',')
    .flatMap((pair) => [pair, pair.split(' ').reverse().join(' ')]),
)

/** The better of all pairs of readings (component groups and foldings). */
export function gradeNames(a: WrittenName, b: WrittenName): NameGrade {
  const left = readName(a)
  const right = readName(b)
  let best: NameGrade = 'unknown'
  for (const x of left) {
    for (const y of right) {
      const grade = gradeReadings(x, y)
      if (NAME_GRADES.indexOf(grade) < NAME_GRADES.indexOf(best)) best = grade
    }
  }
  return best
}

function gradeReadings(a: NameReading, b: NameReading): NameGrade {
  if (a.script !== b.script) return 'incomparable'
  if (a.script === 'other' && !sharesScript(a, b)) return 'incomparable'
  const grade = gradeTokens(a, b)
  const suffixesContradict = a.suffix !== null && b.suffix !== null && a.suffix !== b.suffix
  const alike = NAME_GRADES.indexOf(grade) < NAME_GRADES.indexOf('reordered')
  return suffixesContradict && alike ? 'reordered' : grade
}

function gradeTokens(a: NameReading, b: NameReading): NameGrade {
  if (isEqual(a, b)) return 'equal'
  if (lacksLastSurname(a, b) || lacksLastSurname(b, a)) return 'compatibleSurname'
  if (sorted(a.tokens) === sorted(b.tokens)) return isWhole(a) && isWhole(b) ? 'reordered' : 'compatible'
  if (isPart(a, b) || isPart(b, a) || isSurnameCut(a, b) || isSurnameCut(b, a)) return 'compatible'
  const close = closePair(a, b)
  if (close) return close
  if (sharesGiven(a, b)) return 'sharedGiven'
  return a.tokens.some((token) => b.tokens.includes(token)) ? 'sharedSurname' : 'conflict'
}

/** A family and a given name, or at least two words: a single word identifies nobody. */
function isWhole(name: NameReading): boolean {
  return name.structured ? name.family.length > 0 && name.given.length > 0 : name.tokens.length > 1
}

function isEqual(a: NameReading, b: NameReading): boolean {
  if (!isWhole(a) || !isWhole(b)) return false
  if (a.structured && b.structured) {
    return meets(a.familyLetters, b.familyLetters) && meets(a.givenLetters, b.givenLetters)
  }
  return meets(spellings(a), spellings(b))
}

/** All letters without blanks, in every order that the writing allows: family first or last, and for plain text any rotation. */
function spellings(name: NameReading): string[] {
  const orders: (readonly string[])[] = []
  for (const words of [name.tokens, name.tokensWithParticles]) {
    if (name.structured) orders.push(words)
    else for (let i = 0; i < words.length; i++) orders.push([...words.slice(i), ...words.slice(0, i)])
  }
  const joined = orders.map((order) => order.join(''))
  if (!name.structured) return joined
  return [...joined, ...name.familyLetters.flatMap((family) => name.givenLetters.map((given) => family + given))]
}

/** `short` is `long` without the last of at least two surnames, and a structured side shows which words are surnames. */
function lacksLastSurname(short: NameReading, long: NameReading): boolean {
  if (!isWhole(short) || !isWhole(long)) return false
  if (long.structured) {
    const kept = long.family.slice(0, -1)
    if (kept.length === 0) return false
    if (short.structured) return short.family.join(' ') === kept.join(' ') && short.given.join('') === long.given.join('')
    const text = short.tokens.join('')
    return text === [...long.given, ...kept].join('') || text === [...kept, ...long.given].join('')
  }
  if (!short.structured || long.tokens.length < 3) return false
  const given = short.given.join('')
  const family = short.family.join('')
  const words = long.tokens
  const joined = words.join('')
  const givenFirst = words.slice(0, -1).join('') === given + family
  const familyFirst = joined.startsWith(family) && joined.endsWith(given) && hasOneWordBetween(words, family, given)
  return givenFirst || familyFirst
}

function hasOneWordBetween(words: readonly string[], before: string, after: string): boolean {
  return words.some((_, i) => words.slice(0, i).join('') === before && words.slice(i + 1).join('') === after)
}

const isInitialOf = (initial: string, word: string) => initial.length === 1 && word.length > 1 && word.startsWith(initial)

/** Every word of `part` stands in `whole`, in full or as its initial; at least two, unless `part` is one word. */
function isPart(part: NameReading, whole: NameReading): boolean {
  const left = [...whole.tokens]
  let initials = 0
  for (const token of [...part.tokens].sort((x, y) => y.length - x.length)) {
    let at = left.indexOf(token)
    if (at < 0) {
      at = left.findIndex((word) => isInitialOf(token, word) || isInitialOf(word, token))
      initials++
    }
    if (at < 0) return false
    left.splice(at, 1)
  }
  if (part.tokens.length === 1) return initials === 0
  return initials < part.tokens.length
}

/** Given names equal and one surname cut short by two letters or more, as fixed-width systems do. */
function isSurnameCut(short: NameReading, long: NameReading): boolean {
  const [x, y] = differingWords(short.tokens, long.tokens)
  if (x.length !== 1 || y.length !== 1) return false
  const [cut = '', full = ''] = [x[0], y[0]]
  const isSurname = (name: NameReading, word: string) => !name.structured || name.family.includes(word)
  if (!isSurname(short, cut) || !isSurname(long, full)) return false
  return full.length >= 5 && cut.length >= 2 && full.length - cut.length >= 2 && full.startsWith(cut)
}

function closePair(a: NameReading, b: NameReading): 'closeSurname' | 'closeGiven' | null {
  const [x, y] = differingWords(a.tokens, b.tokens)
  if (x.length !== 1 || y.length !== 1) return null
  const [p = '', q = ''] = [x[0], y[0]]
  if (DIMINUTIVES.has(`${p} ${q}`)) return 'closeGiven'
  if (!matchesOpenLetters(p, q) && !(p.length >= 4 && q.length >= 4 && isOneEdit(p, q))) return null
  return isGivenWord(a, p) || isGivenWord(b, q) ? 'closeGiven' : 'closeSurname'
}

function isGivenWord(name: NameReading, word: string): boolean {
  return name.structured ? name.given.includes(word) : name.tokens[0] === word
}

function sharesGiven(a: NameReading, b: NameReading): boolean {
  const givenOf = (name: NameReading, other: NameReading) =>
    name.structured ? name.given : other.structured ? name.tokens : name.tokens.slice(0, 1)
  const right = givenOf(b, a)
  return givenOf(a, b).some((word) => word.length > 1 && right.includes(word))
}

/** Words of each side that the other has not, counting repetitions. */
function differingWords(a: readonly string[], b: readonly string[]): [string[], string[]] {
  const right = [...b]
  const left = a.filter((word) => {
    const at = right.indexOf(word)
    if (at >= 0) right.splice(at, 1)
    return at < 0
  })
  return [left, right]
}

/** `?` and U+FFFD stand for one lost letter, a run of them for one up to its length. */
function matchesOpenLetters(p: string, q: string): boolean {
  const pattern = (open: string) => new RegExp(`^${open.replace(/[?\uFFFD]+/gu, (run) => `.{1,${run.length}}`)}$`, 'u')
  const isOpen = (word: string) => /[?\uFFFD]/u.test(word)
  return (isOpen(p) && pattern(p).test(q)) || (isOpen(q) && pattern(q).test(p))
}

/** One insertion, deletion, replacement or exchange of neighbours. */
function isOneEdit(p: string, q: string): boolean {
  if (p === q || Math.abs(p.length - q.length) > 1) return false
  let start = 0
  while (start < Math.min(p.length, q.length) && p[start] === q[start]) start++
  const restP = p.slice(start)
  const restQ = q.slice(start)
  if (restP.slice(1) === restQ.slice(1) || restP.slice(1) === restQ || restP === restQ.slice(1)) return true
  return restP[0] === restQ[1] && restP[1] === restQ[0] && restP.slice(2) === restQ.slice(2)
}

const sorted = (words: readonly string[]) => [...words].sort().join(' ')
const meets = (a: readonly string[], b: readonly string[]) => a.some((text) => b.includes(text))

const SCRIPTS = [/\p{Script=Arabic}/u, /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u, /\p{Script=Hangul}/u, /\p{Script=Hebrew}/u, /\p{Script=Greek}/u]

function sharesScript(a: NameReading, b: NameReading): boolean {
  const [x, y] = [a.tokens.join(''), b.tokens.join('')]
  return SCRIPTS.some((script) => script.test(x) && script.test(y)) || x === y
}
