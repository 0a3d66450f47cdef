// State of a question's answer, told from the report and its obstacles. Pure.
import type { Report, SigningObstacle } from '#shared/domain/report.ts'

/** `none`: no report yet; `open`: unanswered in the draft; `draft`: answered, not signed; `signed`: part of a signed version. */
export function answerState(number: number, obstacles: readonly SigningObstacle[], report: Report | null): 'none' | 'open' | 'draft' | 'signed' {
  if (!report) return 'none'
  if (report.status === 'final' || report.status === 'amended') return 'signed'
  const unanswered = obstacles.some((obstacle) => obstacle.code === 'questionUnanswered' && Number.parseInt(obstacle.detail, 10) === number)
  return unanswered ? 'open' : 'draft'
}
