// Owns what the case manager records of a case, the unfinished form of a new one, and the confidential motive. Knows no transport.
import type { z } from 'zod'
import { caseError } from '#shared/contract/errors.ts'
import type { NewCase, Situation } from '#shared/contract/workstation/intake.contract.ts'
import { addMonths } from '#shared/domain/calendar.ts'
import { restartClock, stopClock } from '#shared/domain/caseClock.ts'
import { type CaseIntake, EMPTY_INTAKE, type Pause, type SpecimenState, nextSpecimenStates } from '#shared/domain/caseIntake.ts'
import { decisionsAt, stageOf } from '#shared/domain/caseStatus.ts'
import { blockedQuestions, checkMaterial } from '#shared/domain/completeness.ts'
import { illnessOf } from '#shared/domain/illness.ts'
import type { User } from '#shared/domain/people.ts'
import type { IllnessId, ReviewCase } from '#shared/domain/reviewCase.ts'
import { entitlementOf, isGateOpen } from '#shared/domain/startGate.ts'
import { type Clock, isoInstant } from '#shared/kit/clock.ts'
import { CaseId, newUuid } from '#shared/kit/ids.ts'
import type { AuditLog } from '../audit/auditLog.ts'
import { listDocuments } from '../documents/documentStore.ts'
import type { Session } from '../identity/session.ts'
import { calendarDay } from '../reports/calendarDay.ts'
import type { ReportResources } from '../reports/reportResources.ts'
import type { Writable } from '../storage/handles.ts'
import type { LiveBus } from '../workspace/liveBus.ts'
import { conditionsOf, roleIn } from './advanceCase.ts'
import { readMaterial, readReportState } from './caseLines.ts'
import { addStep, changeCase, nextCaseNumber, putCase, readCase } from './caseStore.ts'
import { keepDraft, mayReadMotive, putMotive, readDraft, readMotive } from './intakeStore.ts'

export interface IntakePorts {
  session: Pick<Session, 'db' | 'user'>
  clock: Clock
  audit: AuditLog
  live: Pick<LiveBus, 'publish'>
  resources: ReportResources
}

type Ids = { caseId: string; baseVersion: number }
type Recorded = Partial<Pick<CaseIntake, 'channel' | 'route' | 'requester' | 'consent' | 'cover' | 'authorisation' | 'payment' | 'criteria' | 'waived'>>
interface SpecimenStep extends Ids {
  specimenId: string | null
  kind: 'block' | 'slide' | 'fluid' | 'other'
  label: string
  state: SpecimenState
  on: string
  note: string
}

export type IntakeService = ReturnType<typeof createIntakeService>

