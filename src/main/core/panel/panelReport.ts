// Puts what a revealed panel found into the open report: the agreement's code and every dissenting voice in its author's words. Adds, never replaces.
import { setField, setNarrative } from '#shared/casedoc/edit.ts'
import { roomName } from '#shared/casedoc/layout.ts'
import { readSection } from '#shared/casedoc/read.ts'
import { caseError } from '#shared/contract/errors.ts'
import { agreementMatrix } from '#shared/domain/panel/agreement.ts'
import { consensusOf, dissentingVoices } from '#shared/domain/panel/conclusion.ts'
import { MEDICAL_ROLES } from '#shared/domain/people.ts'
import { FieldValue, type Report } from '#shared/domain/report.ts'
import { paragraphsOf, plainText } from '#shared/domain/reportContent.ts'
import { type Clock, isoInstant } from '#shared/kit/clock.ts'
import type { CaseId } from '#shared/kit/ids.ts'
import type { AuditLog } from '../audit/auditLog.ts'
import type { Rooms } from '../collab/rooms.ts'
import type { Session } from '../identity/session.ts'
import { PANEL } from '../reports/gatherReport.ts'
import { latestOpinions, type PanelService } from './panelService.ts'

/** Coded field of the templates' section about the panel. */
const CONSENSUS = 'consensus'

export interface PanelReportPorts {
  readonly session: Pick<Session, 'db' | 'user'>
  readonly rooms: Pick<Rooms, 'snapshot' | 'edit'>
  readonly audit: AuditLog
  readonly clock: Clock
  /** The newest report; the first draft when there was none. */
  currentReport(of: { caseId: CaseId }): Report
}

/**
 * @returns how many voices were added; those that stand there already are left as they are
 * @throws CaseError NOT_ALLOWED, PANEL_REFUSED notRevealed, REPORT_SIGNED
 */
export async function takePanelIntoReport({ session: { db, user }, rooms, audit, clock, currentReport }: PanelReportPorts, panel: PanelService, { caseId }: { caseId: CaseId }): Promise<{ added: number }> {
  if (!MEDICAL_ROLES.includes(user.role)) throw caseError('NOT_ALLOWED', {})
  const view = panel.view({ caseId })
  if (!view.revealedAt) throw caseError('PANEL_REFUSED', { reason: 'notRevealed' })
  const report = currentReport({ caseId })
  if (report.status !== 'preliminary') throw caseError('REPORT_SIGNED', {})
  const opinions = latestOpinions(view)
  const room = roomName({ kind: 'section', caseId, report: report.number, section: PANEL })
  const { body, fields } = readSection(await rooms.snapshot(room))
  const there = paragraphsOf(body).map(plainText)
  const fresh = dissentingVoices(view.subjects, opinions, report.language).filter(({ words, expert }) => !there.some((text) => text.includes(words) && text.includes(expert)))
  const origin = { actorId: user.id, room, tool: 'panel' }
  await rooms.edit(room, origin, (doc) => {
    if (!fields[CONSENSUS]) {
      const value = consensusOf(agreementMatrix(view.subjects, opinions), opinions.length)
      setField(doc, origin, CONSENSUS, FieldValue.parse({ value, changedAt: isoInstant(clock.now()), changedBy: user.id }))
    }
    if (fresh.length > 0) setNarrative(doc, origin, [...body, ...fresh.map(({ paragraph }) => paragraph)])
  })
  db.write((tx) => audit.append(tx, 'panel.takenIntoReport', { userId: user.id, role: user.role }, { caseId, reportId: report.id, voices: fresh.length }))
  return { added: fresh.length }
}
