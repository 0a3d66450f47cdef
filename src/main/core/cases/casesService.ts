// Owns the work list of one unlocked profile and the intake fields of a case. Knows no transport; a stage beyond the intake is set by the room that earns it.
import type { z } from 'zod'
import type { CaseEvent, CaseLine } from '#shared/contract/workstation/cases.contract.ts'
import { caseError } from '#shared/contract/errors.ts'
import { completenessOf } from '#shared/domain/completeness.ts'
import type { CaseStage, PatientQuestion, ReviewCase } from '#shared/domain/reviewCase.ts'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import { type Clock, isoInstant } from '#shared/kit/clock.ts'
import type { AuditLog } from '../audit/auditLog.ts'
import { countHeldItems } from '../bundles/importStore.ts'
import type { ProfileContentStore } from '../content/createContentStore.ts'
import { listDocuments } from '../documents/documentStore.ts'
import type { Session } from '../identity/session.ts'
import { listStudies } from '../imaging/imagingStore.ts'
import type { Readable } from '../storage/handles.ts'
import type { LiveBus } from '../workspace/liveBus.ts'
import { gatherEvents } from './caseEvents.ts'
import { addStep, changeCase, hasRequest, isMember, listCaseIds, listSteps, readCase } from './caseStore.ts'

export interface CasesPorts {
  session: Pick<Session, 'db' | 'user'>
  clock: Clock
  audit: AuditLog
  live: Pick<LiveBus, 'publish'>
  content: Pick<ProfileContentStore, 'sizeOnDevice'>
  /** What stands between the case's open report and its signature. */
  countBlockers(r: Readable, caseId: string): number
}

export type CasesService = ReturnType<typeof createCasesService>
type Line = z.infer<typeof CaseLine>

export interface IntakeChange {
  caseId: string
  baseVersion: number
  patientWords?: string | undefined
  questions?: PatientQuestion[] | undefined
  stage?: CaseStage | undefined
}

export function createCasesService({ session: { db, user }, clock, audit, live, content, countBlockers }: CasesPorts) {
  /** Cases the person belongs to, newest first. */
  function list(): Line[] {
    return db.read((r) => listCaseIds(r).filter((id) => isMember(r, id, user)).map((id) => describe(r, id)))
  }

  /** @throws CaseError CASE_NOT_FOUND */
  function get({ caseId }: { caseId: string }): Line {
    return db.read((r) => describe(r, caseId))
  }

  function documents({ caseId }: { caseId: string }): SourceDocument[] {
    return db.read((r) => listDocuments(r, caseId))
  }

  function events({ caseId }: { caseId: string }): z.infer<typeof CaseEvent>[] {
    return db.read((r) => gatherEvents(readCase(r, caseId), listDocuments(r, caseId), listStudies(r, caseId), listSteps(r, caseId)))
  }

  /** @throws CaseError CASE_NOT_FOUND, STALE_VERSION when somebody changed the case since `baseVersion` */
  function updateIntake({ caseId, baseVersion, patientWords, questions, stage }: IntakeChange): ReviewCase {
    const after = db.write((tx) => {
      const before = readCase(tx, caseId)
      if (before.version !== baseVersion) throw caseError('STALE_VERSION', { currentVersion: before.version })
      audit.append(tx, 'case.intakeChanged', { userId: user.id, role: user.role }, { caseId, stage: stage ?? null })
      if (stage !== undefined && stage !== before.stage) {
        addStep(tx, caseId, { at: isoInstant(clock.now()), labelKey: `event.stage.${stage}`, title: stage, actorName: user.name })
      }
      return changeCase(tx, caseId, () => ({
        ...(patientWords === undefined ? {} : { patientWords }),
        ...(questions === undefined ? {} : { questions }),
        ...(stage === undefined ? {} : { stage }),
      }))
    })
    live.publish('case', caseId)
    live.publish('cases')
    return after
  }

  function describe(r: Readable, caseId: string): Line {
    const reviewCase = readCase(r, caseId)
    const own = listDocuments(r, caseId)
    const steps = listSteps(r, caseId)
    return {
      reviewCase,
      documents: own.length,
      studies: r.get<{ n: number }>('SELECT count(*) AS n FROM study WHERE case_id = ?', [caseId])?.n ?? 0,
      quarantined: countHeldItems(r, caseId),
      complete: completenessOf(reviewCase.packId, own.map(({ kind }) => kind), hasRequest(r, caseId)),
      blockers: countBlockers(r, caseId),
      onDeviceBytes: content.sizeOnDevice(caseId),
      lastEventAt: steps.at(-1)?.at ?? reviewCase.openedAt,
    }
  }

  return { list, get, documents, events, updateIntake, isMember: (caseId: string) => db.read((r) => isMember(r, caseId, user)) }
}
