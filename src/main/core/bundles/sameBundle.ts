// Whether most of a bundle lies in a case already: asked before a second case of the same patient is opened by mistake.
import type { User } from '#shared/domain/people.ts'
import type { CaseId } from '#shared/kit/ids.ts'
import { isMember, readCase } from '../cases/caseStore.ts'
import type { Readable } from '../storage/handles.ts'
import { blobsOf } from './importJournal.ts'
import type { BundleItem } from './readBundle.ts'

/** From this part of the bundle's files on. */
const MOST = 0.5

export interface SameBundle {
  caseId: CaseId
  caseNumber: string
  /** Files of the bundle that the case holds, of all that could be filed. */
  shared: number
  total: number
}

/** The case of this user that shares most with the bundle, when it shares most of the bundle. */
export function findSameBundle(r: Readable, user: User, items: readonly BundleItem[]): SameBundle | undefined {
  const hashes = new Set(items.flatMap(({ read }) => blobsOf(read).slice(0, 1)).map(({ sha256 }) => sha256))
  const shared = new Map<string, number>()
  for (const sha256 of hashes) {
    for (const { caseId } of r.all<{ caseId: string }>('SELECT DISTINCT case_id AS caseId FROM blob WHERE sha256 = ?', [sha256])) shared.set(caseId, (shared.get(caseId) ?? 0) + 1)
  }
  const [best] = [...shared].sort(([, a], [, b]) => b - a).filter(([caseId]) => isMember(r, caseId, user))
  if (!best || best[1] < hashes.size * MOST) return undefined
  const { id, caseNumber } = readCase(r, best[0])
  return { caseId: id, caseNumber, shared: best[1], total: hashes.size }
}
