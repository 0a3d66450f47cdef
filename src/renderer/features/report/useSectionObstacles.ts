// The obstacles of each section as its own list, the same list while nothing in it changed: only the section concerned is drawn again.
import { useState } from 'react'
import type { SigningObstacle } from '#shared/domain/report.ts'
import { obstacleKey } from '../../ui/obstacleWords.ts'

type BySection = ReadonlyMap<string, readonly SigningObstacle[]>

export function useSectionObstacles(obstacles: readonly SigningObstacle[]): BySection {
  const [kept, setKept] = useState<{ of: readonly SigningObstacle[]; lists: BySection }>(() => ({ of: obstacles, lists: bySection(obstacles, new Map()) }))
  if (kept.of === obstacles) return kept.lists
  const lists = bySection(obstacles, kept.lists)
  setKept({ of: obstacles, lists })
  return lists
}

function bySection(obstacles: readonly SigningObstacle[], before: BySection): BySection {
  const keys = new Set(obstacles.flatMap(({ sectionKey }) => sectionKey ?? []))
  return new Map([...keys].map((key) => [key, sameOr(before.get(key), obstacles.filter(({ sectionKey }) => sectionKey === key))]))
}

function sameOr(before: readonly SigningObstacle[] | undefined, now: readonly SigningObstacle[]): readonly SigningObstacle[] {
  const isSame = before?.length === now.length && before.every((one, i) => now[i] !== undefined && obstacleKey(one) === obstacleKey(now[i]) && one.severity === now[i].severity)
  return isSame ? before : now
}
