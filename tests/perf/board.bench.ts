// A board under load, through the real server on loopback: how fast 25 people see an edit, and whether an hour with cut cables loses anything.
import { roomName } from '../../src/shared/casedoc/layout.ts'
import { BoardEvent } from '../../src/shared/domain/board/boardAct.ts'
import { boardRefusal } from '../../src/shared/domain/board/boardRules.ts'
import { foldBoard } from '../../src/shared/domain/board/boardState.ts'
import type { Role } from '../../src/shared/domain/people.ts'
import { type CaseId, newUuid } from '../../src/shared/kit/ids.ts'
import { type BenchResult, median, percentile, spread } from '../support/bench.ts'
import { enrolDevice, openRoomAt, type ServerDevice } from '../support/serverDevice.ts'
import { type ServerProcess, startServerProcess } from '../support/serverProcess.ts'
import { aCase } from '../support/serviceRig.ts'
import { until } from '../support/workstation.ts'

export const names = ['boardEdit', 'boardHour']

const PEOPLE = 25
/** Who hears an edit, beside the one who makes it. */
const PEERS = 25
const EDITS = 120
const CASES = 12
const ACTS_PER_CASE = 40

export async function bench(): Promise<BenchResult[]> {
  const server = await startServerProcess({ databaseUrl: '' })
  try {
    const people: ServerDevice[] = []
    for (let i = 0; i < PEERS + 1; i++) people.push(await enrolDevice(server.url, server.enrolmentCode ?? '', `Dr Person ${i + 1}`, (['medicalOncologist', 'surgeon', 'radiologist', 'pathologist'] as const satisfies Role[])[i % 4] ?? 'physician'))
    return [await together(server, people), await hour(people.slice(0, PEOPLE))]
  } finally {
    await server.stop()
  }
}

/** One writes, all others hear it: from the writer's hand, over the server's log on disk, to each peer's document. */
async function together(server: ServerProcess, people: readonly ServerDevice[]): Promise<BenchResult> {
  const [writer, ...others] = people
  if (!writer) throw new Error('nobody')
  const reviewCase = aCase()
  await writer.submit(reviewCase.id, { type: 'case.publish', reviewCase })
  for (const { user } of others) await writer.submit(reviewCase.id, { type: 'case.assign', userId: user.id }, { baseVersion: 1 })
  const room = roomName({ kind: 'board', caseId: reviewCase.id })
  const lines = people.map((person) => openRoomAt(server.url, person.token, room))
  try {
    await until('everybody is there', () => lines.every(({ provider }) => provider.isSynced), 60)
    const [own, ...rest] = lines
    const edits: number[] = []
    for (const { doc } of rest) doc.getMap<number>('fields').observe((event) => event.transaction.local || edits.push(performance.now() - (doc.getMap<number>('fields').get('order') ?? 0)))
    let last = 0
    for (let i = 0; i < EDITS; i++) {
      last = performance.now()
      own?.doc.getMap('fields').set('order', last)
      await pause(60)
    }
    // On a machine under load several edits may arrive as one: what counts is that the last is everywhere.
    await until('the last edit is everywhere', () => rest.every(({ doc }) => doc.getMap('fields').get('order') === last), 60)
    const edit = percentile(edits, 0.99)
    return { name: 'boardEdit', value: Number(edit.toFixed(1)), unit: `ms, p99 of ${edits.length} durable edits at ${rest.length} peers`, spread: Number(spread(edits).toFixed(1)), against: `median of the same run, ${median(edits).toFixed(1)} ms`, ratio: null, goal: '≤ 60 ms', ok: edit <= 60 }
  } finally {
    for (const line of lines) line.stop()
  }
}

interface Member {
  readonly device: ServerDevice
  readonly acts: { order: number | null; event: BoardEvent }[]
  head: number
  cases: string
  isCut: boolean
  wrote: number
}

