// What each person changed in a document of plain registers, kept in the document itself: undo and redo outlive a restart, and change only what is still as that person left it.
import type * as Y from 'yjs'
import { type EditOrigin, historyRoot } from './layout.ts'

/** One register before and after; null = it was not there. */
interface Change {
  readonly root: string
  readonly key: string
  readonly before: unknown
  readonly after: unknown
}

interface Step {
  readonly changes: readonly Change[]
  readonly undone: boolean
}

/** A value to set, or null to take the register out. */
export interface Edit {
  readonly root: string
  readonly key: string
  readonly value: unknown
}

/** So many steps of a person are kept in a document, and so many bytes of them; older ones can no longer be taken back. */
const MOST_STEPS = 60
const MOST_BYTES = 400_000

/** Writes registers and remembers the step, in one transaction: what is stored can be taken back, and nothing else. */
export function editWithHistory(doc: Y.Doc, origin: EditOrigin, edits: readonly Edit[]): void {
  doc.transact(() => {
    const changes = edits.map(({ root, key, value }) => ({ root, key, before: registerAt(doc, root, key), after: value }))
    apply(doc, changes, 'after')
    const history = stepsOf(doc, origin)
    const kept = history.toArray().findLastIndex(({ undone }) => !undone) + 1
    if (kept < history.length) history.delete(kept, history.length - kept)
    history.push([{ changes, undone: false }])
    shorten(history)
  }, origin)
}

/** Takes back this person's last step; a register somebody has changed since stays as it is. */
export function undoOwn(doc: Y.Doc, origin: EditOrigin): void {
  const steps = stepsOf(doc, origin).toArray()
  turn(doc, origin, steps.findLastIndex(({ undone }) => !undone), steps)
}

export function redoOwn(doc: Y.Doc, origin: EditOrigin): void {
  const steps = stepsOf(doc, origin).toArray()
  turn(doc, origin, steps.findIndex(({ undone }) => undone), steps)
}

function turn(doc: Y.Doc, origin: EditOrigin, at: number, steps: readonly Step[]): void {
  const step = steps[at]
  if (!step) return
  doc.transact(() => {
    const [from, to] = step.undone ? (['before', 'after'] as const) : (['after', 'before'] as const)
    apply(doc, step.changes.filter((change) => isSame(registerAt(doc, change.root, change.key), change[from])), to)
    const history = stepsOf(doc, origin)
    history.delete(at, 1)
    history.insert(at, [{ ...step, undone: !step.undone }])
  }, origin)
}

const stepsOf = (doc: Y.Doc, { actorId }: EditOrigin): Y.Array<Step> => doc.getArray<Step>(historyRoot(actorId))
const registerAt = (doc: Y.Doc, root: string, key: string): unknown => doc.getMap<unknown>(root).get(key) ?? null
const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

function apply(doc: Y.Doc, changes: readonly Change[], side: 'before' | 'after'): void {
  for (const { root, key, [side]: value } of changes) {
    const map = doc.getMap<unknown>(root)
    if (value === null) map.delete(key)
    else map.set(key, value)
  }
}

function shorten(history: Y.Array<Step>): void {
  const sizes = history.toArray().map((step) => JSON.stringify(step).length)
  let bytes = sizes.reduce((sum, size) => sum + size, 0)
  let drop = Math.max(0, history.length - MOST_STEPS)
  for (let n = 0; n < drop; n++) bytes -= sizes[n] ?? 0
  while (bytes > MOST_BYTES && drop < history.length - 1) bytes -= sizes[drop++] ?? 0
  if (drop > 0) history.delete(0, drop)
}
