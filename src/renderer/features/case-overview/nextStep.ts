// Which one step brings the case forward now. Pure; order: closed, identity, signed, intake, obstacles, signature.
import type { CaseLine } from '#shared/contract/workstation/cases.contract.ts'
import { READ_ONLY_STAGES } from '#shared/domain/caseStatus.ts'
import type { Report, SigningObstacle } from '#shared/domain/report.ts'
import type { SignOff } from '#shared/domain/signOff.ts'

export type Step =
  | { kind: 'closed' }
  | { kind: 'setAside'; count: number }
  | { kind: 'signed' }
  | { kind: 'waiting'; count: number }
  | { kind: 'missing'; codes: readonly string[] }
  | { kind: 'study' }
  | { kind: 'obstacle'; obstacle: SigningObstacle; more: number }
  | { kind: 'signIncomplete'; count: number }
  | { kind: 'sign' }
  | { kind: 'write' }

const BEFORE_REVIEW = ['intake', 'preliminaryStudy', 'needsData']

export function nextStep(line: CaseLine, obstacles: readonly SigningObstacle[], report: Report | null, signOffs: readonly SignOff[]): Step {
  const { stage, quarantined, complete, openRequests } = line
  if (READ_ONLY_STAGES.includes(stage)) return { kind: 'closed' }
  if (quarantined > 0) return { kind: 'setAside', count: quarantined }
  if (report && signOffs.some((signOff) => signOff.reportId === report.id)) return { kind: 'signed' }
  if (BEFORE_REVIEW.includes(stage)) {
    if (openRequests > 0) return { kind: 'waiting', count: openRequests }
    return complete.missing.length > 0 ? { kind: 'missing', codes: complete.missing } : { kind: 'study' }
  }
  const blockers = obstacles.filter((obstacle) => obstacle.severity === 'blocker' && obstacle.code !== 'notSignatory')
  const first = blockers[0]
  if (first) return { kind: 'obstacle', obstacle: first, more: blockers.length - 1 }
  if (!report) return { kind: 'write' }
  return complete.missing.length > 0 ? { kind: 'signIncomplete', count: complete.missing.length } : { kind: 'sign' }
}
