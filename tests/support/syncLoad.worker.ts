// Writes into shared documents at a steady pace and measures how long each edit takes until the server says that it is durable. Its own thread: the load must not slow its clock.
import { parentPort, workerData } from 'node:worker_threads'
import { openRoomAt } from './serverDevice.ts'

interface Load {
  readonly url: string
  readonly token: string
  readonly rooms: readonly string[]
  readonly clients: number
  readonly editsPerSecond: number
  readonly seconds: number
}

const { url, token, rooms, clients, editsPerSecond, seconds } = workerData as Load
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const began = performance.now()
const open = Array.from({ length: clients }, (_, i) => openRoomAt(url, token, rooms[i % rooms.length] ?? ''))
for (let i = 0; i < 1200 && !open.every((one) => one.provider.synced); i++) await pause(50)
const connectedMs = open.every((one) => one.provider.synced) ? performance.now() - began : Number.NaN

const latencies: number[] = []
await Promise.all(
  open.map(async ({ doc, provider }, i) => {
    await pause((i / clients) * (1000 / editsPerSecond))
    for (let n = 0; n < editsPerSecond * seconds; n++) {
      const next = performance.now() + 1000 / editsPerSecond
      const began = performance.now()
      doc.getMap('fields').set(`${doc.clientID}`, n)
      await new Promise<void>((resolve) => {
        const check = () => {
          if (provider.hasUnsyncedChanges) return
          provider.off('unsyncedChanges', check)
          resolve()
        }
        provider.on('unsyncedChanges', check)
        check()
      })
      latencies.push(performance.now() - began)
      await pause(Math.max(0, next - performance.now()))
    }
  }),
)
const unsynced = open.filter(({ provider }) => provider.hasUnsyncedChanges).length
for (const one of open) one.stop()
parentPort?.postMessage({ latencies, unsynced, connectedMs })
