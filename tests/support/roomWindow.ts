// A window's door to the shared documents of a workstation without a window: the product's own registry over a real WebSocket.
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'
import { createRoomRegistry } from '../../src/renderer/data/roomRegistry.ts'
import { roomSocketOf } from '../../src/main/hosts/browser/sockets.ts'
import type { TestWorkstation } from './workstation.ts'

export async function openRoomWindow({ core }: Pick<TestWorkstation, 'core'>) {
  const { rooms, session } = core.work()
  const server = createServer()
  const sockets = new WebSocketServer({ server })
  const { id: userId, name, role } = session.user
  sockets.on('connection', (ws) => rooms.connect(roomSocketOf(ws), { userId, name, role }))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const registry = createRoomRegistry(() => ({ openContract: () => Promise.reject(new Error('not used')), collabUrl: `ws://127.0.0.1:${port}/collab`, CollabSocket: WebSocket }))
  return {
    registry,
    async stop() {
      registry.closeAll()
      for (const ws of sockets.clients) ws.terminate()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
