// What a bundle's author works with: where files go, who is told, and what it must hand back.
import type { CaseRequest } from '#shared/bundle/request.ts'
import type { FontBytes } from '../paper/fonts.ts'
import type { GlyphFont } from '../paper/glyphs.ts'
import type { BundleTruth } from '../truth.ts'

export interface BundleDesk {
  readonly seed: number
  readonly fonts: FontBytes
  readonly glyphs: { readonly regular: GlyphFont; readonly bold: GlyphFont; readonly sans: GlyphFont }
  /** Puts a file into the bundle. @param path with forward slashes, inside the bundle */
  emit(path: string, bytes: Uint8Array): Promise<void>
}

export interface BundlePlan {
  readonly caseNumber: string
  /** File or folder name in the out directory. */
  readonly name: string
  readonly packing: 'zip' | 'folder'
  /** Roughly how many files there will be, for progress. */
  readonly expectedFiles: number
  readonly request: CaseRequest
  write(desk: BundleDesk): Promise<Omit<BundleTruth, 'path' | 'caseNumber' | 'patient'>>
}
