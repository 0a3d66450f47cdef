// Words that the signed content itself carries, in its language: questions, motives, confidence, intended use.
import type { Language, Motive, StandardQuestion } from '../domain/reviewCase.ts'
import type { CONFIDENCE } from './layout.ts'

interface ReportWords {
  readonly questions: Record<StandardQuestion, string>
  readonly motives: Record<Motive, string>
  readonly confidence: Record<(typeof CONFIDENCE)[number], string>
  readonly intendedUse: string
}

export const REPORT_WORDS: Record<Language, ReportWords> = {
  en: {
    questions: {
      diagnosisCorrect: 'Is the diagnosis correct?',
      alternatives: 'What are the alternatives?',
      benefitsAndRisks: 'What are the benefits and risks of each?',
      waitAndSee: 'Can I wait without treatment?',
      clinicalTrials: 'Is there a suitable trial?',
      surgeryNecessary: 'Is surgery really necessary?',
      prognosis: 'What is the outlook?',
      whyDifferent: 'Why is your opinion different?',
    },
    motives: {
      confirmDiagnosis: 'Confirm the diagnosis',
      complexCondition: 'Complex condition',
      chooseOptions: 'Choose between options',
      bestOptions: 'Know the best options',
      surgeryConsequences: 'Consequences of surgery',
      noResponse: 'No response to treatment',
      riskyTreatment: 'Treatment with risk',
      rareOrLifeThreatening: 'Rare or life-threatening illness',
      doubtEfficacy: 'Doubt whether treatment works',
      qualityOfLife: 'Quality of life',
      adequacyOfCare: 'Whether care has been adequate',
    },
    confidence: { high: 'High confidence', moderate: 'Moderate confidence', low: 'Low confidence', cannotAnswer: 'Cannot be answered' },
    intendedUse:
      'Supports review of documents and images by physicians and preparation of an informational second opinion; not intended for primary diagnosis; measurements are indicative; has not been certified.',
  },
  es: {
    questions: {
      diagnosisCorrect: '¿Es correcto el diagnóstico?',
      alternatives: '¿Qué alternativas hay?',
      benefitsAndRisks: '¿Qué beneficios y riesgos tiene cada una?',
      waitAndSee: '¿Puedo esperar sin tratamiento?',
      clinicalTrials: '¿Hay un ensayo adecuado?',
      surgeryNecessary: '¿Es realmente necesaria la cirugía?',
      prognosis: '¿Cuál es el pronóstico?',
      whyDifferent: '¿Por qué difiere su opinión?',
    },
    motives: {
      confirmDiagnosis: 'Confirmar el diagnóstico',
      complexCondition: 'Enfermedad compleja',
      chooseOptions: 'Elegir entre opciones',
      bestOptions: 'Conocer las mejores opciones',
      surgeryConsequences: 'Consecuencias de la cirugía',
      noResponse: 'Sin respuesta al tratamiento',
      riskyTreatment: 'Tratamiento con riesgo',
      rareOrLifeThreatening: 'Enfermedad rara o con riesgo vital',
      doubtEfficacy: 'Duda sobre la eficacia del tratamiento',
      qualityOfLife: 'Calidad de vida',
      adequacyOfCare: 'Si la atención ha sido adecuada',
    },
    confidence: { high: 'Seguridad alta', moderate: 'Seguridad moderada', low: 'Seguridad baja', cannotAnswer: 'No se puede responder' },
    intendedUse:
      'Apoya la revisión de documentos e imágenes por médicos y la preparación de una segunda opinión informativa; no está destinado al diagnóstico primario; las mediciones son orientativas; no está certificado.',
  },
}
