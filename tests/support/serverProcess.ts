// A central server as its users run it: an own process on PGlite, killed without warning when a test asks for it.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { BucketSettings } from '../../src/server/blobs/bucket.ts'
import { suiteDatabase } from './postgres.ts'

const entry = join(import.meta.dirname, '../../src/server/index.ts')

export interface ServerProcess {
  readonly url: string
  readonly serverId: string
  readonly enrolmentCode: string | null
  readonly directory: string
  readonly port: number
  readonly pid: number
  kill9(): Promise<void>
  stop(): Promise<void>
  /** What it wrote to stderr, after a clean stop. */
  stopAndReadLog(): Promise<string>
}

interface Options {
  directory?: string
  port?: number
  /** PostgreSQL instead of PGlite. */
  databaseUrl?: string
  /** As after a restore: the epoch goes up. */
  restored?: boolean
  /** Wraps every case key under the key of this file. */
  renewMasterKey?: string
  /** As a room without internet has it: on its own encrypted line. */
  board?: boolean
  /** The organisation's identity provider. */
  signOn?: { issuer: string; clientId: string }
  /** Where files lie instead of the folder. */
  bucket?: BucketSettings
}

export async function startServerProcess({ directory = mkdtempSync(join(tmpdir(), 'consilium-server-')), port = 0, databaseUrl, restored = false, board = false, renewMasterKey, signOn, bucket }: Options = {}): Promise<ServerProcess> {
  const database = databaseUrl ?? (await databaseOf(directory))
  const args = [entry, '--json', '--port', String(port), '--data', directory, ...(restored ? ['--restored'] : []), ...(renewMasterKey ? ['--renew-master-key', renewMasterKey] : []), ...(board ? ['--board', '--host', '127.0.0.1'] : [])]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, DATABASE_URL: database, ...bucketEnvironment(bucket), ...(signOn ? { CONSILIUM_OIDC_ISSUER: signOn.issuer, CONSILIUM_OIDC_CLIENT_ID: signOn.clientId } : {}) } })
  let log = ''
  child.stderr.on('data', (part: Buffer) => {
    log += part.toString('utf8')
  })
  const said = await firstLine(child)
  const { url, serverId, enrolmentCode } = JSON.parse(said) as { url: string; serverId: string; enrolmentCode: string | null }
  const end = (signal: NodeJS.Signals) =>
    new Promise<void>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve()
      child.once('exit', () => resolve())
      child.kill(signal)
    })
  return { url, serverId, enrolmentCode, directory, port: Number(new URL(url).port), pid: child.pid ?? 0, kill9: () => end('SIGKILL'), stop: () => end('SIGTERM'), stopAndReadLog: () => end('SIGTERM').then(() => log) }
}

function bucketEnvironment(bucket: BucketSettings | undefined): NodeJS.ProcessEnv {
  if (!bucket) return {}
  const { endpoint, region, prefix, accessKeyId, secretAccessKey } = bucket
  return { CONSILIUM_S3_ENDPOINT: endpoint, CONSILIUM_S3_REGION: region, CONSILIUM_S3_BUCKET: bucket.bucket, CONSILIUM_S3_PREFIX: prefix, CONSILIUM_S3_ACCESS_KEY_ID: accessKeyId, CONSILIUM_S3_SECRET_ACCESS_KEY: secretAccessKey }
}

const databases = new Map<string, string>()

/** A server that starts again in its folder finds its database again. Empty: PGlite in the folder. */
async function databaseOf(directory: string): Promise<string> {
  const known = databases.get(directory) ?? (await suiteDatabase()) ?? ''
  databases.set(directory, known)
  return known
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (!child.stdout) return reject(new Error('no output'))
    createInterface({ input: child.stdout }).once('line', resolve)
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it was ready`)))
  })
}
