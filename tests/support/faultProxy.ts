// A TCP proxy on loopback that does to connections what networks do: slow them, jitter between them, cut them, swallow them, close one half of them.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export type Fault =
  /** Every piece is late by up to so many milliseconds, in order within its connection; other connections overtake it. */
  | { kind: 'jitter'; ms: number }
  /** The first so many bytes arrive one by one. */
  | { kind: 'bytewise'; bytes: number }
  /** Reset in both directions after so many bytes. */
  | { kind: 'reset'; afterBytes: number }
  /** Nothing arrives any more, and nobody is told. */
  | { kind: 'blackHole'; afterBytes: number }
  /** What the client sends is swallowed; what the server sends still arrives. */
  | { kind: 'halfOpen'; afterBytes: number }

export async function startFaultProxy(targetPort: number, random: (below: number) => number) {
  const open = new Set<Socket>()
  let faultOf: () => Fault | null = () => null

  const proxy = createServer((client) => {
    const fault = faultOf()
    const server = connect(targetPort, '127.0.0.1')
    let passed = 0
    for (const socket of [client, server]) {
      socket.setNoDelay(true)
      open.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => open.delete(socket))
    }
    const cut = () => {
      client.resetAndDestroy()
      server.resetAndDestroy()
    }
    const isSwallowed = (fromClient: boolean) => (fault?.kind === 'blackHole' || (fault?.kind === 'halfOpen' && fromClient)) && passed > fault.afterBytes
    /** One piece as slowly and in as many parts as the fault says. */
    async function deliver(to: Socket, piece: Buffer) {
      if (fault?.kind === 'jitter') await new Promise((resolve) => setTimeout(resolve, random(fault.ms)))
      const single = fault?.kind === 'bytewise' ? Math.max(0, Math.min(piece.byteLength, fault.bytes - (passed - piece.byteLength))) : 0
      for (let i = 0; i < single; i++) await written(to, piece.subarray(i, i + 1))
      await written(to, piece.subarray(single))
    }
    async function forward(from: Socket, to: Socket, fromClient: boolean) {
      try {
        for await (const piece of from as AsyncIterable<Buffer>) {
          passed += piece.byteLength
          if (fault?.kind === 'reset' && passed > fault.afterBytes) return cut()
          if (!isSwallowed(fromClient)) await deliver(to, piece)
        }
        if (!isSwallowed(fromClient)) to.end()
      } catch {
        cut()
      }
    }
    void forward(client, server, true)
    void forward(server, client, false)
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))

  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    /** From the next connection on. */
    set(of: () => Fault | null): void {
      faultOf = of
    },
    /** Whatever hangs is cut; new connections are whole. */
    heal(): void {
      faultOf = () => null
      for (const socket of open) socket.resetAndDestroy()
    },
    async stop(): Promise<void> {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => proxy.close(resolve))
    },
  }
}

function written(to: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    if (bytes.byteLength === 0) return resolve()
    to.write(bytes, (error) => (error ? reject(error) : resolve()))
  })
}
