// One report, presentation state or waveform.
import type { ReadableObject } from '#shared/domain/readableObject.ts'
import { readObject } from '../../imaging/readable/readObject.ts'
import { TaskRefusal } from '../task.ts'

export function run({ bytes }: { bytes: Uint8Array }): ReadableObject {
  const read = readObject(bytes)
  if (!read) throw new TaskRefusal('OBJECT_NOT_READABLE')
  return read
}
