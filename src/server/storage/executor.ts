// What every function of the server takes to read and write: the database, or a transaction of it.
import type { Kysely, Transaction } from 'kysely'
import type { Schema } from './schema.ts'

export type ServerDatabase = Kysely<Schema>
export type Executor = Kysely<Schema> | Transaction<Schema>
