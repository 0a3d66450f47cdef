// The questionnaires' totals for a patient who asked to see them, as one page of their package. Totals and bands, never an answer; says what a total is not.
import { formatDate } from '#shared/domain/localFormat.ts'
import type { InstrumentName, SeenScores } from '#shared/domain/psychology.ts'
import type { ReadingPage } from '#shared/domain/readingPage.ts'
import type { Language } from '#shared/domain/reviewCase.ts'

type Band = Readonly<Record<string, string>>

const en = {
  title: 'Your questionnaires',
  label: 'Questionnaires',
  heading: 'Results you asked to see',
  notDiagnosis: 'A screening result is not a diagnosis. It shows when a talk is worth having.',
  ask: 'Your psychologist can explain each number and what may help.',
  columns: ['Questionnaire', 'Filled in on', 'Total', 'Range of this total'],
  outOf: (total: number, max: number) => `${total} of ${max}`,
  about: { 'PHQ-9': 'Mood (PHQ-9)', 'GAD-7': 'Anxiety (GAD-7)', 'PHQ-2': 'Mood, short (PHQ-2)', 'GAD-2': 'Anxiety, short (GAD-2)', DT: 'Distress thermometer', 'HADS-A': 'Anxiety (HADS)', 'HADS-D': 'Depression (HADS)', ZARIT: 'Strain of the caregiver (Zarit)', SURE: 'Doubts about a decision (SURE)', MoCA: 'Memory and attention (MoCA)', 'FCRI-SF': 'Fear of recurrence (FCRI-SF)', 'QLQ-C30': 'Quality of life (QLQ-C30)', 'EQ-5D': 'Health today (EQ-5D)', 'MDS-UPDRS-I': 'Daily life with Parkinson’s (MDS-UPDRS I)', 'SADQ-10': 'Mood as others see it (SADQ-10)', ADRS: 'Mood as others see it (ADRS)' } satisfies Record<InstrumentName, string>,
  band: { minimal: 'minimal', mild: 'mild', moderate: 'moderate', moderatelySevere: 'moderately severe', severe: 'severe', belowCutOff: 'below the cut-off', distress: 'above the cut-off', normal: 'normal range', borderline: 'borderline', abnormal: 'above the cut-off', decisionalConflict: 'doubts about the decision', noConflict: 'no doubts about the decision' } as Band,
}

const es: typeof en = {
  title: 'Sus cuestionarios',
  label: 'Cuestionarios',
  heading: 'Resultados que pidió ver',
  notDiagnosis: 'El resultado de un cribado no es un diagnóstico. Indica cuándo conviene hablar.',
  ask: 'Su psicólogo puede explicarle cada número y qué puede ayudar.',
  columns: ['Cuestionario', 'Rellenado el', 'Total', 'Tramo de este total'],
  outOf: (total, max) => `${total} de ${max}`,
  about: { 'PHQ-9': 'Ánimo (PHQ-9)', 'GAD-7': 'Ansiedad (GAD-7)', 'PHQ-2': 'Ánimo, breve (PHQ-2)', 'GAD-2': 'Ansiedad, breve (GAD-2)', DT: 'Termómetro de malestar', 'HADS-A': 'Ansiedad (HADS)', 'HADS-D': 'Depresión (HADS)', ZARIT: 'Carga del cuidador (Zarit)', SURE: 'Dudas ante una decisión (SURE)', MoCA: 'Memoria y atención (MoCA)', 'FCRI-SF': 'Miedo a la recaída (FCRI-SF)', 'QLQ-C30': 'Calidad de vida (QLQ-C30)', 'EQ-5D': 'Salud de hoy (EQ-5D)', 'MDS-UPDRS-I': 'Vida diaria con párkinson (MDS-UPDRS I)', 'SADQ-10': 'Ánimo visto por otros (SADQ-10)', ADRS: 'Ánimo visto por otros (ADRS)' },
  band: { minimal: 'mínimo', mild: 'leve', moderate: 'moderado', moderatelySevere: 'moderadamente grave', severe: 'grave', belowCutOff: 'por debajo del corte', distress: 'por encima del corte', normal: 'rango normal', borderline: 'dudoso', abnormal: 'por encima del corte', decisionalConflict: 'dudas ante la decisión', noConflict: 'sin dudas ante la decisión' },
}

const WORDS: Record<Language, typeof en> = { en, es }
export const scoreWords = (language: Language): Pick<typeof en, 'label' | 'about' | 'columns'> => WORDS[language]

/** Cells under `columns`. @param max the highest total there is, where it is known */
export function scoreRow({ instrument, takenOn, total, max, band }: Omit<SeenScores['scores'][number], 'max'> & { readonly max?: number }, language: Language): string[] {
  const words = WORDS[language]
  return [words.about[instrument], formatDate(takenOn, language), max === undefined ? String(total) : words.outOf(total, max), (band !== null && words.band[band]) || '–']
}

/** @param scores not empty @returns the page and what the package's menu calls it */
export function scorePage(scores: SeenScores['scores'], language: Language): { page: ReadingPage; label: string } {
  const words = WORDS[language]
  const lines = [words.notDiagnosis, words.ask].map((text) => ({ text, from: 'library' as const }))
  const rows = scores.map((score) => scoreRow(score, language))
  return {
    label: words.label,
    page: { language, authorLanguage: language, title: words.title, parts: [{ key: 'scores', heading: words.heading, lines, table: { head: words.columns, rows } }], glossary: [], readability: { index: language === 'es' ? 'fernandezHuerta' : 'flesch', value: null, words: 0 } },
  }
}
