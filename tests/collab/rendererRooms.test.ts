// The renderer's shared documents against the real durable rooms over real WebSockets: what is written arrives whatever breaks.
import { createServer, type Server } from 'node:http'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { WebSocketServer } from 'ws'
import * as Y from 'yjs'
import { createDurableRooms, type RoomAuthor, type UpdateLog } from '#shared/node/durableRooms.ts'
import { createRoomRegistry } from '../../src/renderer/data/roomRegistry.ts'

const author: RoomAuthor = { userId: 'u1', name: 'Dr Helen Okafor', role: 'physician', device: 'd1' }
const ROOM = 'case/019366e0-0000-7000-8000-000000000001/report/1/diagnosis'

function memoryLog(): UpdateLog & { text(): string } {
  const rows: Uint8Array[] = []
  const frozen = new Set<string>()
  return {
    load: async () => [...rows],
    append: async (room, update) => {
      if (frozen.has(room)) return 'frozen'
      rows.push(update)
      return 'stored'
    },
    isFrozen: async (room) => frozen.has(room),
    freeze: async (rooms) => {
      for (const room of rooms) frozen.add(room)
    },
    text: () => {
      const doc = new Y.Doc()
      for (const row of rows) Y.applyUpdate(doc, row)
      return doc.getText('body').toString()
    },
  }
}

async function core(log: UpdateLog, port = 0, access: 'write' | 'none' = 'write') {
  const rooms = createDurableRooms({ log, gate: { access: async () => access }, onFault: () => undefined })
  const server: Server = createServer()
  const sockets = new WebSocketServer({ server })
  let accepted = 0
  sockets.on('connection', (ws) => {
    accepted += 1
    rooms.connect(
      {
        get readyState() {
          return ws.readyState
        },
        send: (data: Uint8Array) => ws.send(data),
        close: (code?: number, reason?: string) => ws.close(code, reason),
        on: (event: string, listener: never) =>
          event === 'message' ? ws.on('message', (data: Buffer) => (listener as (d: Uint8Array) => void)(new Uint8Array(data))) : ws.on('close', (code, reason) => (listener as (c: number, r: string) => void)(code, reason.toString())),
      } as never,
      author,
    )
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const address = server.address()
  return {
    rooms,
    port: typeof address === 'object' && address ? address.port : 0,
    accepted: () => accepted,
    async stop() {
      rooms.stop()
      for (const ws of sockets.clients) ws.terminate()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

const open: (() => unknown)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

function registryFor(port: number) {
  const registry = createRoomRegistry(() => ({ openContract: () => Promise.reject(new Error('not used')), collabUrl: `ws://127.0.0.1:${port}/collab`, CollabSocket: WebSocket }))
  open.push(() => registry.closeAll())
  return registry
}

const soon = { timeout: 15_000, interval: 25 }

describe('a shared document in the window', () => {
  test('says saved only when the core has it, and then the core has it', async () => {
    const log = memoryLog()
    const running = await core(log)
    open.push(() => running.stop())
    const room = registryFor(running.port).acquire(ROOM)
    await vi.waitUntil(() => room.state().synced && room.state().saved, soon)
    expect(room.state().readOnly).toBe(false)
    room.doc.getText('body').insert(0, 'adenocarcinoma')
    expect(room.state().saved).toBe(false)
    await vi.waitUntil(() => room.state().saved, soon)
    expect(log.text()).toBe('adenocarcinoma')
  })

  test('after the core closed the document alone, the next sentence still arrives', async () => {
    const log = memoryLog()
    const running = await core(log)
    open.push(() => running.stop())
    const room = registryFor(running.port).acquire(ROOM)
    await vi.waitUntil(() => room.state().saved, soon)
    running.rooms.stop()
    await new Promise((resolve) => setTimeout(resolve, 50))
    room.doc.getText('body').insert(0, 'written after the close')
    await vi.waitUntil(() => log.text() === 'written after the close', soon)
    await vi.waitUntil(() => room.state().saved, soon)
  })

  test('what is written while the core is down is kept, said to be unsaved, and arrives once when it is back', async () => {
    const log = memoryLog()
    const first = await core(log)
    const registry = registryFor(first.port)
    const room = registry.acquire(ROOM)
    await vi.waitUntil(() => room.state().saved, soon)
    await first.stop()
    await vi.waitUntil(() => !room.state().synced, soon)
    for (const letter of 'offline') room.doc.getText('body').insert(room.doc.getText('body').length, letter)
    expect(room.state().saved).toBe(false)
    const second = await core(log, first.port)
    open.push(() => second.stop())
    await vi.waitUntil(() => room.state().saved, soon)
    expect(log.text()).toBe('offline')
  })

  test('two holders share one document; it stays while one of them is left', async () => {
    const running = await core(memoryLog())
    open.push(() => running.stop())
    const registry = registryFor(running.port)
    const [a, b] = [registry.acquire(ROOM), registry.acquire(ROOM)]
    expect(a).toBe(b)
    registry.release(a)
    await vi.waitUntil(() => b.state().synced, soon)
    expect(running.accepted()).toBe(1)
  })

  test('a report frozen for signing turns read-only in the open window', async () => {
    const running = await core(memoryLog())
    open.push(() => running.stop())
    const room = registryFor(running.port).acquire(ROOM)
    await vi.waitUntil(() => room.state().saved, soon)
    await running.rooms.freeze([ROOM])
    await vi.waitUntil(() => room.state().readOnly, soon)
  })

  test('a room one may not read is refused once, without knocking again and again', async () => {
    const running = await core(memoryLog(), 0, 'none')
    open.push(() => running.stop())
    const room = registryFor(running.port).acquire(ROOM)
    await vi.waitUntil(() => room.state().refused, soon)
    await new Promise((resolve) => setTimeout(resolve, 1500))
    expect(running.accepted()).toBe(1)
    expect(room.state().readOnly).toBe(true)
  })
})
