// The panel of a case as this person may see it and act on it. Rules live in shared/domain/panel; the server judges the same acts again.
import { caseError } from '#shared/contract/errors.ts'
import type { AskedOpinion, OpinionDraft, PanelView } from '#shared/contract/workstation/panel.contract.ts'
import { illnessOf } from '#shared/domain/illness.ts'
import { SeriesOfStudy, seriesKey } from '#shared/domain/imagingStudy.ts'
import { ExpertOpinion, opinionGaps, opinionSubjects } from '#shared/domain/panel/opinion.ts'
import type { PanelAct, PanelEvent } from '#shared/domain/panel/panelAct.ts'
import { activeSeats, foldPanel, isSealed, mayReveal, refusalOf, type PanelState } from '#shared/domain/panel/panelState.ts'
import { listedName } from '#shared/domain/patient.ts'
import type { ReviewCase } from '#shared/domain/reviewCase.ts'
import { type Clock, isoInstant } from '#shared/kit/clock.ts'
import { type CaseId, DicomUid, DocumentId, newUuid, Sha256 } from '#shared/kit/ids.ts'
import type { AuditLog } from '../audit/auditLog.ts'
import { isMember, readCase } from '../cases/caseStore.ts'
import type { Session } from '../identity/session.ts'
import { parseStoredJson } from '../identity/storedJson.ts'
import { newAgreementKeys, unwrapKey, wrapKey } from '#shared/node/wrapping.ts'
import type { ReportResources } from '../reports/reportResources.ts'
import type { Readable, Writable } from '../storage/handles.ts'
import type { LiveBus } from '../workspace/liveBus.ts'
import * as store from './panelStore.ts'
import { boxOf, commitmentOf, openBox, sealOpinion } from './sealing.ts'

export interface PanelPorts {
  readonly session: Session
  readonly clock: Clock
  readonly audit: AuditLog
  readonly live: Pick<LiveBus, 'publish'>
  readonly resources: Pick<ReportResources, 'illness'>
  /** The server's acts for this reader, boxes included where its clock allows; null without a server. */
  serverEvents(caseId: CaseId): Promise<PanelEvent[] | null>
  /** Something waits to be sent. */
  wake(): void
}

type SimpleAct = Extract<PanelAct, { type: 'invite' | 'answer' | 'remind' | 'release' | 'extend' }>

export type PanelService = ReturnType<typeof createPanelService>

