// The plain structure of a document that is text inside, for the screen. Runs in the parse worker only.
import type { ReadableDocument } from '#shared/domain/readableDocument.ts'
import { readReadable } from '../../documents/readable/readReadable.ts'

export interface ReadableInput {
  readonly bytes: Uint8Array
  readonly mediaType: string
}

export function run({ bytes, mediaType }: ReadableInput): ReadableDocument {
  return readReadable(bytes, mediaType)
}
