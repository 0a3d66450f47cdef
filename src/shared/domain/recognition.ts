// Words read from a picture of a page, with their places and how sure the reader is. Derived on each workstation, never part of the record.
import { z } from 'zod'
import { PageRect } from './annotation.ts'

export const RecognisedWord = z.object({
  text: z.string().max(400),
  /** As in PassageAnchor: PDF points of the unrotated page, or pixels of an upright scan. */
  rect: PageRect,
  /** Per cent, as the recognition itself says. */
  confidence: z.number().min(0).max(100),
  /** Words of one line share a number. */
  line: z.number().int(),
})
export type RecognisedWord = z.infer<typeof RecognisedWord>

export const RecognisedPage = z.object({
  page: z.number().int().positive(),
  /** Mean over the words, per cent. */
  confidence: z.number().min(0).max(100),
  /** How far the lines lie from level, degrees, clockwise positive; what a reader straightens by. */
  skewDegrees: z.number(),
  words: z.array(RecognisedWord).max(20_000),
})
export type RecognisedPage = z.infer<typeof RecognisedPage>

/** Below this a word is shown as doubtful. */
export const DOUBTFUL_BELOW = 70

/** Lines as printed. */
export function textOfRecognised({ words }: Pick<RecognisedPage, 'words'>): string {
  const lines = new Map<number, string[]>()
  for (const { line, text } of words) lines.set(line, [...(lines.get(line) ?? []), text])
  return [...lines.values()].map((line) => line.join(' ')).join('\n')
}
