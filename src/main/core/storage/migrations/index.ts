// The list of schema steps, in order. One file per step; a released step is never edited.
import type { Writable } from '../handles.ts'

export interface Migration {
  /** NNNN of the file's name; unique, growing. */
  readonly number: number
  readonly name: string
  up(tx: Writable): void
}
