// The server's database: PostgreSQL in production, PGlite (PostgreSQL inside this process) for trial, tests and one small clinic.
// Every function of the server takes its executor as an argument: PGlite is one connection, and a query beside an open transaction would wait for ever.
import { mkdirSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import pg from 'pg'
import type { Executor, ServerDatabase } from './executor.ts'
import { migrationsWith } from './migrations.ts'
import type { StepPorts } from './stepPorts.ts'
import type { Schema } from './schema.ts'

/**
 * Opens and migrates; of several processes that start together one migrates and the others wait.
 * @param where a PostgreSQL URL, or a folder for PGlite
 * @param upTo name of the last step; all when left out
 */
export async function openServerDatabase(where: { url: string } | { directory: string }, steps: StepPorts, upTo?: string): Promise<ServerDatabase> {
  const db = new Kysely<Schema>({ dialect: 'url' in where ? postgres(where.url) : await embedded(where.directory) })
  // Steps are numbered by room: one with a lower number may be younger. A step of a later version that this one does not know is still refused.
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrationsWith(steps) }, allowUnorderedMigrations: true })
  const { error } = upTo ? await migrator.migrateTo(upTo) : await migrator.migrateToLatest()
  if (error) {
    await db.destroy()
    throw new Error('the server database could not be migrated', { cause: error })
  }
  return db
}

function postgres(connectionString: string) {
  return new PostgresDialect({ pool: new pg.Pool({ connectionString, max: 10 }) })
}

async function embedded(directory: string) {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const pglite = await PGlite.create(directory)
  return new PGliteDialect({ pglite })
}

/** Serialises everything that changes one case, across all server processes, until the transaction ends. */
export async function lockCase(trx: Executor, caseId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${caseId}, 0))`.execute(trx)
}
