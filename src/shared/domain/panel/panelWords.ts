// What an opinion's subjects are called, on screen and in print: one home for both.
import type { LocalText } from '../report.ts'
import type { OpinionAxis } from './opinion.ts'

export const AXIS_WORDS: Record<OpinionAxis, LocalText> = {
  diagnosis: { en: 'Diagnosis', es: 'Diagnóstico' },
  stage: { en: 'Stage', es: 'Estadio' },
  biomarkers: { en: 'Biomarkers', es: 'Biomarcadores' },
  intent: { en: 'Intent of treatment', es: 'Intención del tratamiento' },
  surgery: { en: 'Surgery', es: 'Cirugía' },
  systemic: { en: 'Systemic therapy', es: 'Tratamiento sistémico' },
  radiotherapy: { en: 'Radiotherapy', es: 'Radioterapia' },
  supportive: { en: 'Supportive care', es: 'Cuidados de apoyo' },
  followUp: { en: 'Follow-up', es: 'Seguimiento' },
}

export const PANEL_WORDS = {
  question: { en: 'Question {n}', es: 'Pregunta {n}' },
  minority: { en: 'Minority opinion', es: 'Opinión minoritaria' },
  divided: { en: 'Divided opinion', es: 'Opinión dividida' },
} as const satisfies Record<string, LocalText>