export function createPanelService({ session, clock, audit, live, resources, serverEvents, wake }: PanelPorts) {
  const { db, user } = session
  const actor = { userId: user.id, role: user.role }
  const stateOf = (r: Readable, caseId: string) => foldPanel(store.listEvents(r, caseId))

  function view({ caseId }: { caseId: string }): PanelView {
    return db.read((r) => describe(r, caseId))
  }

  function asked(): AskedOpinion[] {
    return db.read((r) =>
      store
        .listPanelCases(r)
        .filter((caseId) => isMember(r, caseId, user))
        .flatMap((caseId) => {
          const state = stateOf(r, caseId)
          const waitsFor = waitingFor(state)
          if (!waitsFor) return []
          const { id, caseNumber, patient } = readCase(r, caseId)
          const seat = state.seats.find(({ person }) => person.id === user.id)
          return [{ caseId: id, caseNumber, patient: listedName(patient), waitsFor, chair: state.chair?.name ?? '', dueAt: waitsFor === 'reveal' ? state.deadline : (seat?.dueAt ?? state.deadline), remindedAt: waitsFor === 'reveal' ? null : (seat?.remindedAt.at(-1) ?? null) }]
        }),
    ).sort((a, b) => ((a.dueAt ?? '9') < (b.dueAt ?? '9') ? -1 : 1))
  }

  function waitingFor(state: PanelState): AskedOpinion['waitsFor'] | null {
    if (state.revealedAt) return null
    const seat = state.seats.find(({ person }) => person.id === user.id)
    if (seat?.answer === 'waiting') return 'answer'
    if (seat?.answer === 'accepted' && !isSealed(state, seat)) return seat.sealed ? 'sealAgain' : 'opinion'
    return state.chair?.id === user.id && mayReveal(state, isoInstant(clock.now())) ? 'reveal' : null
  }

  /** Appends one act with its audit entry and what belongs to it, or refuses by the panel's rules. @throws CaseError PANEL_REFUSED */
  function append(caseId: CaseId, act: PanelAct, event: string, alongside: (tx: Writable) => void = () => undefined): PanelView {
    const at = isoInstant(clock.now())
    const after = db.write((tx) => {
      const reason = refusalOf(stateOf(tx, caseId), act, user, at)
      if (reason) throw caseError('PANEL_REFUSED', { reason })
      alongside(tx)
      store.addEvent(tx, { id: newUuid(clock.now()), caseId, actor: user, at, act })
      audit.append(tx, event, actor, { caseId, act: act.type })
      return describe(tx, caseId)
    })
    live.publish('case', caseId)
    wake()
    return after
  }

  /** A new pair; its private half is put under the case's key beside the act that names the public one. */
  function withNewKey(caseId: CaseId, act: (releaseKey: string) => PanelAct, event: string): PanelView {
    const keys = newAgreementKeys()
    const releaseKey = keys.publicKey.toString('base64url')
    const wrapped = wrapKey(keys.privateKey, session.caseKey(caseId), keyContext(caseId))
    keys.privateKey.fill(0)
    return append(caseId, act(releaseKey), event, (tx) => store.putReleaseKey(tx, caseId, releaseKey, wrapped))
  }

  const open = ({ caseId, deadline }: { caseId: CaseId; deadline: string | null }): PanelView => withNewKey(caseId, (releaseKey) => ({ type: 'open', releaseKey, deadline }), 'panel.opened')

  /** Opinions sealed to the chair before stay closed to this one until their authors seal them again. @throws CaseError PANEL_REFUSED */
  const takeChair = ({ caseId, reason }: { caseId: CaseId; reason: string }): PanelView => withNewKey(caseId, (releaseKey) => ({ type: 'takeChair', releaseKey, reason }), 'panel.chairTaken')

  /** The same words under the same commitment, for the new chair. @throws CaseError PANEL_REFUSED when there is nothing of this person's to seal again */
  function reseal({ caseId }: { caseId: CaseId }): PanelView {
    const state = db.read((r) => stateOf(r, caseId))
    const seat = state.seats.find(({ person }) => person.id === user.id)
    const opinion = seat?.sealed && db.read((r) => store.readOwnOpinion(r, seat.sealed?.opinionId ?? ''))
    if (!state.releaseKey || !seat?.sealed || !opinion || isSealed(state, seat)) throw caseError('PANEL_REFUSED', { reason: 'notSealed' })
    const { opinionId, commitment } = seat.sealed
    const box = boxOf(opinion, { caseId, releaseKey: Buffer.from(state.releaseKey, 'base64url') })
    return append(caseId, { type: 'seal', opinionId, commitment: Sha256.parse(commitment), box, attestations: { personallyReviewed: true, independent: true } }, 'panel.opinionSealed')
  }

  const told = new Set<string>()
  /** An expert who was asked opened something: the chair shall see it. Says each thing once; nothing when no panel asks this person. */
  function saw(caseId: CaseId, what: { documentId: string | undefined; series: SeriesOfStudy | null }): void {
    const { documentId, series } = what
    const item = documentId ?? (series && seriesKey(series))
    const key = `${caseId} ${item}`
    if (!item || told.has(key)) return
    const state = db.read((r) => stateOf(r, caseId))
    const seen = state.seats.find(({ person }) => person.id === user.id)?.seen
    const act: PanelAct = { type: 'see', documents: documentId === undefined ? [] : [DocumentId.parse(documentId)], series: series ? [DicomUid.parse(series.SeriesInstanceUID)] : [], ofStudies: series ? [SeriesOfStudy.parse(series)] : [] }
    if (!seen || refusalOf(state, act, user, isoInstant(clock.now())) !== null) return
    told.add(key)
    const isNew = act.documents.some((id) => !seen.documents.includes(id)) || (series !== null && !seen.series.some((one) => one.StudyInstanceUID === series.StudyInstanceUID && one.SeriesInstanceUID === series.SeriesInstanceUID))
    if (isNew) append(caseId, act, 'panel.acted')
  }

  function act({ caseId, act: simple }: { caseId: CaseId; act: SimpleAct }): PanelView {
    return append(caseId, simple, 'panel.acted')
  }

  function saveDraft({ caseId, draft }: { caseId: string; draft: OpinionDraft }): Record<string, never> {
    db.write((tx) => store.putDraft(tx, caseId, JSON.stringify(draft), isoInstant(clock.now())))
    return {}
  }

  /**
   * Seals the opinion, or, after the reveal, publishes the changed one with its reason.
   * @throws CaseError OPINION_INCOMPLETE, PANEL_REFUSED
   */
  function seal({ caseId, draft, attestations, changeReason }: { caseId: CaseId; draft: OpinionDraft; attestations: { personallyReviewed: true; independent: true }; changeReason: string | null }): PanelView {
    const { state, questions } = db.read((r) => ({ state: stateOf(r, caseId), questions: readCase(r, caseId).questions }))
    const gaps = opinionGaps(draft.items, opinionSubjects(questions))
    const isChange = state.revealedAt !== null || state.seats.some((seat) => seat.person.id === user.id && seat.sealed)
    const missing = gaps.length + (isChange && changeReason === null ? 1 : 0)
    if (missing > 0) throw caseError('OPINION_INCOMPLETE', { count: missing })
    if (!state.releaseKey) throw caseError('PANEL_REFUSED', { reason: 'notOpen' })
    const text = JSON.stringify(ExpertOpinion.parse({ schema: 'consilium-opinion/1', caseId, expert: user, ...draft, changeReason }))
    const opinionId = newUuid(clock.now())
    const { opinion, commitment, box } = sealOpinion(text, { caseId, opinionId, releaseKey: Buffer.from(state.releaseKey, 'base64url') })
    const sealing: PanelAct = state.revealedAt ? { type: 'revise', opinion, commitment } : { type: 'seal', opinionId, commitment, box, attestations }
    return append(caseId, sealing, state.revealedAt ? 'panel.opinionRevised' : 'panel.opinionSealed', (tx) => {
      store.addOwnOpinion(tx, caseId, opinion, isoInstant(clock.now()))
      store.putDraft(tx, caseId, JSON.stringify(draft), isoInstant(clock.now()))
    })
  }

  /** Opens every sealed opinion at once. Boxes live in memory only. @throws CaseError PANEL_REFUSED, SEAL_BROKEN, SERVER_UNREACHABLE */
  async function reveal({ caseId }: { caseId: CaseId }): Promise<PanelView> {
    const events = (await serverEvents(caseId)) ?? db.read((r) => store.listEvents(r, caseId))
    const state = foldPanel(events)
    const key = db.read((r) => store.readReleaseKey(r, caseId))
    if (state.chair?.id !== user.id || !key) throw caseError('PANEL_REFUSED', { reason: 'notChair' })
    const sealed = activeSeats(state).flatMap((seat) => (seat.sealed && isSealed(state, seat) ? [seat.sealed] : []))
    if (!mayReveal(state, isoInstant(clock.now())) || sealed.some(({ box }) => box === null)) throw caseError('PANEL_REFUSED', { reason: 'tooEarly' })
    const privateKey = unwrapKey(key.wrappedPrivateKey, session.caseKey(caseId), keyContext(caseId))
    if (!privateKey) throw caseError('STORE_DAMAGED', {})
    const keys = { privateKey, publicKey: Buffer.from(key.publicKey, 'base64url') }
    try {
      const opinions = sealed.map(({ box, opinionId, commitment }) => openBox(box ?? '', { caseId, opinionId, commitment, keys }))
      return append(caseId, { type: 'reveal', opinions }, 'panel.revealed')
    } finally {
      privateKey.fill(0)
    }
  }

  function describe(r: Readable, caseId: string): PanelView {
    const state = stateOf(r, caseId)
    const own = state.seats.find(({ person }) => person.id === user.id)?.sealed
    const ownOpinion = own && store.readOwnOpinion(r, own.opinionId)
    const draft = store.readDraft(r, caseId)
    return {
      chair: state.chair,
      deadline: state.deadline,
      revealedAt: state.revealedAt,
      mayReveal: state.chair?.id === user.id && state.revealedAt === null && mayReveal(state, isoInstant(clock.now())),
      unsent: store.listWaitingEvents(r, caseId).length,
      chairsTaken: [...state.chairsTaken],
      disciplines: disciplinesOf(readCase(r, caseId)),
      seats: state.seats.map(({ sealed, remindedAt, conflict, seen, ...seat }) => {
        const isForMe = state.chair?.id === user.id || seat.person.id === user.id
        return {
          ...seat,
          conflict: isForMe ? conflict : null,
          seen: isForMe ? { documents: [...seen.documents], series: [...seen.series] } : null,
          reminders: remindedAt.length,
          remindedAt: remindedAt.at(-1) ?? null,
          sealed: sealed && { commitment: sealed.commitment, at: sealed.at, isCurrent: isSealed(state, { sealed }) },
        }
      }),
      subjects: opinionSubjects(readCase(r, caseId).questions),
      draft: draft ? (JSON.parse(draft) as OpinionDraft) : { items: [], freeText: '' },
      ownOpinion: ownOpinion ? ExpertOpinion.parse(JSON.parse(ownOpinion.text)) : null,
      opinions: published(state),
    }
  }

  const disciplinesOf = (reviewCase: ReviewCase): string[] => [...resources.illness(illnessOf(reviewCase)).disciplines]

  return { asked, view, open, act, saveDraft, seal, takeChair, reseal, saw, reveal }
}

/** Only an opinion whose words parse is shown; the seat still says that it was sealed. */
function published(state: PanelState): PanelView['opinions'] {
  return state.opinions.flatMap(({ personId, text, nonce, commitment, at, isRevision }) => {
    const opinion = ExpertOpinion.safeParse(parseStoredJson(text)).data
    const person = state.seats.find((seat) => seat.person.id === personId)?.person.id
    return opinion && person ? [{ personId: person, opinion, commitment, at, isRevision, isIntact: commitmentOf(text, nonce) === commitment && opinion.expert.id === personId }] : []
  })
}

/** The last opinion of each expert, in the order in which they were first heard. */
export function latestOpinions({ opinions }: PanelView): ExpertOpinion[] {
  const ids = [...new Set(opinions.map(({ personId }) => personId))]
  return ids.flatMap((id) => opinions.findLast(({ personId }) => personId === id)?.opinion ?? [])
}

const keyContext = (caseId: string) => `consilium/panel-release/${caseId}`
