// Decodes all frames of one file for the command line; foreign bytes, therefore a task of the parse worker.
import { createCodecLibraries } from '../../imaging/codecLibraries.ts'
import { decodeFile, type DecodedFile, type DecodeRefusal } from '../../imaging/decodeFile.ts'
import type { TaskContext } from '../task.ts'

export interface DecodeFramesInput {
  bytes: Uint8Array
  /** Send each frame's native bytes as a message {frame, bytes}. */
  withFrames: boolean
}

const libraries = createCodecLibraries()

export function run({ bytes, withFrames }: DecodeFramesInput, context: TaskContext): Promise<DecodedFile | DecodeRefusal> {
  return decodeFile(bytes, libraries, (frame, native) => {
    if (withFrames) context.message({ frame, bytes: native.slice() })
  })
}
