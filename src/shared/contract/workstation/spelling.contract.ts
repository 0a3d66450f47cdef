import { z } from 'zod'
import { Language } from '../../domain/reviewCase.ts'
import { signedInProcedure } from '../procedure.ts'

const Word = z.string().min(1).max(80)

export const spellingContract = {
  /** Which of these words no dictionary knows; no word is kept or told to anybody. */
  check: signedInProcedure().input(z.object({ language: Language, words: z.array(Word).max(2000) })).output(z.object({ wrong: z.array(Word) })),
  suggest: signedInProcedure().input(z.object({ language: Language, word: Word })).output(z.object({ suggestions: z.array(z.string()) })),
}
