// Owns the psychological part of the cases of one unlocked profile: its records, its safety cards, its signature. Knows no transport.
// Only those who may read the lane come in; the team gets a status without scores and notes.
import { createHash } from 'node:crypto'
import { caseError } from '#shared/contract/errors.ts'
import type { LaneView, PsychologyLine, PsychologyStatus } from '#shared/contract/workstation/psychology.contract.ts'
import { questionnaireMaximum, scoreInstrument } from '#shared/domain/instruments.ts'
import { illnessOf } from '#shared/domain/illness.ts'
import { isSelfReportInvalid, type LaneGap, laneGaps } from '#shared/domain/laneGaps.ts'
import { licenceStateOn } from '#shared/domain/licenceTerm.ts'
import { licensedScore, LICENSED_SCORES } from '#shared/domain/licensedScores.ts'
import { medicationPrompts } from '#shared/domain/medicationPrompts.ts'
import {
  type InstrumentName, type InstrumentRecord, LANE_FIELDS, mayReadLane, type Lane, type LaneField, type LaneRecommendation, MULTIPLE_FIELDS, type PromptAnswer, type SafetyCard, type SeenScores, type TreatmentEvent, WISH_FIELDS, wishesOf,
} from '#shared/domain/psychology.ts'
import type { Report } from '#shared/domain/report.ts'
import type { Language } from '#shared/domain/reviewCase.ts'
import { type Clock, isoInstant } from '#shared/kit/clock.ts'
import { newUuid, Sha256 } from '#shared/kit/ids.ts'
import type { DeviceAuditLog } from '../audit/createAuditLog.ts'
import { listCaseIds, readCase } from '../cases/caseStore.ts'
import type { Rooms } from '../collab/rooms.ts'
import type { ContentStore } from '../content/contentStore.ts'
import { findLicenceTerm } from '../identity/licenceTerm.ts'
import type { Session } from '../identity/session.ts'
import { calendarDay } from '../reports/calendarDay.ts'
import { listReports } from '../reports/reportStore.ts'
import { runTask } from '../jobs/workers.ts'
import type { LiveBus } from '../workspace/liveBus.ts'
import { laneStatementPage } from './laneStatement.ts'
import { createLaneStore, laneText } from './laneStore.ts'

export interface PsychologyPorts {
  readonly session: Pick<Session, 'db' | 'user' | 'withSigningKeys'>
  readonly rooms: Pick<Rooms, 'snapshot' | 'edit'>
  readonly content: Pick<ContentStore, 'stage'>
  readonly audit: Pick<DeviceAuditLog, 'append' | 'sealHead'>
  readonly live: Pick<LiveBus, 'publish'>
  readonly clock: Clock
  /** The report whose section the part is written into; opens the first when the case has none. */
  readonly currentReport: (of: { caseId: string }) => Report
}

interface OfCase {
  caseId: string
}

export type PsychologyService = ReturnType<typeof createPsychologyService>

/** A screen's clock may be this far ahead of the core's. */
const CLOCKS_APART_MS = 5 * 60_000

