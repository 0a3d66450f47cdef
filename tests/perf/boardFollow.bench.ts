// 25 follow a moving view through the server: 24 devices, and the product itself in a browser, measured to the picture on its screen;
// first the presenter's on the board's stage, then a colleague's in the imaging room.
import type { Page } from '@playwright/test'
import type { ImageAnchor } from '../../src/shared/domain/annotation.ts'
import { roomName } from '../../src/shared/casedoc/layout.ts'
import type { CaseId } from '../../src/shared/kit/ids.ts'
import { type BenchResult, median, percentile, spread } from '../support/bench.ts'
import { beginBoard, enterDesk, makeReady, markKeyImages } from '../support/benchBoard.ts'
import { openProduct } from '../support/benchBrowser.ts'
import { prepareStore } from '../support/benchStore.ts'
import { openBenchWorkstation } from '../support/benchWorkstation.ts'
import { enrolDevice, openRoomAt, type ServerDevice } from '../support/serverDevice.ts'
import { startServerProcess } from '../support/serverProcess.ts'
import { until } from '../support/workstation.ts'

export const names = ['boardFollow', 'roomFollow']

/** Beside the browser. */
const DEVICES = 24
const PER_SECOND = 25
/** Slices there and back. */
const REACH = 20
const ROUNDS = 6
const GOAL_MS = 100

export async function bench(): Promise<BenchResult[]> {
  const prepared = await prepareStore()
  const server = await startServerProcess({ databaseUrl: '' })
  const lines: ReturnType<typeof openRoomAt>[] = []
  let product: Awaited<ReturnType<typeof openProduct>> | null = null
  try {
    const people: ServerDevice[] = []
    for (let i = 0; i < DEVICES + 1; i++) people.push(await enrolDevice(server.url, server.enrolmentCode ?? '', `Dr Person ${i + 1}`, 'radiologist'))
    const [leader] = people
    if (!leader) throw new Error('nobody')
    const { slices, anchor } = await begin({ directory: prepared.directory, caseId: prepared.caseId, server, people, leader })
    product = await openProduct(prepared.directory)
    const { page } = product
    await enterDesk(page)
    const room = roomName({ kind: 'board', caseId: prepared.caseId })
    lines.push(...people.map(({ token }) => openRoomAt(server.url, token, room, undefined, true)))
    await until('everybody is there', () => lines.every(({ provider }) => provider.isSynced), 60)
    const [lead, ...rest] = lines
    const heard: number[] = []
    for (const { provider } of rest)
      provider.awareness?.on('change', ({ updated }: { updated: number[] }) => {
        const sent: unknown = updated.includes(lead?.doc.clientID ?? 0) ? provider.awareness?.getStates().get(lead?.doc.clientID ?? 0)?.['board']?.sent : undefined
        if (typeof sent === 'number') heard.push(performance.now() - sent)
      })
    let n = 1
    const say = (at: number) => {
      const view = { SOPInstanceUID: slices[at], frame: 1, center: null, width: null, invert: false, zoom: 1, centre: [255.5, 255.5] }
      n += 1
      lead?.provider.awareness?.setLocalStateField('board', { n, stage: 'images', item: 0, view, pointer: null, blank: false, names: false, pixels: [], frozen: null, sent: performance.now() })
    }
    const middle = Math.floor(slices.length / 2)
    const way = [...Array.from({ length: REACH }, (_, i) => middle + i), ...Array.from({ length: REACH }, (_, i) => middle + REACH - i)]
    const staged = await measure({ page, viewer: '.b-image [role="application"]', way, say })
    // The same hand, now followed through the imaging room: told by its place at rest and by what moves.
    const place = { tab: 'imaging', open: anchor.SeriesInstanceUID, target: { anchor, annotationId: null }, section: null }
    const sayRoom = (at: number) => {
      const view = { SOPInstanceUID: slices[at], frame: 1, center: null, width: null, invert: false, zoom: 1, centre: [255.5, 255.5] }
      lead?.provider.awareness?.setLocalState({ ...lead.provider.awareness.getLocalState(), place, moved: { tab: 'imaging', view, scroll: null, pointer: null }, board: { here: true, at: null, sent: performance.now() } })
    }
    const heardOnStage = [...heard]
    sayRoom(middle)
    await page.getByRole('button', { name: /^Follow Dr Person 1$/u }).click()
    const followed = await measure({ page, viewer: '.i-stage [role="application"]', way, say: sayRoom })
    return [resultOf('boardFollow', 'a follower’s shared screen', staged, { followers: lines.length, heard: heardOnStage }), resultOf('roomFollow', 'a follower’s imaging room', followed, { followers: lines.length, heard: heard.slice(heardOnStage.length) })]
  } finally {
    for (const line of lines) line.stop()
    await product?.close()
    await server.stop()
    prepared.remove()
  }
}

interface Measured {
  readonly page: Page
  /** Selector of the viewer that follows. */
  readonly viewer: string
  readonly way: readonly number[]
  say(at: number): void
}

