// Four whole workstations and a server process behind a faulty network: seeded schedules of edits and faults, after each of which all must hold the same and nothing may be lost.
import { createHash } from 'node:crypto'
import * as Y from 'yjs'
import { roomName, SECTION } from '../../src/shared/casedoc/layout.ts'
import { canonicalJson } from '../../src/shared/kit/canonicalJson.ts'
import type { CaseId } from '../../src/shared/kit/ids.ts'
import { pseudoRandom } from './durability/killed.ts'
import { startFaultProxy, type Fault } from './faultProxy.ts'
import { enrolDevice, openRoomAt } from './serverDevice.ts'
import { startServerProcess } from './serverProcess.ts'
import { writeSmallBundle } from './smallBundle.ts'
import { openTestWorkstation, until } from './workstation.ts'

const CLIENTS = 4
const EDITS = 3
const KILL_EVERY = 10
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

export interface ScheduleTold {
  readonly seed: number
  readonly faults: readonly string[]
  readonly killed: boolean
  readonly lost: number
  /** Different states among the four workstations and the server; 1 = all the same. */
  readonly states: number
}

/** @param databaseUrl PostgreSQL instead of PGlite */
export async function openFaultClinic(databaseUrl?: string) {
  let server = await startServerProcess(databaseUrl ? { databaseUrl } : {})
  let random = pseudoRandom(1)
  const proxy = await startFaultProxy(server.port, (below) => random(below))
  const stations = await Promise.all(Array.from({ length: CLIENTS }, () => openTestWorkstation()))
  for (const [i, ws] of stations.entries()) {
    await ws.signUp(`Dr ${i + 1}`, 'physician', 'L-1')
    await ws.client.sync.connect({ serverUrl: proxy.url, enrolmentCode: server.enrolmentCode ?? '' })
  }
  const reader = await enrolDevice(server.url, server.enrolmentCode ?? '', 'Dr Reader', 'physician')
  const [first] = stations
  if (!first) throw new Error('no workstation')
  const caseId: CaseId = await first.takeIn(writeSmallBundle())
  const even = async () => (await Promise.all(stations.map(async (ws) => (await ws.client.sync.syncNow()).state === 'synced'))).every(Boolean)
  await until('published', async () => (await first.client.sync.syncNow()).state === 'synced', 120)
  for (const person of await first.client.sync.people()) {
    if (person.id !== first.core.work().session.user.id) await first.client.sync.assign({ caseId, userId: person.id })
  }
  await until('everybody has the case', async () => (await even()) && (await Promise.all(stations.map((ws) => ws.client.cases.list()))).every((lines) => lines.length === 1), 240)

  const told: string[] = []
  function someFault(): Fault | null {
    const kinds: readonly (Fault | null)[] = [
      null,
      { kind: 'jitter', ms: 1 + random(80) },
      { kind: 'bytewise', bytes: 200 + random(600) },
      { kind: 'reset', afterBytes: random(6000) },
      { kind: 'blackHole', afterBytes: random(4000) },
      { kind: 'halfOpen', afterBytes: random(4000) },
    ]
    const fault = kinds[random(kinds.length)] ?? null
    told.push(fault?.kind ?? 'none')
    return fault
  }

  async function run(seed: number): Promise<ScheduleTold> {
    random = pseudoRandom(seed)
    told.length = 0
    const room = roomName({ kind: 'section', caseId, report: seed, section: 'diagnosis' })
    proxy.set(someFault)
    // Connections that were kept alive meet the faults too.
    const killed = seed % KILL_EVERY === 0
    await Promise.all(
      stations.map(async (ws, i) => {
        const { rooms, session } = ws.core.work()
        for (let n = 0; n < EDITS; n++) {
          await rooms.edit(room, { actorId: session.user.id, room, tool: 'test' }, (doc) => void doc.getMap(SECTION.fields).set(`${i}.${n}`, { value: `${seed}` }))
          await Promise.race([ws.client.sync.syncNow(), pause(20 + random(200))])
        }
      }),
    )
    const author = stations[seed % CLIENTS]
    const { version } = (await first!.client.cases.get({ caseId })).reviewCase
    if (author === first) await first!.client.cases.updateIntake({ caseId, baseVersion: version, patientWords: `words of ${seed}` })
    if (killed) {
      await server.kill9()
      server = await startServerProcess({ directory: server.directory, port: server.port, ...(databaseUrl ? { databaseUrl } : {}) })
    }
    proxy.heal()
    await until(`even after schedule ${seed}`, even, 120)
    await until(`twice, schedule ${seed}`, even, 120)

    const token = await reader.signIn(server.url)
    const direct = openRoomAt(server.url, token, room)
    await until('the server’s own', () => direct.provider.synced, 60)
    const docs = [direct.doc, ...(await Promise.all(stations.map((ws) => ws.core.work().rooms.snapshot(room))))]
    const wanted = Array.from({ length: CLIENTS * EDITS }, (_, k) => `${Math.floor(k / EDITS)}.${k % EDITS}`)
    const lost = docs.flatMap((doc) => wanted.filter((key) => !doc.getMap(SECTION.fields).has(key))).length
    const words = await Promise.all(stations.map(async (ws) => (await ws.client.cases.get({ caseId })).reviewCase.patientWords))
    direct.stop()
    const wordsLost = author === first ? words.filter((said) => said !== `words of ${seed}`).length : 0
    return { seed, faults: [...new Set(told)], killed, lost: lost + wordsLost, states: new Set([...docs.map(stateHash)]).size + new Set(words).size - 1 }
  }

  return {
    run,
    async stop() {
      for (const ws of stations) await ws.stop()
      await proxy.stop()
      await server.kill9()
    },
  }
}

/** Content and history: what a reader sees, and which edits of whom it is made of. */
function stateHash(doc: Y.Doc): string {
  const vector = [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b)
  return createHash('sha256').update(canonicalJson({ fields: doc.getMap(SECTION.fields).toJSON() as never, vector })).digest('hex')
}
