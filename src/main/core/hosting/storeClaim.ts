// One host per store. A listening local socket is the claim: it dies with its process, so a killed host never leaves a lock behind.
import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, realpathSync, rmSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'

export interface StoreClaim {
  /** Another start on the same store knocked: show the window, or print the address again. */
  onVisit(listener: () => void): void
  release(): Promise<void>
}

const SOCKET_NAME = 'host.sock'
/** sun_path holds 104 bytes on macOS, 108 on Linux. */
const SOCKET_PATH_LIMIT = 100

/**
 * Claims the store for this process.
 * @returns null when a living process holds it; that process has then been told of the visit
 */
export async function claimStore(dataDirectory: string): Promise<StoreClaim | null> {
  const address = socketAddress(dataDirectory)
  for (let attempt = 0; ; attempt++) {
    const server = await listen(address)
    if (server) return claimOf(server)
    if (await knock(address)) return null
    if (attempt === 3) return null
    if (process.platform !== 'win32') rmSync(address, { force: true })
  }
}

function claimOf(server: net.Server): StoreClaim {
  const listeners = new Set<() => void>()
  server.on('connection', (socket) => {
    socket.on('error', () => socket.destroy())
    socket.end()
    for (const listener of listeners) listener()
  })
  return {
    onVisit: (listener) => {
      listeners.add(listener)
    },
    release: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function listen(address: string): Promise<net.Server | null> {
  return new Promise((resolve, reject) => {
    const server = net.createServer()
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    )
    server.listen(address, () => {
      if (process.platform !== 'win32') chmodSync(address, 0o600)
      server.unref()
      resolve(server)
    })
  })
}

function knock(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(address)
    socket.setTimeout(2000, () => socket.destroy())
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('close', () => resolve(false))
    socket.once('error', () => resolve(false))
  })
}

function socketAddress(dataDirectory: string): string {
  const directory = realpathSync(dataDirectory)
  const name = createHash('sha256').update(directory).digest('hex').slice(0, 24)
  if (process.platform === 'win32') return `\\\\.\\pipe\\consilium-${name}`
  const inside = path.join(directory, SOCKET_NAME)
  if (Buffer.byteLength(inside) <= SOCKET_PATH_LIMIT) return inside
  return path.join(privateRuntimeDirectory(), `${name}.sock`)
}

/** A folder of this user alone under the system's temporary folder. @throws when somebody else made it first */
function privateRuntimeDirectory(): string {
  const uid = process.getuid?.() ?? 0
  const directory = path.join(os.tmpdir(), `consilium-${uid}`)
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const found = lstatSync(directory)
  if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o077) !== 0) {
    throw new Error('the runtime folder belongs to somebody else')
  }
  return directory
}
