// What an opinion's subjects are called, on screen and in print: one home for both.
import type { LocalText } from '../report.ts'
import type { OpinionAxis } from './opinion.ts'
import type { Discipline } from './panelAct.ts'

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

export const DISCIPLINE_WORDS: Readonly<Record<'en' | 'es', Readonly<Record<Discipline, string>>>> = {
  en: { medicalOncology: 'Medical oncology', radiationOncology: 'Radiation oncology', surgery: 'Surgery', radiology: 'Radiology', pathology: 'Pathology', nuclearMedicine: 'Nuclear medicine', neurology: 'Neurology', neurosurgery: 'Neurosurgery', internalMedicine: 'Internal medicine', psychology: 'Psychology', rehabilitation: 'Rehabilitation', cardiology: 'Cardiology', cardiacSurgery: 'Cardiac surgery', transplantSurgery: 'Transplant surgery', nephrology: 'Nephrology', infectiousDiseases: 'Infectious diseases', rheumatology: 'Rheumatology', immunology: 'Immunology', geriatrics: 'Geriatrics', psychiatry: 'Psychiatry', neuroradiology: 'Neuroradiology', anaesthesia: 'Anaesthesia', other: 'Other discipline' },
  es: { medicalOncology: 'Oncología médica', radiationOncology: 'Oncología radioterápica', surgery: 'Cirugía', radiology: 'Radiología', pathology: 'Anatomía patológica', nuclearMedicine: 'Medicina nuclear', neurology: 'Neurología', neurosurgery: 'Neurocirugía', internalMedicine: 'Medicina interna', psychology: 'Psicología', rehabilitation: 'Rehabilitación', cardiology: 'Cardiología', cardiacSurgery: 'Cirugía cardíaca', transplantSurgery: 'Cirugía de trasplantes', nephrology: 'Nefrología', infectiousDiseases: 'Enfermedades infecciosas', rheumatology: 'Reumatología', immunology: 'Inmunología', geriatrics: 'Geriatría', psychiatry: 'Psiquiatría', neuroradiology: 'Neurorradiología', anaesthesia: 'Anestesiología', other: 'Otra disciplina' },
}
