// Where the demo clinic's letters get their fonts: the product's own resources, else the packages they come from.
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const FACES = {
  serif: 'source-serif/TTF/SourceSerif4-Regular.ttf',
  serifBold: 'source-serif/TTF/SourceSerif4-Semibold.ttf',
  serifItalic: 'source-serif/TTF/SourceSerif4-It.ttf',
  sans: 'source-sans/TTF/SourceSans3-Regular.ttf',
  sansBold: 'source-sans/TTF/SourceSans3-Semibold.ttf',
} as const
type FontFace = keyof typeof FACES
export type FontBytes = { readonly [F in FontFace]: Buffer }

/** @throws Error of node:fs when neither place has the file */
export function readFonts(resourcesDirectory: string): FontBytes {
  const resolve = createRequire(import.meta.url).resolve
  const read = (face: FontFace): Buffer => {
    const shipped = join(resourcesDirectory, 'fonts', FACES[face].split('/').at(-1) ?? '')
    return readFileSync(existsSync(shipped) ? shipped : resolve(FACES[face]))
  }
  return {
    serif: read('serif'),
    serifBold: read('serifBold'),
    serifItalic: read('serifItalic'),
    sans: read('sans'),
    sansBold: read('sansBold'),
  }
}
