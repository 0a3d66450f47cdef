// Where a bundle's files come from: one shape for folders, archives, single files and uploads. Names are for people and are never used as paths.
import type { ItemCode } from '#shared/domain/importing.ts'

export interface BundleFile {
  readonly kind: 'file'
  /** Place inside the bundle, components joined by `/`. */
  readonly name: string
  readonly bytes: number
  /** The bytes from the start; may be asked for more than once. @throws ItemRefusal when the source turns out to lie */
  open(): AsyncIterable<Uint8Array>
  /** Changes with the file: the same name, size and stamp are the same bytes. */
  readonly stamp?: string
  /** Where it is a plain file of this disk: opened there, without following a link. */
  readonly path?: string
  /** Any part of it, where the source can: archives are read this way. */
  readonly reader?: PartReader
}

export interface RefusedFile {
  readonly kind: 'refused'
  readonly name: string
  readonly bytes: number
  readonly outcome: 'rejected' | 'skipped'
  readonly code: ItemCode
}

export type BundleEntry = BundleFile | RefusedFile

/** The part of content's RangeReader that an archive needs. */
export interface PartReader {
  readonly bytes: number
  read(start: number, end: number): Promise<Uint8Array>
}

export interface BundleSourceReader {
  /** For people; never part of a log. */
  readonly name: string
  /** Everything in it, in a stable order; archives directly inside are not opened here. */
  list(): Promise<BundleEntry[]>
  close(): Promise<void>
  /** False once the medium is gone: then nothing of it can be told to be damaged. */
  isThere?(): boolean
}

/** An item cannot be taken: expected, told to the person by its code. */
export class ItemRefusal extends Error {
  readonly code: ItemCode
  constructor(code: ItemCode, options?: { cause?: unknown }) {
    super(code, options)
    this.name = 'ItemRefusal'
    this.code = code
  }
}

/** T1: no bundle of a patient is larger; what lies beyond is refused item by item, never silently. */
export const LIMITS = {
  entries: 200_000,
  totalBytes: 20 * 1024 ** 3,
  fileBytes: 8 * 1024 ** 3,
  /** Unpacked : packed, for entries over 10 MB unpacked. */
  ratio: 200,
  ratioFromBytes: 10 * 1024 * 1024,
  depth: 64,
} as const
