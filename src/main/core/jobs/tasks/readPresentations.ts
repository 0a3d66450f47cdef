// Lookup tables and overlays of several image files at once.
import type { ImagePresentation } from '#shared/domain/presentation.ts'
import { readPresentation } from '../../imaging/readPresentation.ts'

export function run({ files }: { files: readonly Uint8Array[] }): ImagePresentation[] {
  return files.flatMap((bytes) => readPresentation(bytes) ?? [])
}