export function createPsychologyService(ports: PsychologyPorts) {
  const { session, rooms, content, audit, live, clock } = ports
  const { db, user } = session
  const store = createLaneStore(rooms, user.id)
  const actor = { userId: user.id, role: user.role }
  const authored = () => ({ at: isoInstant(clock.now()), by: user.id, byName: user.name })

  /** @throws CaseError NOT_ALLOWED */
  function enter({ caseId }: OfCase): void {
    const { team } = db.read((r) => readCase(r, caseId))
    if (!mayReadLane(user.role, team)) throw caseError('NOT_ALLOWED', {})
  }

  const illnessIn = (caseId: string) => illnessOf(db.read((r) => readCase(r, caseId)))

  /** Audited before it is written: what cannot be recorded does not happen. */
  async function change({ caseId }: OfCase, event: string, fields: Record<string, string | number>, writes: () => Promise<void>): Promise<void> {
    db.write((tx) => audit.append(tx, event, actor, { caseId, ...fields }))
    await writes()
    const { signature, isChanged } = await store.care(caseId)
    const isSame = signature === null || hash(laneText(caseId, await store.lane(caseId))) === signature.contentHash
    if (isChanged === isSame) await store.putCare(caseId, 'psychologyChanged', { changed: !isSame })
    live.publish('psychology', caseId)
    live.publish('reports', caseId)
  }

  /** What keeps this person from signing now, whatever the lane holds. */
  function signerGaps(caseId: string): LaneGap[] {
    const { status, licence } = db.read((r) => ({ status: listReports(r, caseId)[0]?.status ?? 'preliminary', licence: findLicenceTerm(r) }))
    const isExpired = licence !== null && licenceStateOn(licence.expiresOn, calendarDay(clock.now())) === 'expired'
    return [...(status === 'preliminary' ? [] : (['reportSigned'] as const)), ...(isExpired ? (['licenceExpired'] as const) : [])]
  }

  async function lane(input: OfCase): Promise<LaneView> {
    enter(input)
    const { caseId } = input
    const [lane, care] = [await store.lane(caseId), await store.care(caseId)]
    const raised = medicationPrompts((lane.fields.medicines?.value ?? '').split('\n'))
    const illness = illnessIn(caseId)
    const answered = new Set(lane.answers.map(({ promptId }) => promptId))
    return {
      illness,
      fields: lane.fields,
      instruments: lane.instruments.map((record) => ({ ...record, result: resultOf(record) })),
      recommendations: [...lane.recommendations],
      events: [...lane.events],
      cards: [...lane.cards],
      prompts: raised.map(({ medicines, ...prompt }) => ({ ...prompt, medicines: [...medicines] as [string, string], answer: lane.answers.find(({ promptId }) => promptId === prompt.id) ?? null })),
      gaps: [...laneGaps(lane, raised.filter(({ id }) => !answered.has(id)).length, illness), ...signerGaps(caseId)],
      contentHash: hash(laneText(caseId, lane)),
      signature: care.signature,
      isChanged: care.isChanged,
    }
  }

  async function setField({ caseId, field, value }: OfCase & { field: LaneField; value: string }): Promise<LaneView> {
    enter({ caseId })
    const options: readonly string[] | null = LANE_FIELDS[field]
    const codes = MULTIPLE_FIELDS.includes(field) ? value.split(' ') : [value]
    if (value !== '' && options !== null && !codes.every((code) => options.includes(code))) throw caseError('NOT_ALLOWED', {})
    // Whatever else is recorded: a risk that was stated has its card at once.
    if (field === 'safety' && (value === 'passive' || value === 'active')) await openCard(caseId, 'stated')
    await change({ caseId }, 'psychology.changed', { field }, async () => {
      await store.putLane(caseId, `field/${field}`, { value, ...authored() })
      if (WISH_FIELDS.includes(field)) await store.putCare(caseId, 'wishes', wishesOf(await store.lane(caseId)))
    })
    return lane({ caseId })
  }

  /**
   * Keeps a filled instrument. A positive item 9 of the PHQ-9 opens a safety card in the same call, whatever else is open.
   * @throws CaseError FORM_REFUSED with the rule that refuses it
   */
  async function saveInstrument(input: OfCase & Pick<InstrumentRecord, 'instrument' | 'takenOn' | 'items' | 'score' | 'incompleteReason'>): Promise<LaneView> {
    const { caseId, ...given } = input
    enter({ caseId })
    const result = resultOf(given)
    if (given.score === null && isSelfReportInvalid(await store.lane(caseId), illnessIn(caseId))) throw caseError('FORM_REFUSED', { rule: 'severeAphasia' })
    const code = result.refusal?.code
    if (code === 'incomplete' ? (given.incompleteReason ?? '').trim() === '' : code !== undefined) throw caseError('FORM_REFUSED', { rule: code ?? 'incomplete' })
    const record = { ...given, id: newUuid(clock.now()), ...authored() }
    if (result.safetyCard === true) await openCard(caseId, 'PHQ-9')
    await change({ caseId }, 'psychology.instrumentRecorded', { instrument: given.instrument }, () => store.putLane(caseId, `instrument/${record.id}`, record))
    return lane({ caseId })
  }

  /** One open card is enough: it stays until somebody has acted. */
  async function openCard(caseId: string, source: SafetyCard['source']): Promise<void> {
    if ((await store.lane(caseId)).cards.some(({ settled }) => settled === null)) return
    const card: SafetyCard = { id: newUuid(clock.now()), source, openedAt: isoInstant(clock.now()), openedByName: user.name, settled: null }
    await change({ caseId }, 'safety.opened', { cardId: card.id, source }, async () => {
      await store.putCare(caseId, `safety/${card.id}`, { id: card.id, openedAt: card.openedAt, settledAt: null })
      await store.putLane(caseId, `safety/${card.id}`, card)
    })
    live.publish('cases')
  }

  async function raiseSafety({ caseId, source }: OfCase & { source: SafetyCard['source'] }): Promise<LaneView> {
    enter({ caseId })
    await openCard(caseId, source)
    return lane({ caseId })
  }

  /** @throws CaseError NOT_ALLOWED for a card that is not open (what was written of it stays), and for a contact that has not been yet */
  async function settleSafety({ caseId, cardId, ...act }: OfCase & { cardId: string } & Pick<NonNullable<SafetyCard['settled']>, 'level' | 'action' | 'contact' | 'spokeAt'>): Promise<LaneView> {
    enter({ caseId })
    const card = (await store.lane(caseId)).cards.find(({ id, settled }) => id === cardId && settled === null)
    if (!card || Date.parse(act.spokeAt) > clock.now() + CLOCKS_APART_MS) throw caseError('NOT_ALLOWED', {})
    const settled = { ...act, ...authored() }
    await change({ caseId }, 'safety.settled', { cardId, level: act.level }, async () => {
      await store.putLane(caseId, `safety/${cardId}`, { ...card, settled })
      await store.putCare(caseId, `safety/${cardId}`, { id: cardId, openedAt: card.openedAt, settledAt: settled.at })
    })
    live.publish('cases')
    return lane({ caseId })
  }

  async function recommend({ caseId, ...given }: OfCase & Pick<LaneRecommendation, 'level' | 'audience' | 'text'>): Promise<LaneView> {
    enter({ caseId })
    const one = { ...given, id: newUuid(clock.now()), removed: false, ...authored() }
    await change({ caseId }, 'psychology.recommended', { level: given.level, audience: given.audience }, () => store.putLane(caseId, `recommendation/${one.id}`, one))
    return lane({ caseId })
  }

  async function addEvent({ caseId, ...given }: OfCase & Pick<TreatmentEvent, 'date' | 'label'>): Promise<LaneView> {
    enter({ caseId })
    const one = { ...given, id: newUuid(clock.now()), removed: false, ...authored() }
    await change({ caseId }, 'psychology.changed', { field: 'event' }, () => store.putLane(caseId, `event/${one.id}`, one))
    return lane({ caseId })
  }

  async function remove({ caseId, kind, id }: OfCase & { kind: 'recommendation' | 'event'; id: string }): Promise<LaneView> {
    enter({ caseId })
    const now = await store.lane(caseId)
    const found = [...now.recommendations, ...now.events].find((one) => one.id === id)
    if (!found) throw caseError('NOT_ALLOWED', {})
    await change({ caseId }, 'psychology.changed', { field: kind }, () => store.putLane(caseId, `${kind}/${id}`, { ...found, removed: true, ...authored() }))
    return lane({ caseId })
  }

  async function answerPrompt({ caseId, promptId, answer, note }: OfCase & Pick<PromptAnswer, 'promptId' | 'answer' | 'note'>): Promise<LaneView> {
    enter({ caseId })
    const raised = medicationPrompts(((await store.lane(caseId)).fields.medicines?.value ?? '').split('\n')).find(({ id }) => id === promptId)
    if (!raised) throw caseError('NOT_ALLOWED', {})
    await change({ caseId }, 'psychology.promptAnswered', { promptId, answer }, async () => {
      await store.putLane(caseId, `prompt/${promptId}`, { promptId, answer, note, ...authored() })
      const { medicines, question, source } = raised
      if (answer === 'taskToPhysician') await store.putCare(caseId, `task/${promptId}`, { promptId, medicines, question, source, note, at: isoInstant(clock.now()), byName: user.name })
    })
    return lane({ caseId })
  }

  /** For everybody of the team: how it stands, never what was said. */
  async function status({ caseId }: OfCase): Promise<PsychologyStatus> {
    const [care, { team }] = [await store.care(caseId), db.read((r) => readCase(r, caseId))]
    return {
      wishes: care.wishes,
      mayRead: mayReadLane(user.role, team),
      isStaffed: team.some(({ role }) => role === 'psychologist'),
      signature: care.signature && { signedAt: care.signature.signedAt, ...(care.signature.zone && { zone: care.signature.zone }), signerName: care.signature.signer.name, contentHash: care.signature.contentHash },
      isChanged: care.isChanged,
      openCards: care.flags.filter(({ settledAt }) => settledAt === null).length,
      oldestOpenAt: care.flags.filter(({ settledAt }) => settledAt === null).map(({ openedAt }) => openedAt).sort()[0] ?? null,
      tasks: [...care.tasks],
      forClinicians: care.forClinicians.map(({ id, level, text }) => ({ id, level, text })),
    }
  }

  /** The lane's own work list: every case whose lane this role may read, open safety cards first. */
  async function queue(): Promise<PsychologyLine[]> {
    const mine = db.read((r) => listCaseIds(r).map((id) => readCase(r, id))).filter(({ team }) => team.some((member) => member.user.id === user.id) && mayReadLane(user.role, team))
    const lines = await Promise.all(mine.map(async ({ id }): Promise<PsychologyLine> => {
      const [now, care] = [await store.lane(id), await store.care(id)]
      const screening = now.fields.assessedHow?.value === 'notAssessed' ? 'notAssessed' : now.instruments.length > 0 ? 'done' : 'due'
      return { caseId: id, openCards: care.flags.filter(({ settledAt }) => settledAt === null).length, screening, state: care.signature === null ? 'open' : care.isChanged ? 'changed' : 'signed' }
    }))
    const rank = (line: PsychologyLine) => (line.openCards > 0 ? 0 : line.state === 'changed' ? 1 : line.screening === 'due' ? 2 : line.state === 'open' ? 3 : 4)
    return lines.sort((a, b) => rank(a) - rank(b))
  }

  /**
   * The signed part as a page, for those who may read the lane.
   * @throws CaseError NOT_ALLOWED while it is not signed, or was changed since
   */
  async function statement({ caseId, language }: OfCase & { language: Language }): Promise<{ pdfSha256: Sha256; name: string }> {
    const view = await lane({ caseId })
    const { signature } = view
    if (signature === null || view.isChanged) throw caseError('NOT_ALLOWED', {})
    const reviewCase = db.read((r) => readCase(r, caseId))
    const { pdf } = await runTask('derive', 'renderMinutesPdf', laneStatementPage(reviewCase, { ...view, signature }, language))
    const staged = await content.stage(once(pdf), caseId)
    db.write((tx) => {
      staged.claim(tx, caseId, 'application/pdf')
      audit.append(tx, 'psychology.printed', actor, { caseId, pdfSha256: staged.sha256 })
    })
    return { pdfSha256: Sha256.parse(staged.sha256), name: `${reviewCase.caseNumber}-psychology-${language}.pdf` }
  }

  return { statement, lane, setField, saveInstrument, raiseSafety, settleSafety, recommend, addEvent, remove, answerPrompt, status, queue, enter, store, change }
}