/** Walks the way there and back with pictures in memory, as in a meeting under way. @returns milliseconds from a word to its slice on the screen, and how many words there were */
async function measure({ page, viewer, way, say }: Measured): Promise<{ drawn: number[]; said: number }> {
  const [first = 0] = way
  say(first)
  await page.waitForFunction(({ selector, wanted }) => document.querySelector<HTMLElement>(selector)?.dataset['shown'] === String(wanted), { selector: viewer, wanted: first }, { timeout: 60_000 })
  for (const at of way) {
    say(at)
    await pause(150)
  }
  await watch(page, viewer)
  const said: { at: number; when: number }[] = []
  for (const at of Array.from({ length: ROUNDS }, () => way).flat()) {
    say(at)
    said.push({ at, when: epochNow() })
    await pause(1000 / PER_SECOND)
  }
  await pause(500)
  return { drawn: matched(said, await page.evaluate(() => window.benchShown)), said: said.length }
}

function resultOf(name: string, where: string, { drawn, said }: Awaited<ReturnType<typeof measure>>, { followers, heard }: { followers: number; heard: readonly number[] }): BenchResult {
  const p99 = percentile(drawn, 0.99)
  return {
    name, value: Number(p99.toFixed(1)),
    unit: `ms, p99 of ${drawn.length} views from the leading hand's word to the slice on ${where}; ${followers} followers, ${PER_SECOND} views a second through the server, ${said - drawn.length} of ${said} passed over for a newer one`,
    spread: Number(spread(drawn).toFixed(1)), against: `the same words heard at the other devices without drawing, p99 ${percentile(heard, 0.99).toFixed(1)} ms; median drawn ${median(drawn).toFixed(1)} ms`, ratio: null, goal: `≤ ${GOAL_MS} ms`, ok: p99 <= GOAL_MS && drawn.length > said / 2,
  }
}

interface Begin {
  readonly directory: string
  readonly caseId: CaseId
  readonly server: Awaited<ReturnType<typeof startServerProcess>>
  readonly people: readonly ServerDevice[]
  readonly leader: ServerDevice
}

/** The case is at the server with all these people on it, and the leader presents. @returns the first key image's place and the slices of its stack in order */
async function begin({ directory, caseId, server, people, leader }: Begin): Promise<{ slices: readonly string[]; anchor: ImageAnchor }> {
  const station = await openBenchWorkstation({ directory })
  const { client } = station
  try {
    await station.unlock()
    await makeReady(station, caseId)
    await markKeyImages(station, caseId)
    await client.sync.connect({ serverUrl: server.url, enrolmentCode: server.enrolmentCode ?? '' })
    await until('the case is at the server', async () => (await client.sync.syncNow()).state === 'synced', 300)
    for (const { user } of people) await client.sync.assign({ caseId, userId: user.id })
    const meetingId = await beginBoard(station, caseId)
    await client.board.act({ meetingId, act: { type: 'invite', person: leader.user, discipline: 'radiology' } })
    await client.board.act({ meetingId, act: { type: 'handOver', role: 'presenter', personId: leader.user.id } })
    await client.board.join({ meetingId })
    await until('the meeting is at the server', async () => (await client.sync.syncNow()).state === 'synced' && (await client.board.view({ meetingId })).unsent === 0, 60)
    const anchor = (await client.board.shown({ masked: true, language: 'en' }))?.shown?.images[0]?.anchor
    const stack = (await client.imaging.studies({ caseId })).flatMap(({ series }) => series).find(({ SeriesInstanceUID }) => SeriesInstanceUID === anchor?.SeriesInstanceUID)?.stacks[0]
    if (!anchor) throw new Error('no key image')
    return { slices: stack?.SOPInstanceUIDs ?? [], anchor }
  } finally {
    await station.stop()
  }
}

/** Slices as they come on the follower's screen: seen only when the bytes of the canvas have changed too. */
async function watch(page: Page, viewer: string): Promise<void> {
  await page.evaluate((selector) => {
    const picture = document.querySelector<HTMLElement>(selector)
    const canvas = picture?.querySelector('canvas')
    const side = 64
    const copy = new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true })
    const bytes = () => {
      if (!canvas || !copy) return ''
      copy.drawImage(canvas, (canvas.width - side) >> 1, (canvas.height - side) >> 1, side, side, 0, 0, side, side)
      return new Uint32Array(copy.getImageData(0, 0, side, side).data.buffer).join()
    }
    window.benchShown = []
    let before = bytes()
    new MutationObserver(() => {
      const now = bytes()
      if (now !== before) window.benchShown.push({ at: Number(picture?.dataset['shown']), when: performance.timeOrigin + performance.now() })
      before = now
    }).observe(picture ?? document.body, { attributeFilter: ['data-shown'] })
  }, viewer)
}

/** Every slice that was shown with the first word about it since the one before: when in doubt the longer time. @returns milliseconds */
function matched(said: readonly { at: number; when: number }[], shown: readonly { at: number; when: number }[]): number[] {
  let next = 0
  return shown.flatMap(({ at, when }) => {
    const found = said.findIndex((word, i) => i >= next && word.at === at && word.when <= when)
    const word = said[found]
    if (!word) return []
    next = found + 1
    return [when - word.when]
  })
}

declare global {
  interface Window {
    benchShown: { at: number; when: number }[]
  }
}

const epochNow = () => performance.timeOrigin + performance.now()
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
