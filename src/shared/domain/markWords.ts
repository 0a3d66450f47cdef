// What stamps say, on the screen and in copies that leave.
import type { MarkStamp } from './annotation.ts'
import type { Language } from './reviewCase.ts'

export const STAMP_WORDS: Readonly<Record<Language, Readonly<Record<MarkStamp, string>>>> = {
  en: { relevant: 'Relevant', contradicts: 'Contradicts', wrongPatient: 'Wrong patient?' },
  es: { relevant: 'Relevante', contradicts: 'Contradice', wrongPatient: '¿Otro paciente?' },
}
