// A real PostgreSQL for one test file: its own cluster in a temporary folder, started as an account without rights, stopped at the end.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

/** Where Debian, and others, put the programs; null when there is no PostgreSQL on this machine. */
export function postgresPrograms(): string | null {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const places = [...versions.map((version) => join(debian, version, 'bin')), '/usr/local/pgsql/bin', '/usr/local/bin', '/usr/bin']
  return places.find((place) => existsSync(join(place, 'initdb')) && existsSync(join(place, 'postgres'))) ?? null
}

/** PostgreSQL refuses to run as root: then the account `nobody` owns the cluster. */
function account(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

export interface Postgres {
  /** URL of a new, empty database of the cluster. */
  database(): Promise<string>
  stop(): Promise<void>
}

export async function startPostgres(): Promise<Postgres> {
  const programs = postgresPrograms()
  if (!programs) throw new Error('no PostgreSQL on this machine')
  const owner = account()
  const directory = mkdtempSync(join(tmpdir(), 'consilium-pg-'))
  if (owner.uid !== undefined && owner.gid !== undefined) chownSync(directory, owner.uid, owner.gid)
  const port = await freePort()
  const data = join(directory, 'data')
  execFileSync(join(programs, 'initdb'), ['-D', data, '-U', 'consilium', '-A', 'trust', '--no-sync', '-E', 'UTF8', '--locale=C'], { ...owner, stdio: 'ignore', cwd: directory })
  const server = spawn(join(programs, 'postgres'), ['-D', data, '-p', String(port), '-k', directory, '-c', 'listen_addresses=127.0.0.1', '-c', 'shared_buffers=32MB'], { ...owner, stdio: 'ignore', cwd: directory })
  cluster = server
  const url = (name: string) => `postgresql://consilium@127.0.0.1:${port}/${name}`
  await answers(server, url('postgres'))
  let made = 0
  return {
    async database() {
      const name = `consilium_${++made}`
      await once(url('postgres'), `create database ${name}`)
      return url(name)
    },
    stop: () =>
      new Promise((resolve) => {
        if (server.exitCode !== null) return resolve()
        server.once('exit', () => resolve())
        server.kill('SIGINT')
      }),
  }
}

let shared: Promise<Postgres> | null = null

/** With CONSILIUM_TEST_DATABASE=postgresql every server of the suites runs on a cluster of this test file; else undefined: PGlite. */
export async function suiteDatabase(): Promise<string | undefined> {
  if (process.env['CONSILIUM_TEST_DATABASE'] !== 'postgresql') return undefined
  shared ??= startPostgres()
  const { database } = await shared
  return database()
}

// The cluster of a file ends with its process.
process.once('exit', () => cluster?.kill('SIGINT'))
let cluster: ChildProcess | null = null

async function once(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  await client.query(statement)
  await client.end()
}

async function answers(server: ChildProcess, url: string): Promise<void> {
  for (let i = 0; i < 300; i++) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended with ${server.exitCode}`)
    try {
      return await once(url, 'select 1')
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  throw new Error('PostgreSQL does not answer')
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
