// The outlines of one structure set or segmentation.
import type { StructureSet } from '#shared/domain/structures.ts'
import { readStructures } from '../../imaging/readStructures.ts'
import { TaskRefusal } from '../task.ts'

export function run({ bytes }: { bytes: Uint8Array }): StructureSet {
  const set = readStructures(bytes)
  if (!set) throw new TaskRefusal('STRUCTURES_NOT_READABLE')
  return set
}
