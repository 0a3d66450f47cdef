// TNM as written: splits, checks and normalises the categories of one edition. Format only: no stage tables are shipped (README decision 22).
import { z } from 'zod'

export const TNM_EDITIONS = ['UICC7', 'UICC8', 'UICC9', 'AJCC7', 'AJCC8', 'AJCC9'] as const

export const TnmInput = z.object({
  edition: z.string().nullable().optional(),
  site: z.string(),
  text: z.string(),
  /** false: no specimen was examined, so that there can be no pN. */
  specimen: z.boolean().optional(),
})
export type TnmInput = z.infer<typeof TnmInput>

export type TnmResult = { valid: true; normalized: string; warnings: string[] } | { valid: false; codes: string[] }

const ORDER = ['T', 'N', 'M', 'L', 'V', 'Pn', 'R'] as const
type Category = (typeof ORDER)[number]

interface Part {
  prefix: string
  category: Category
  value: string
  suffixes: string[]
}

const PREFIXES = ['c', 'p', 'yc', 'yp', 'r', 'rc', 'rp', 'a']
const TOKEN = /\s*((?:y|r)?[cp]?|a)(Pn|T|N|M|L|V|R)(is|a(?![a-z])|[Xx0-9][a-z]*[0-9]?)((?:\([^)]*\))*)(?=\s|[a-z]*[A-Z]|$)/y

/** @source TNM rules of format (UICC/AJCC general rules); inheritance of prefixes is a convention (C14) */
export function checkTnm({ edition, site, text, specimen }: TnmInput): TnmResult {
  const codes = new Set<string>()
  if (!edition) codes.add('editionMissing')
  else if (!(TNM_EDITIONS as readonly string[]).includes(edition)) codes.add('editionUnknown')
  const written = split(text)
  if (!written) return { valid: false, codes: [...codes.add('format')].sort() }

  const isNinth = edition?.endsWith('9') ?? false
  const tPrefix = written.find((part) => part.category === 'T')?.prefix || 'c'
  const parts = written.map((part) => ({ ...part, prefix: part.prefix || inherited(part.category, tPrefix) }))
  for (const part of parts) for (const code of faults(part, site === 'lung', isNinth, specimen)) codes.add(code)
  const categories = parts.map((part) => part.category)
  if (new Set(categories).size < categories.length) codes.add('duplicateCategory')
  if (!(['T', 'N', 'M'] as const).every((category) => categories.includes(category))) codes.add('categoryMissing')
  if (codes.size > 0) return { valid: false, codes: [...codes].sort() }

  const unsplit = parts.filter((part) => site === 'lung' && isNinth && ['N2', 'M1c'].includes(part.category + part.value))
  const normalized = parts.sort((x, y) => ORDER.indexOf(x.category) - ORDER.indexOf(y.category)).map(spell).join(' ')
  return { valid: true, normalized, warnings: unsplit.map(() => 'subcategoryExpected') }
}

/** N without a prefix takes that of T; T and M without one are clinical; the others never have one. */
function inherited(category: Category, tPrefix: string): string {
  if (category === 'N') return tPrefix
  return category === 'T' || category === 'M' ? 'c' : ''
}

function split(text: string): Part[] | null {
  const parts: Part[] = []
  const trimmed = text.trim()
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < trimmed.length) {
    const match = TOKEN.exec(trimmed)
    if (!match) return null
    const [, prefix = '', category, value = '', suffixes = ''] = match
    parts.push({ prefix, category: category as Category, value: value.replace('x', 'X'), suffixes: suffixes.match(/\([^)]*\)/g) ?? [] })
  }
  return parts.length > 0 ? parts : null
}

function faults(part: Part, isLung: boolean, isNinth: boolean, specimen: boolean | undefined): string[] {
  const hasPrefix = ['T', 'N', 'M'].includes(part.category)
  const prefix = hasPrefix ? PREFIXES.includes(part.prefix) : part.prefix === ''
  return [...(prefix ? [] : ['prefix']), ...valueFaults(part, isLung, isNinth, specimen)]
}

function valueFaults(part: Part, isLung: boolean, isNinth: boolean, specimen: boolean | undefined): string[] {
  switch (part.category) {
    case 'T':
      return [...(/^(X|0|is|a|[1-4]([a-d]|mi)?)$/.test(part.value) ? [] : ['categoryUnknown']), ...multiplicity(part.suffixes)]
    case 'N':
      return nodeFaults(part, isLung, isNinth, specimen)
    case 'M':
      return metastasisFaults(part, isLung, isNinth)
    default: {
      const allowed = { L: /^[X01]$/, V: /^[X012]$/, Pn: /^[X01]$/, R: /^[X012]$/ }[part.category]
      return [...(allowed.test(part.value) ? [] : ['categoryUnknown']), ...(part.suffixes.length > 0 ? ['suffix'] : [])]
    }
  }
}

function multiplicity(suffixes: readonly string[]): string[] {
  if (suffixes.length === 0) return []
  const [only] = suffixes
  const count = /^\((\d+)\)$/.exec(only ?? '')?.[1]
  return suffixes.length === 1 && (only === '(m)' || Number(count) >= 2) ? [] : ['multiplicity']
}

const ISOLATED = ['(i+)', '(i-)', '(mol+)', '(mol-)']

function nodeFaults({ prefix, value, suffixes }: Part, isLung: boolean, isNinth: boolean, specimen: boolean | undefined): string[] {
  const found: string[] = []
  if (!/^(X|0|1mi|[1-3][a-c]?)$/.test(value)) found.push('categoryUnknown')
  else if (isLung && /^[1-3][a-c]$/.test(value) && !(isNinth && (value === '2a' || value === '2b'))) found.push('categoryNotInEdition')
  const isolated = suffixes.filter((suffix) => ISOLATED.includes(suffix))
  const method = suffixes.filter((suffix) => suffix === '(sn)' || suffix === '(f)')
  if (isolated.length > 0 && value !== '0') found.push('isolatedCellsOnlyWithN0')
  const repeated = isolated.length > 1 || method.length > 1
  const unknown = isolated.length + method.length < suffixes.length
  if (repeated || unknown || (value === 'X' && method.includes('(sn)'))) found.push('suffix')
  if (prefix.endsWith('p') && specimen === false) found.push('pNWithoutSpecimen')
  return found
}

function metastasisFaults({ prefix, value, suffixes }: Part, isLung: boolean, isNinth: boolean): string[] {
  if (value === 'X') return ['mxNotAllowed']
  const found: string[] = []
  const isSplit = value === '1c1' || value === '1c2'
  if (isSplit && isLung && !isNinth) found.push('categoryNotInEdition')
  else if (!/^(0|1[a-d]?)$/.test(value) && !(isSplit && isLung)) found.push('categoryUnknown')
  if (value === '0' && prefix.endsWith('p')) found.push('pM0NotAllowed')
  if (suffixes.length > 1 || (suffixes.length === 1 && !(value === '0' && suffixes[0] === '(i+)'))) found.push('suffix')
  return found
}

function spell({ prefix, category, value, suffixes }: Part): string {
  const rank = (suffix: string) => (ISOLATED.includes(suffix) ? 0 : 1)
  return `${prefix}${category}${value}${[...suffixes].sort((a, b) => rank(a) - rank(b)).join('')}`
}
