// Prints a letter outside the core's thread.
import { composeLetter, type LetterPrint } from '../../reports/pdf/composeLetter.ts'

export async function run(letter: LetterPrint): Promise<{ pdf: Uint8Array }> {
  return composeLetter(letter)
}