export function createIntakeService({ session: { db, user }, clock, audit, live, resources }: IntakePorts) {
  const actor = { userId: user.id, role: user.role }
  const today = () => calendarDay(clock.now())

  /** A case without material: the written request is its first fact. */
  function open({ confidentialMotive, patient: { identifier, ...patient }, intake, ...rest }: z.infer<typeof NewCase>): ReviewCase {
    const now = clock.now()
    const openedAt = isoInstant(now)
    const caseId = CaseId.parse(newUuid(now))
    const opened = db.write((tx) => {
      const reviewCase: ReviewCase = {
        ...rest,
        id: caseId,
        caseNumber: nextCaseNumber(tx, openedAt.slice(0, 4)),
        packId: resources.illness(rest.illness).packId,
        stage: 'intake',
        patient: { ...patient, identifiers: identifier === '' ? [] : [{ issuer: null, value: identifier }] },
        allergies: null,
        dueOn: null,
        team: [{ user, role: user.role }],
        intake: { ...EMPTY_INTAKE, ...intake },
        openedAt,
        version: 0,
      }
      putCase(tx, reviewCase, false)
      if (confidentialMotive !== '') putMotive(tx, caseId, { text: confidentialMotive, byName: user.name, at: openedAt })
      keepDraft(tx, null, openedAt)
      addStep(tx, caseId, { at: openedAt, labelKey: 'event.caseOpened', title: '', actorName: user.name })
      audit.append(tx, 'case.openedFromRequest', actor, { caseId, policyId: rest.policyId, illness: rest.illness })
      return reviewCase
    })
    live.publish('case', caseId)
    return opened
  }

  function situation({ caseId }: { caseId: string }): z.infer<typeof Situation> {
    return db.read((r) => {
      const reviewCase = readCase(r, caseId)
      const illness = resources.illness(illnessOf(reviewCase))
      const programme = resources.programme(reviewCase.policyId)
      const sections = resources.template(reviewCase.packId).sections
      const conditions = conditionsOf(r, reviewCase, resources)
      const stage = stageOf(reviewCase.stage, readReportState(r, caseId))
      const months = programme.inPersonFreeMonths
      const documents = listDocuments(r, caseId)
      const paired = new Set(documents.map(({ translationOf }) => translationOf))
      return {
        illness,
        programme,
        items: checkMaterial(illness, readMaterial(r, caseId), reviewCase.intake?.waived).map(({ item, state }) => ({
          ...item,
          state,
          questions: blockedQuestions(item, reviewCase.questions),
          sections: sections.filter(({ key }) => item.blocks.sections.includes(key)).map(({ number, title }) => ({ number, title })),
        })),
        conditions: [...conditions],
        isGateOpen: isGateOpen(conditions),
        entitlement: entitlementOf(programme, illness, reviewCase.intake),
        decisions: decisionsAt(stage, roleIn(reviewCase, user)),
        freeVisitUntil: months === null || reviewCase.requestedOn === null ? null : addMonths(reviewCase.requestedOn, months),
        mayReadMotive: mayReadMotive(roleIn(reviewCase, user)),
        untranslated: documents
          .filter(({ id, language }) => language !== null && !(programme.languages as readonly string[]).includes(language) && !paired.has(id) && !documents.find((one) => one.id === id)?.translationOf)
          .map(({ id }) => id),
      }
    })
  }

  /** One audited change of what is recorded. @throws CaseError CASE_NOT_FOUND, STALE_VERSION */
  function change({ caseId, baseVersion }: Ids, event: string, facts: Record<string, string | number | null>, make: (intake: CaseIntake, before: ReviewCase, tx: Writable) => Partial<ReviewCase> & { intake: CaseIntake }): ReviewCase {
    const after = db.write((tx) => {
      const before = readCase(tx, caseId)
      if (before.version !== baseVersion) throw caseError('STALE_VERSION', { currentVersion: before.version })
      audit.append(tx, event, actor, { caseId, ...facts })
      const made = make(before.intake ?? EMPTY_INTAKE, before, tx)
      return changeCase(tx, caseId, () => made)
    })
    live.publish('case', caseId)
    return after
  }

  function record({ requestedOn, illness, intake: recorded, ...ids }: Ids & { requestedOn?: string | null | undefined; illness?: IllnessId | undefined; intake: { [K in keyof Recorded]?: Recorded[K] | undefined } }): ReviewCase {
    return change(ids, 'case.intakeRecorded', { fields: Object.keys(recorded).sort().join(' ') }, (intake) => ({
      ...(requestedOn === undefined ? {} : { requestedOn }),
      ...(illness === undefined ? {} : { illness, packId: resources.illness(illness).packId }),
      intake: { ...intake, ...(Object.fromEntries(Object.entries(recorded).filter(([, value]) => value !== undefined)) as Recorded) },
    }))
  }

  /** @throws CaseError STEP_NOT_POSSIBLE when the specimen would go back */
  function moveSpecimen({ specimenId, kind, label, state, on, note, ...ids }: SpecimenStep): ReviewCase {
    return change(ids, 'case.specimenMoved', { state }, (intake, before) => {
      const step = { state, on, note }
      if (specimenId === null) return { intake: { ...intake, specimens: [...intake.specimens, { id: newUuid(clock.now()), kind, label, steps: [step] }] } }
      const known = intake.specimens.find(({ id }) => id === specimenId)
      const last = known?.steps.at(-1)?.state
      if (!known || !last || !nextSpecimenStates(last).includes(state)) throw caseError('STEP_NOT_POSSIBLE', { stage: before.stage })
      return { intake: { ...intake, specimens: intake.specimens.map((one) => (one === known ? { ...one, steps: [...one.steps, step] } : one)) } }
    })
  }

  function setClock({ pause, ...ids }: Ids & { pause: Pick<Pause, 'reason' | 'note'> | null }): ReviewCase {
    return change(ids, 'case.clockSet', { reason: pause?.reason ?? null }, (intake, { dueOn }) => (pause ? stopClock({ intake, dueOn }, pause, today()) : restartClock({ intake, dueOn }, today())))
  }

  /** Only for those who care for the patient; reading is audited (README decision 4). @throws CaseError NOT_ALLOWED */
  function motive({ caseId }: { caseId: string }) {
    return db.write((tx) => {
      mayRead(readCase(tx, caseId), user)
      audit.append(tx, 'motive.shown', actor, { caseId })
      return readMotive(tx, caseId)
    })
  }

  /** @throws CaseError NOT_ALLOWED */
  function setMotive({ caseId, text }: { caseId: string; text: string }): Record<string, never> {
    db.write((tx) => {
      mayRead(readCase(tx, caseId), user)
      putMotive(tx, caseId, { text, byName: user.name, at: isoInstant(clock.now()) })
      audit.append(tx, 'motive.changed', actor, { caseId })
    })
    live.publish('case', caseId)
    return {}
  }

  return {
    catalogue: () => ({ programmes: resources.programmes(), illnesses: resources.illnesses() }),
    draft: () => db.read(readDraft),
    keepDraft({ draft }: { draft: Record<string, unknown> | null }): Record<string, never> {
      db.write((tx) => keepDraft(tx, draft, isoInstant(clock.now())))
      return {}
    },
    open,
    situation,
    change,
    record,
    moveSpecimen,
    setClock,
    motive,
    setMotive,
  }
}

function mayRead(reviewCase: ReviewCase, user: User): void {
  if (!mayReadMotive(roleIn(reviewCase, user))) throw caseError('NOT_ALLOWED', {})
}
