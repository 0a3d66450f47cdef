// Requests for missing data: asked, reminded, settled by what arrives, and their letters. The clock stands while one is open.
import { caseError } from '#shared/contract/errors.ts'
import { restartClock, stopClock } from '#shared/domain/caseClock.ts'
import { openRequests } from '#shared/domain/caseIntake.ts'
import { stageOf, transition } from '#shared/domain/caseStatus.ts'
import { checkMaterial } from '#shared/domain/completeness.ts'
import { illnessOf } from '#shared/domain/illness.ts'
import type { Language, ReviewCase } from '#shared/domain/reviewCase.ts'
import { isoInstant } from '#shared/kit/clock.ts'
import { newUuid, Sha256 } from '#shared/kit/ids.ts'
import type { ContentStore } from '../content/contentStore.ts'
import { runTask } from '../jobs/workers.ts'
import { calendarDay } from '../reports/calendarDay.ts'
import type { Writable } from '../storage/handles.ts'
import type { LiveBus } from '../workspace/liveBus.ts'
import { roleIn } from './advanceCase.ts'
import { readMaterial, readReportState } from './caseLines.ts'
import { addStep, changeCase, isMember, readCase } from './caseStore.ts'
import type { IntakePorts, IntakeService } from './intakeService.ts'
import { type LetterRequest, letterOf } from './letters.ts'

export interface DataRequestPorts extends IntakePorts {
  intake: Pick<IntakeService, 'change'>
  content: Pick<ContentStore, 'stage'>
  live: Pick<LiveBus, 'publish' | 'watch'>
}

interface Asked {
  caseId: string
  baseVersion: number
  items: string[]
  other: string
  language: Language
  dueOn: string
}
type OfRequest = { caseId: string; baseVersion: number; requestId: string }

export function createDataRequests({ session: { db, user }, clock, audit, live, resources, intake: { change }, content }: DataRequestPorts) {
  const today = () => calendarDay(clock.now())

  /** Asks for what is missing; the clock stops, and the case waits for data unless a report is being written. */
  function requestData({ caseId, baseVersion, ...asked }: Asked): ReviewCase {
    const day = today()
    return change({ caseId, baseVersion }, 'case.dataRequested', { items: asked.items.length, dueOn: asked.dueOn }, (intake, before, tx) => {
      const to = transition(stageOf(before.stage, readReportState(tx, caseId)), 'requestData', roleIn(before, user))
      const { paidBy } = resources.programme(before.policyId).missingTests
      const number = intake.dataRequests.length + 1
      const dataRequests = [...intake.dataRequests, { id: newUuid(clock.now()), number, ...asked, paidBy, askedOn: day, reminders: [], closedOn: null, closedBecause: null }]
      addStep(tx, caseId, { at: isoInstant(clock.now()), labelKey: 'event.dataRequested', title: String(number), actorName: user.name })
      const outcome = to === null ? intake.preliminary : { outcome: 'needsData' as const, on: day, by: user.name, reason: '' }
      const stopped = stopClock({ intake: { ...intake, dataRequests, preliminary: outcome }, dueOn: before.dueOn }, { reason: 'waitingForData', note: '' }, day)
      return { ...stopped, ...(to === null ? {} : { stage: to }) }
    })
  }

  function remind({ requestId, ...ids }: OfRequest): ReviewCase {
    return change(ids, 'case.reminded', {}, (intake, _before, tx) => {
      const known = intake.dataRequests.find(({ id, closedOn }) => id === requestId && closedOn === null)
      if (!known) throw caseError('NOT_ALLOWED', {})
      addStep(tx, ids.caseId, { at: isoInstant(clock.now()), labelKey: 'event.reminded', title: String(known.number), actorName: user.name })
      return { intake: { ...intake, dataRequests: intake.dataRequests.map((one) => (one === known ? { ...one, reminders: [...one.reminders, today()] } : one)) } }
    })
  }

  function waiveRequest({ requestId, ...ids }: OfRequest): ReviewCase {
    return change(ids, 'case.dataRequestClosed', { because: 'waived' }, (_intake, before, tx) => closed(tx, before, [requestId], 'waived'))
  }

  function closed(tx: Writable, before: ReviewCase, ids: readonly string[], because: 'received' | 'waived') {
    const day = today()
    const intake = before.intake
    if (!intake || !openRequests(intake).some(({ id }) => ids.includes(id))) throw caseError('NOT_ALLOWED', {})
    const dataRequests = intake.dataRequests.map((one) => (ids.includes(one.id) && one.closedOn === null ? { ...one, closedOn: day, closedBecause: because } : one))
    for (const { number } of dataRequests.filter(({ id }) => ids.includes(id))) {
      addStep(tx, before.id, { at: isoInstant(clock.now()), labelKey: `event.request.${because}`, title: String(number), actorName: because === 'waived' ? user.name : null })
    }
    const after = { intake: { ...intake, dataRequests }, dueOn: before.dueOn }
    if (openRequests(after.intake).length > 0) return after
    const to = before.stage === 'needsData' ? transition('needsData', 'receiveData', 'caseManager') : null
    const isWaiting = intake.pauses.some(({ until, reason }) => until === null && reason === 'waitingForData')
    return { ...(isWaiting ? restartClock(after, day) : after), ...(to === null ? {} : { stage: to }) }
  }

  /** Material came in: every open request whose items are all there is settled by it, nobody has to tick it off. */
  function settleReceived(caseId: string): void {
    const isSettled = db.write((tx) => {
      if (!isMember(tx, caseId, user)) return false
      const before = readCase(tx, caseId)
      const open = openRequests(before.intake)
      if (open.length === 0) return false
      const there = checkMaterial(resources.illness(illnessOf(before)), readMaterial(tx, caseId), before.intake?.waived)
      const isThere = (code: string) => there.some(({ item, state }) => item.code === code && state !== 'missing')
      const received = open.filter(({ items, other }) => other === '' && items.length > 0 && items.every(isThere)).map(({ id }) => id)
      if (received.length === 0) return false
      audit.append(tx, 'case.dataRequestClosed', { userId: user.id, role: user.role }, { caseId, because: 'received' })
      const made = closed(tx, before, received, 'received')
      changeCase(tx, caseId, () => made)
      return true
    })
    if (isSettled) live.publish('case', caseId)
  }

  const stop = live.watch(({ topic, caseId }) => {
    if (topic === 'case' && caseId !== null) settleReceived(caseId)
  })

  /** @throws CaseError NOT_ALLOWED when there is nothing to write about */
  async function letter(request: LetterRequest & { caseId: string }): Promise<{ pdfSha256: Sha256; name: string }> {
    const { caseId } = request
    const input = db.read((r) => letterOf(readCase(r, caseId), request, resources, today()))
    const { pdf } = await runTask('derive', 'renderLetterPdf', input)
    const staged = await content.stage(once(pdf), caseId)
    db.write((tx) => {
      staged.claim(tx, caseId, 'application/pdf')
      audit.append(tx, 'case.letterMade', { userId: user.id, role: user.role }, { caseId, kind: request.kind, pdfSha256: staged.sha256 })
    })
    return { pdfSha256: Sha256.parse(staged.sha256), name: `${input.fileName}.pdf` }
  }

  return { requestData, remind, waiveRequest, letter, stop }
}

async function* once(bytes: Uint8Array) {
  yield bytes
}
