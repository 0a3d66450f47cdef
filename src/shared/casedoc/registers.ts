// Documents that are nothing but registers: a key, a plain JSON value, the last writer wins per key. The psychological lane and the care record.
import type * as Y from 'yjs'
import type { z } from 'zod'
import type { EditOrigin } from './layout.ts'

/** Root of such a document: Y.Map key -> JSON. */
export const REGISTERS = 'registers'

export function setRegister(doc: Y.Doc, origin: EditOrigin, key: string, value: object): void {
  doc.transact(() => doc.getMap(REGISTERS).set(key, value), origin)
}

/** @returns undefined when it is absent or not of its schema */
export function readRegister<T>(doc: Y.Doc, key: string, schema: z.ZodType<T>): T | undefined {
  const parsed = schema.safeParse(doc.getMap(REGISTERS).get(key))
  return parsed.success ? parsed.data : undefined
}

/** Every entry under `prefix/`, sorted by key: keys are time-ordered ids. What is not of the schema is counted, never guessed at. */
export function listRegisters<T>(doc: Y.Doc, prefix: string, schema: z.ZodType<T>): { entries: T[]; unreadable: number } {
  const keys = [...doc.getMap(REGISTERS).keys()].filter((key) => key.startsWith(`${prefix}/`)).sort()
  const parsed = keys.map((key) => schema.safeParse(doc.getMap(REGISTERS).get(key)))
  return { entries: parsed.flatMap((one) => (one.success ? [one.data] : [])), unreadable: parsed.filter(({ success }) => !success).length }
}