/** Newest total of each instrument, for a patient who asked to see them; what the caregiver answered about themselves is not theirs. */
export function scoresToSee({ fields, instruments }: Pick<Lane, 'fields' | 'instruments'>): SeenScores['scores'] {
  if (fields.patientSeesScores?.value !== 'yes') return []
  const newest = new Map(instruments.filter(({ instrument }) => instrument !== 'ZARIT').toSorted((a, b) => (a.takenOn < b.takenOn ? -1 : 1)).map((one) => [one.instrument, one]))
  return [...newest.values()].flatMap((one) => {
    const { total, band } = resultOf(one)
    const max = LICENSED_SCORES[one.instrument]?.max ?? questionnaireMaximum(one.instrument)
    return total === undefined || max === null ? [] : [{ instrument: one.instrument, takenOn: one.takenOn, total, max, band: band ?? null }]
  })
}

function resultOf({ instrument, items, score }: { instrument: InstrumentName; items: readonly (number | null)[] | null; score: number | null }): LaneView['instruments'][number]['result'] {
  if (LICENSED_SCORES[instrument]) return score === null ? { refusal: { code: 'valueOutOfRange' } } : licensedScore(instrument, score)
  return scoreInstrument({ instrument, items: items ?? [] }) as LaneView['instruments'][number]['result']
}

function hash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
