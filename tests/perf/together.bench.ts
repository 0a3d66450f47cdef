// Two people in one section at two workstations, through the server: from a letter in one window to the same letter in the other.
import { type BenchResult, median, quantile95, spread } from '../support/bench.ts'
import { openRoomWindow } from '../support/roomWindow.ts'
import { startServerProcess } from '../support/serverProcess.ts'
import { writeSmallBundle } from '../support/smallBundle.ts'
import { openTestWorkstation, until } from '../support/workstation.ts'
import { roomName } from '../../src/shared/casedoc/layout.ts'

export const names = ['typeTogether']

const LETTERS = 150
const BETWEEN_MS = 40
const GOAL_MS = 100

export async function bench(): Promise<BenchResult[]> {
  const server = await startServerProcess()
  const stations = [await openTestWorkstation(), await openTestWorkstation()] as const
  const [a, b] = stations
  const windows: Awaited<ReturnType<typeof openRoomWindow>>[] = []
  try {
    await a.signUp('Dr One', 'physician', 'L-1')
    await b.signUp('Dr Two', 'radiologist', 'L-2')
    const caseId = await a.takeIn(writeSmallBundle())
    const enrolment = { serverUrl: server.url, enrolmentCode: server.enrolmentCode ?? '' }
    for (const { client } of stations) await client.sync.connect(enrolment)
    await until('published', async () => (await a.client.sync.syncNow()).state === 'synced')
    const colleague = (await a.client.sync.people()).find(({ name }) => name === 'Dr Two')
    if (!colleague) throw new Error('the colleague is not in the directory')
    await a.client.sync.assign({ caseId, userId: colleague.id })
    await until('shared', async () => {
      await a.client.sync.syncNow()
      return (await b.client.sync.syncNow()).state === 'synced' && (await b.client.cases.list()).length === 1
    })
    const room = roomName({ kind: 'section', caseId, report: 1, section: 'diagnosis' })
    for (const station of stations) windows.push(await openRoomWindow(station))
    const docs = windows.map(({ registry }) => registry.acquire(room))
    await until('open', () => docs.every((one) => one.access().synced))
    const [mine, theirs] = docs.map(({ doc }) => doc.getText('body'))
    if (!mine || !theirs) throw new Error('two windows')
    mine.insert(0, 'x')
    await until('the line stands', () => theirs.length === 1)
    const measured: number[] = []
    for (let n = 0; n < LETTERS; n++) {
      const arrived = new Promise<number>((resolve) => theirs.doc?.once('update', () => resolve(performance.now())))
      const began = performance.now()
      mine.insert(mine.length, 'x')
      measured.push((await arrived) - began)
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS))
    }
    const bare = await loopback()
    const p95 = quantile95(measured)
    return [{ name: 'typeTogether', value: round(p95), unit: 'ms (95 of 100)', spread: round(spread(measured)), against: 'a timer of no time in the same process', ratio: round(median(measured) / bare), goal: `≤ ${GOAL_MS} ms`, ok: p95 <= GOAL_MS }]
  } finally {
    for (const window of windows) await window.stop()
    for (const station of stations) await station.stop()
    await server.stop()
  }
}

/** How long this machine takes to come round at all: told beside the figure, because both move with its load. */
async function loopback(): Promise<number> {
  const measured: number[] = []
  for (let n = 0; n < LETTERS; n++) {
    const began = performance.now()
    await new Promise((resolve) => setTimeout(resolve))
    measured.push(performance.now() - began)
  }
  return median(measured)
}

const round = (value: number) => Number(value.toFixed(1))
