// A standing line to the server for a few shared documents: edits and presence go both ways at once, beside the rounds. Without a server nothing happens.
// What was stored here before is sent by the rounds as ever; losing the line loses nothing.
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import { WebSocket } from 'ws'
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { OpenRoom } from '#shared/node/durableRooms.ts'
import type { WorkstationRooms } from '../collab/createRooms.ts'
import type { ServerLink } from './serverLink.ts'

const RETRY_MS = 1_500
const MIRROR = 'mirror'

interface Changed {
  added: number[]
  updated: number[]
  removed: number[]
}

interface Line {
  readonly room: string
  close(): void
  /** Says through this document's presence that this device has told the server something. */
  tell(count: number): void
}

export type LiveRooms = ReturnType<typeof createLiveRooms>

export function createLiveRooms({ rooms, link }: { rooms: Pick<WorkstationRooms, 'open'>; link: () => ServerLink | null }) {
  const peers = new Set<() => void>()
  let wanted: readonly string[] = []
  let lines: Line[] = []
  let socket: HocuspocusProviderWebsocket | null = null
  let opening: Promise<void> | null = null
  let retry: NodeJS.Timeout | undefined
  let told = 0
  let stopped = false

  /** The documents that stand on the line from now on. */
  function hold(names: readonly string[]): void {
    if (names.join('\n') === wanted.join('\n')) return
    wanted = names
    void renew()
  }

  /** One change of the line after the other. */
  function renew(): Promise<void> {
    opening = (opening ?? Promise.resolve()).then(change).catch(() => later())
    return opening
  }

  async function change(): Promise<void> {
    clearTimeout(retry)
    for (const line of lines.filter(({ room }) => !wanted.includes(room))) line.close()
    lines = lines.filter(({ room }) => wanted.includes(room))
    if (wanted.length === 0 || stopped) return hangUp()
    const to = link()
    if (!to) return later()
    socket ??= await dial(to)
    for (const room of wanted) {
      if (lines.some((line) => line.room === room)) continue
      lines.push(join(socket, room, await rooms.open(room), () => {
        for (const peer of peers) peer()
      }))
    }
  }

  async function dial(to: ServerLink): Promise<HocuspocusProviderWebsocket> {
    const token = await to.token()
    const url = new URL('/collab', to.url)
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
    class SignedSocket extends WebSocket {
      constructor(address: string) {
        super(address, { headers: { authorization: `Bearer ${token}` }, agent: to.agent })
        // A line that cannot be had is no fault: `disconnect` tells.
        this.on('error', () => undefined)
      }
    }
    const opened = new HocuspocusProviderWebsocket({ url: url.href, WebSocketPolyfill: SignedSocket, maxAttempts: 1, delay: 300, minDelay: 300 })
    // A socket is never used again after a break (sync note: a provider that was only detached loses its first words).
    opened.on('disconnect', () => {
      if (socket === opened) dropped()
    })
    return opened
  }

  function dropped(): void {
    hangUp()
    later()
  }

  function hangUp(): void {
    for (const line of lines) line.close()
    lines = []
    const old = socket
    socket = null
    old?.destroy()
  }

  function later(): void {
    clearTimeout(retry)
    if (stopped || wanted.length === 0) return
    retry = setTimeout(() => void renew(), RETRY_MS)
    retry.unref()
  }

  return {
    hold,
    tellPeers(): void {
      told += 1
      for (const line of lines) line.tell(told)
    },
    /** Called when another device has told the server something. */
    onPeers(listener: () => void): () => void {
      peers.add(listener)
      return () => void peers.delete(listener)
    },
    /** The line stands: what is done here is seen elsewhere at once. */
    isLive: () => socket !== null && lines.length > 0,
    async stop(): Promise<void> {
      stopped = true
      wanted = []
      clearTimeout(retry)
      await opening
      hangUp()
    },
  }
}

/** Presence is mirrored through a second awareness, so that a break of the line takes away those at its far end only. */
function join(websocketProvider: HocuspocusProviderWebsocket, room: string, opened: OpenRoom, heard: () => void): Line {
  const near = opened.awareness
  const carrier = new Y.Doc()
  const far = new Awareness(carrier)
  far.setLocalState(null)
  const provider = new HocuspocusProvider({ websocketProvider, name: room, document: opened.doc, token: 'device', awareness: far })
  /** Clients of this workstation's own windows. */
  const ours = new Set<number>(near.getStates().keys())
  const tellings = new Map<number, unknown>()

  const outward = ({ added, updated, removed }: Changed, origin: unknown) => {
    if (origin === MIRROR) return
    const changed = [...added, ...updated, ...removed]
    for (const client of changed) ours.add(client)
    applyAwarenessUpdate(far, encodeAwarenessUpdate(near, changed), MIRROR)
  }
  const inward = ({ added, updated, removed }: Changed, origin: unknown) => {
    if (origin === MIRROR || origin === 'local') return
    const theirs = [...added, ...updated, ...removed].filter((client) => !ours.has(client) && client !== carrier.clientID)
    if (theirs.length === 0) return
    applyAwarenessUpdate(near, encodeAwarenessUpdate(far, theirs), MIRROR)
    for (const client of theirs) {
      const said: unknown = far.getStates().get(client)?.['told']
      if (said === undefined || tellings.get(client) === said) continue
      tellings.set(client, said)
      heard()
    }
  }
  near.on('update', outward)
  far.on('update', inward)
  if (ours.size > 0) applyAwarenessUpdate(far, encodeAwarenessUpdate(near, [...ours]), MIRROR)
  provider.attach()

  return {
    room,
    tell: (count) => far.setLocalState({ told: `${carrier.clientID}.${count}` }),
    close() {
      near.off('update', outward)
      far.off('update', inward)
      removeAwarenessStates(near, [...near.getStates().keys()].filter((client) => !ours.has(client)), MIRROR)
      provider.destroy()
      far.destroy()
      carrier.destroy()
      void opened.close()
    },
  }
}
