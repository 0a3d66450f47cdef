// Which one step brings the case forward now. Pure; order: identity, signed, obstacles, missing documents, signature.
import type { CaseLine } from '#shared/contract/workstation/cases.contract.ts'
import type { Report, SigningObstacle } from '#shared/domain/report.ts'
import type { SignOff } from '#shared/domain/signOff.ts'

export type Step =
  | { kind: 'setAside'; count: number }
  | { kind: 'signed' }
  | { kind: 'obstacle'; obstacle: SigningObstacle; more: number }
  | { kind: 'missing'; kinds: readonly string[] }
  | { kind: 'sign' }
  | { kind: 'write' }

export function nextStep(line: CaseLine, obstacles: readonly SigningObstacle[], report: Report | null, signOffs: readonly SignOff[]): Step {
  if (line.quarantined > 0) return { kind: 'setAside', count: line.quarantined }
  if (report && signOffs.some((signOff) => signOff.reportId === report.id)) return { kind: 'signed' }
  const blockers = obstacles.filter((obstacle) => obstacle.severity === 'blocker' && obstacle.code !== 'notSignatory')
  const first = blockers[0]
  if (first) return { kind: 'obstacle', obstacle: first, more: blockers.length - 1 }
  if (line.complete.missing.length > 0 && !report) return { kind: 'missing', kinds: line.complete.missing }
  return report ? { kind: 'sign' } : { kind: 'write' }
}