/** A meeting as 25 devices hold it, each with its own copy, on a clock that runs ahead. */
function aMeeting(people: readonly ServerDevice[]) {
  const meetingId = newUuid(Date.now())
  const members: Member[] = people.map((device) => ({ device, acts: [], head: 0, cases: '', isCut: false, wrote: 0 }))
  const refusals: Member['acts'] = []
  // The meeting lies in the past of the server's clock: it refuses the future.
  const clock = { now: Date.now() - 3_700_000 }
  const inOrder = (order: number | null) => order ?? Number.MAX_SAFE_INTEGER
  const state = (member: Member) => foldBoard([...member.acts].sort((a, b) => inOrder(a.order) - inOrder(b.order)).map(({ event }) => event))

  /** Judged at home. @returns whether it was done */
  function act(member: Member, made: object, caseId: CaseId | null = null): boolean {
    const event = BoardEvent.parse({ id: newUuid(clock.now), meetingId, actor: member.device.user, at: new Date(clock.now).toISOString(), caseId, act: made })
    if (boardRefusal(state(member), event) !== null) return false
    member.acts.push({ order: null, event })
    return true
  }

  async function send(member: Member): Promise<void> {
    const waiting = member.acts.filter(({ order }) => order === null).map(({ event }) => event)
    if (waiting.length === 0) return
    for (const { id, refused } of await member.device.client().board.submit({ meetingId, events: waiting.slice(0, 200) })) {
      const at = member.acts.findIndex(({ event }) => event.id === id)
      if (refused !== null && at >= 0) refusals.push(...member.acts.splice(at, 1))
    }
  }

  /** What a workstation does whenever its cable is in. */
  async function even(member: Member): Promise<void> {
    if (member.isCut) return
    await send(member)
    const read = (after: number) => member.device.client().board.read({ meetingId, after })
    const found = await read(member.head)
    const cases = found.cases.join()
    const all = cases === member.cases || member.head === 0 ? found : await read(0)
    const known = new Map(member.acts.map((one) => [one.event.id, one]))
    for (const { order, event } of all.events) {
      const here = known.get(event.id)
      if (here) here.order = order
      else member.acts.push({ order, event })
    }
    Object.assign(member, { head: all.head, cases })
  }

  return { members, refusals, clock, state, act, even }
}

/** An hour: every act is judged at home and again by the server; cables are cut and put back at random. */
async function hour(people: readonly ServerDevice[]): Promise<BenchResult> {
  const begun = performance.now()
  const random = seeded(418)
  const { members, refusals, clock, state, act, even } = aMeeting(people)
  const [chair] = members
  if (!chair) throw new Error('nobody')
  act(chair, { type: 'open', title: 'Board of an hour', startsAt: new Date(clock.now).toISOString(), quorum: ['surgery'] })
  for (const { device } of members) act(chair, { type: 'invite', person: device.user, discipline: device.user.role === 'surgeon' ? 'surgery' : 'radiology' })
  const cases: CaseId[] = []
  for (let i = 0; i < CASES; i++) {
    const reviewCase = aCase()
    await chair.device.submit(reviewCase.id, { type: 'case.publish', reviewCase })
    cases.push(reviewCase.id)
    act(chair, { type: 'addCase', caseId: reviewCase.id, minutes: 5 })
  }
  await even(chair)
  let cuts = 0
  for (const [n, caseId] of cases.entries()) {
    act(chair, { type: 'begin', caseId })
    for (const member of members) await even(member)
    for (let i = 0; i < ACTS_PER_CASE; i++) {
      clock.now += Math.floor(300_000 / ACTS_PER_CASE)
      const member: Member = members[Math.floor(random() * members.length)] ?? chair
      const flips = random() < 0.12 && member !== chair
      if (flips) member.isCut = !member.isCut
      if (flips && member.isCut) cuts += 1
      if (act(member, { type: 'minute', text: `Word ${i + 1} on case ${n + 1} of ${member.device.user.name}.` }, caseId)) member.wrote += 1
      await even(member)
    }
    act(chair, { type: 'decide', text: `Decision on case ${n + 1}.`, formal: false, recommendations: [] }, caseId)
    await even(chair)
  }
  act(chair, { type: 'end' })
  for (const member of members) member.isCut = false
  // Two rounds: what the last one sends the first one must still hear.
  for (const member of [...members, ...members]) await even(member)
  const minutes = members.map((member) => JSON.stringify(state(member)))
  const same = minutes.filter((text) => text === minutes[0]).length
  const kept = state(chair).agenda.flatMap(({ minutesTaken }) => minutesTaken).length
  const wrote = members.reduce((sum, member) => sum + member.wrote, 0)
  return {
    name: 'boardHour', value: wrote - kept, unit: `words lost of ${wrote} by ${PEOPLE} people on ${CASES} cases with ${cuts} cut cables; ${refusals.length} acts refused; minutes identical at ${same} of ${PEOPLE}; an hour in ${Math.round((performance.now() - begun) / 1000)} s`,
    spread: 0, against: null, ratio: null, goal: '0 lost, identical everywhere', ok: wrote === kept && same === PEOPLE,
  }
}

function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
