// Command line of the central server: `consilium serve [--port N] [--host H] [--data DIR] [--board] [--new-code] [--invited-only] [--restored] [--renew-master-key FILE]`.
import { mkdirSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { roomCodeOf } from '#shared/domain/board/roomCode.ts'
import { isoInstant } from '#shared/kit/clock.ts'
import { bucketSettings } from './blobs/bucket.ts'
import { startServer } from './createServer.ts'
import { openRoomLine } from './http/roomLine.ts'
import type { SignOnSettings } from './identity/organisationSignOn.ts'
import { createServerLogger } from './log.ts'
import { MasterKeyRefused } from './storage/caseVault.ts'

async function main() {
  // V8 of Node 24 collects its whole heap for every few dozen megabytes of buffers: three quarters of what passing on a large file cost.
  // Counted together with the heap, a file costs a quarter of the work. Not in the workstation: it would keep 45 MiB more at rest.
  setFlagsFromString('--external-memory-accounted-in-global-limit')
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4180' },
      host: { type: 'string' },
      /** For a room without internet: heard by the workstations of this network, found by address or code. */
      board: { type: 'boolean', default: false },
      data: { type: 'string', default: 'consilium-server' },
      'new-code': { type: 'boolean', default: false },
      restored: { type: 'boolean', default: false },
      'renew-master-key': { type: 'string' },
      'invited-only': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  const log = createServerLogger((line) => process.stderr.write(line), () => isoInstant(Date.now()))
  // What a library says by itself may hold anything: only that it said something is kept.
  for (const level of ['log', 'info', 'warn', 'error'] as const) console[level] = () => log.warn('library.said', { level })
  const directory = resolve(values.data)
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const line = values.board ? await openRoomLine(directory, Date.now()) : null
  const server = await startServer({
    directory,
    lineKeys: line,
    databaseUrl: process.env['DATABASE_URL'] || undefined,
    masterKeyFile: process.env['CONSILIUM_MASTER_KEY_FILE'] || undefined,
    nextMasterKeyFile: values['renew-master-key'] && resolve(values['renew-master-key']),
    bucket: bucketSettings(process.env),
    signOn: signOnSettings(process.env),
    invitedOnly: values['invited-only'] || process.env['CONSILIUM_INVITED_ONLY'] === '1',
    log,
    host: values.host ?? (values.board ? '0.0.0.0' : '127.0.0.1'),
    port: Number(values.port),
    renewCode: values['new-code'],
    restored: values.restored,
    clock: { now: () => Date.now() },
  })
  const { serverId, enrolmentCode } = server
  const url = line ? `${server.url}/#${line.pin}` : server.url
  const room = line ? addressesOfRoom(Number(new URL(url).port), line.pin) : []
  if (values.json) process.stdout.write(`${JSON.stringify({ url, serverId, enrolmentCode, ...(values.board ? { room } : {}) })}\n`)
  else process.stdout.write(`Consilium server ${url}\n${room.map(({ address, code }) => `In this room: ${address}   code ${code}\n`).join('')}${line ? ROOM_WORDS : ''}${values['renew-master-key'] ? 'The case keys are under the new master key now: put its file in the place of the old one before the next start.\n' : ''}${enrolmentCode ? `Enrolment code (shown once): ${enrolmentCode}\n` : ''}Stop with Ctrl-C.\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      server.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    })
  }
}

/** What the people of the room have to know of the line. */
const ROOM_WORDS = 'The line is encrypted (TLS 1.3). The code carries the fingerprint of this server: type it from this screen, never from a message.\n'

/** Where the workstations of the same network find this server. */
function addressesOfRoom(port: number, pin: string): { address: string; code: string }[] {
  return Object.values(networkInterfaces()).flatMap((faces) =>
    (faces ?? []).flatMap(({ family, internal, address }) => {
      const code = family === 'IPv4' && !internal ? roomCodeOf(address, port, pin) : null
      return code === null ? [] : [{ address: `https://${address}:${port}/#${pin}`, code }]
    }),
  )
}

/** Issuer and client id together, or none of them. */
function signOnSettings({ CONSILIUM_OIDC_ISSUER: issuer, CONSILIUM_OIDC_CLIENT_ID: clientId, CONSILIUM_OIDC_ROLE_CLAIM: roleClaim }: NodeJS.ProcessEnv): SignOnSettings | null {
  if (!issuer && !clientId) return null
  if (!issuer || !clientId) throw new Error('CONSILIUM_OIDC_ISSUER and CONSILIUM_OIDC_CLIENT_ID belong together')
  return { issuer, clientId, roleClaim: roleClaim || 'consilium_role' }
}

await main().catch((cause: unknown) => {
  if (!(cause instanceof MasterKeyRefused)) throw cause
  process.stderr.write('This is not the master key of this database: nothing was changed. Start with the key it was written under; after --renew-master-key, put the new file in the place of the old one.\n')
  process.exit(5)
})
