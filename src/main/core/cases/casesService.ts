// Owns the work list of one unlocked profile, the request's own words and the steps of a case. Knows no transport.
import type { z } from 'zod'
import type { CaseEvent } from '#shared/contract/workstation/cases.contract.ts'
import { caseError } from '#shared/contract/errors.ts'
import { READ_ONLY_STAGES, type CaseDecision } from '#shared/domain/caseStatus.ts'
import type { PatientQuestion, ReviewCase } from '#shared/domain/reviewCase.ts'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import { type Clock, isoInstant } from '#shared/kit/clock.ts'
import type { AuditLog } from '../audit/auditLog.ts'
import { listDocuments } from '../documents/documentStore.ts'
import type { Session } from '../identity/session.ts'
import { listStudies } from '../imaging/imagingStore.ts'
import { calendarDay } from '../reports/calendarDay.ts'
import type { ReportResources } from '../reports/reportResources.ts'
import type { LiveBus } from '../workspace/liveBus.ts'
import { advanceCase } from './advanceCase.ts'
import { gatherEvents } from './caseEvents.ts'
import { type Line, readLines } from './caseLines.ts'
import { changeCase, isMember, listSteps, readCase } from './caseStore.ts'
import { createWorkList } from './workList.ts'

export interface CasesPorts {
  session: Pick<Session, 'db' | 'user'>
  clock: Clock
  audit: AuditLog
  live: Pick<LiveBus, 'publish' | 'watch'>
  resources: Pick<ReportResources, 'illness' | 'programme'>
}

export type CasesService = ReturnType<typeof createCasesService>

export interface IntakeChange {
  caseId: string
  baseVersion: number
  patientWords?: string | undefined
  questions?: PatientQuestion[] | undefined
}

export function createCasesService({ session: { db, user }, clock, audit, live, resources }: CasesPorts) {
  const readLine = (caseId: string): Line | null => db.read((r) => (isMember(r, caseId, user) ? readLines(r, user.id, caseId, resources)[0] : undefined) ?? null)
  const workList = createWorkList({
    live,
    readAll: () => db.read((r) => readLines(r, user.id, null, resources)),
    readOne: readLine,
    today: () => calendarDay(clock.now()),
  })

  /** @throws CaseError CASE_NOT_FOUND */
  function get({ caseId }: { caseId: string }): Line {
    const [line] = db.read((r) => readLines(r, user.id, caseId, resources))
    if (!line) throw caseError('CASE_NOT_FOUND', {})
    return line
  }

  function documents({ caseId }: { caseId: string }): SourceDocument[] {
    return db.read((r) => listDocuments(r, caseId))
  }

  function events({ caseId }: { caseId: string }): z.infer<typeof CaseEvent>[] {
    return db.read((r) => gatherEvents(readCase(r, caseId), listDocuments(r, caseId), listStudies(r, caseId), listSteps(r, caseId)))
  }

  /** @throws CaseError CASE_NOT_FOUND, STALE_VERSION when somebody changed the case since `baseVersion` */
  function updateIntake({ caseId, baseVersion, patientWords, questions }: IntakeChange): ReviewCase {
    const after = db.write((tx) => {
      mustBe(readCase(tx, caseId), baseVersion)
      audit.append(tx, 'case.intakeChanged', { userId: user.id, role: user.role }, { caseId })
      return changeCase(tx, caseId, () => ({ ...(patientWords === undefined ? {} : { patientWords }), ...(questions === undefined ? {} : { questions }) }))
    })
    live.publish('case', caseId)
    return after
  }

  /** @throws CaseError CASE_NOT_FOUND, STALE_VERSION, STEP_NOT_POSSIBLE, GATE_CLOSED, REASON_MISSING */
  function advance({ caseId, baseVersion, command, reason }: { caseId: string; baseVersion: number; command: CaseDecision; reason: string }): ReviewCase {
    const now = clock.now()
    const after = db.write((tx) => {
      mustBe(readCase(tx, caseId), baseVersion)
      return advanceCase(tx, { caseId, command, reason, by: user, at: isoInstant(now), day: calendarDay(now) }, { audit, resources })
    })
    live.publish('case', caseId)
    return after
  }

  return {
    /** Cases the person belongs to, newest first. */
    list: workList.lines,
    page: workList.page,
    get,
    documents,
    events,
    updateIntake,
    advance,
    isMember: (caseId: string) => db.read((r) => isMember(r, caseId, user)),
    /** Closed for good: nothing of it may be changed until somebody opens it again. */
    isReadOnly: (caseId: string) => db.read((r) => isMember(r, caseId, user) && READ_ONLY_STAGES.includes(readCase(r, caseId).stage)),
    stop: workList.stop,
  }
}

function mustBe({ version }: ReviewCase, baseVersion: number): void {
  if (version !== baseVersion) throw caseError('STALE_VERSION', { currentVersion: version })
}
