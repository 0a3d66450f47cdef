// Coded values in a shared document: one register each, never merged letter by letter (H13). A register keeps the last value; beside it
// stands what each author claims, so that two who set it without seeing each other are both still there, and a person decides.
import type * as Y from 'yjs'
import { z } from 'zod'
import { FieldValue } from '../domain/report.ts'
import type { RegisterConflict } from '../domain/reportContent.ts'
import { SECTION } from './layout.ts'

/** What an author set, and what the register said before. */
const Claim = FieldValue.extend({ earlier: z.string().nullable() })
type Claim = z.infer<typeof Claim>

const SEPARATOR = '|'

/**
 * Sets a register and takes back every claim that its author could see: what remains of others came without being seen.
 * Call inside one transaction.
 */
export function setRegister(doc: Y.Doc, root: 'fields' | 'answers', key: string, value: FieldValue): void {
  const registers = doc.getMap<unknown>(SECTION[root])
  const claims = doc.getMap<unknown>(SECTION.claims)
  const before = FieldValue.safeParse(registers.get(key))
  for (const name of [...claims.keys()]) if (name.startsWith(key + SEPARATOR)) claims.delete(name)
  const claim: Claim = { ...value, earlier: before.success ? before.data.value : null }
  claims.set([key, value.changedBy, value.changedAt].join(SEPARATOR), claim)
  registers.set(key, value)
}

/** Registers of which more than one value stands, with who set each and when; oldest first. */
export function readConflicts(doc: Y.Doc): RegisterConflict[] {
  const byKey = new Map<string, Claim[]>()
  for (const [name, value] of doc.getMap<unknown>(SECTION.claims).entries()) {
    const claim = Claim.safeParse(value)
    const key = name.split(SEPARATOR, 1)[0] ?? name
    if (claim.success) byKey.set(key, [...(byKey.get(key) ?? []), claim.data])
  }
  return [...byKey]
    .filter(([, claims]) => new Set(claims.map(({ value }) => value)).size > 1)
    .map(([key, claims]) => ({ key, earlier: commonEarlier(claims), values: [...claims].sort(byTime).map(({ earlier: _earlier, ...value }) => value) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
}

function commonEarlier(claims: readonly Claim[]): string | null {
  const [first] = claims
  return first !== undefined && claims.every(({ earlier }) => earlier === first.earlier) ? first.earlier : null
}

function byTime(a: FieldValue, b: FieldValue): number {
  return a.changedAt < b.changedAt ? -1 : a.changedAt > b.changedAt ? 1 : a.changedBy < b.changedBy ? -1 : 1
}
