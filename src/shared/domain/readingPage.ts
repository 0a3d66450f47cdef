// A page made from the report's coded facts for one reader: patient, treating doctor, comparison. Schema only; no words.
import { z } from 'zod'
import { Language } from './reviewCase.ts'

export const ReadingLine = z.object({
  text: z.string(),
  /** `author`: written for this case, shown as written; `library`: a fixed sentence bound to a code. */
  from: z.enum(['author', 'library']),
  /** What the lines after it are about: a question, an option. */
  lead: z.literal(true).optional(),
})
export type ReadingLine = z.infer<typeof ReadingLine>

export const ReadingPart = z.object({
  key: z.string(),
  heading: z.string(),
  lines: z.array(ReadingLine),
  table: z.object({ head: z.array(z.string()), rows: z.array(z.array(z.string())) }).optional(),
})
export type ReadingPart = z.infer<typeof ReadingPart>

export const ReadingPage = z.object({
  language: Language,
  /** Language of the authors' own words. */
  authorLanguage: Language,
  title: z.string(),
  parts: z.array(ReadingPart),
  glossary: z.array(z.object({ term: z.string(), meaning: z.string() })),
  readability: z.object({ index: z.enum(['flesch', 'fernandezHuerta']), value: z.number().nullable(), words: z.number().int() }),
})
export type ReadingPage = z.infer<typeof ReadingPage>

/** Everything of one report that is read outside the editor. */
export const ReadingPages = z.object({
  patient: ReadingPage,
  treatingDoctor: ReadingPage,
  comparison: ReadingPage,
  /** "Why is your opinion different?", from the codes, in the report's language: one paragraph each. */
  draft: z.array(z.string()),
})
export type ReadingPages = z.infer<typeof ReadingPages>
