// A letter of a bundle: what it says, where it goes, what kind of document it is.
import type { LetterPlan } from '../paper/letter.ts'

export interface FiledLetter {
  readonly path: string
  /** As in the case's document kinds. */
  readonly kind: string
  readonly plan: LetterPlan
}

const SPANISH_FOOTER = 'Documento de demostración: paciente, profesionales y centros ficticios.'
const ENGLISH_FOOTER = 'Demonstration document: patient, professionals and hospitals are fictional.'

/** What every Spanish letter has in common. */
export const IN_SPANISH = { footer: SPANISH_FOOTER, pageWord: 'Página', language: 'es' } as const
export const IN_ENGLISH = { footer: ENGLISH_FOOTER, pageWord: 'Page', language: 'en' } as const
