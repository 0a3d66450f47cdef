// The one server this profile belongs to. Absent: the workstation is its own authority.
import type { Readable, Writable } from '../storage/handles.ts'

export interface KnownServer {
  readonly url: string
  readonly serverId: string
  readonly epoch: number
  readonly publicKey: string
  readonly lastSyncedAt: string | null
}

export function knownServer(r: Readable): KnownServer | undefined {
  return r.get<KnownServer & Record<string, never>>(
    'SELECT url, server_id AS serverId, epoch, public_key AS publicKey, last_synced_at AS lastSyncedAt FROM sync_server',
  )
}

export function rememberServer(tx: Writable, server: Omit<KnownServer, 'lastSyncedAt'>): void {
  tx.run(
    `INSERT INTO sync_server (one, url, server_id, epoch, public_key) VALUES (1, ?, ?, ?, ?)
     ON CONFLICT (one) DO UPDATE SET url = excluded.url, server_id = excluded.server_id, epoch = excluded.epoch, public_key = excluded.public_key`,
    [server.url, server.serverId, server.epoch, server.publicKey],
  )
}

export function forgetServer(tx: Writable): void {
  tx.run('DELETE FROM sync_server')
  tx.run('DELETE FROM server_receipt')
}
