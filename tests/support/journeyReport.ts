// What a physician writes in a journey: short, invented, enough for a signature. Not advice.
import type { JourneyLanguage } from './journeyWords.ts'
import type { ReportPage } from './pages/reportPage.ts'

export const REPORT_WORDS: Record<JourneyLanguage, Record<'note' | 'diagnosis' | 'imaging' | 'none' | 'answer' | 'medical' | 'psychology' | 'amendment' | 'added' | 'issuer' | 'followUp' | 'missing', string>> = {
  en: {
    note: 'States the histology on which the plan rests.',
    diagnosis: 'Adenocarcinoma of the lung, as the biopsy states.',
    imaging: 'The mass in the right lung measures 24 mm.',
    none: 'Not part of this question.',
    answer: 'Yes, if lung function allows it.',
    medical: 'Lung function tests before the operation is decided.',
    psychology: 'Offer a talk about the uncertainty before the operation.',
    amendment: 'A later finding had to be named.',
    added: 'The second biopsy agrees.',
    issuer: 'Second opinion centre',
    missing: 'It does not change this answer.',
    followUp: 'Go to the emergency department when you cough blood.',
  },
  es: {
    note: 'Establece la histología en que se apoya el plan.',
    diagnosis: 'Adenocarcinoma de pulmón, según consta en la biopsia.',
    imaging: 'La masa del pulmón derecho mide 24 mm.',
    none: 'No forma parte de esta consulta.',
    answer: 'Sí, si la función pulmonar lo permite.',
    medical: 'Pruebas de función pulmonar antes de decidir la operación.',
    psychology: 'Ofrecer una conversación sobre la incertidumbre antes de la operación.',
    amendment: 'Había que recoger un hallazgo posterior.',
    added: 'La segunda biopsia coincide.',
    issuer: 'Centro de segunda opinión',
    missing: 'No cambia esta respuesta.',
    followUp: 'Acuda a urgencias si tose sangre.',
  },
}

const WITHOUT = ['firstOpinion', 'patientAndTreatment', 'stage', 'biomarkers', 'response', 'statusAndOutlook', 'comparison', 'options', 'trials', 'panel', 'material'] as const

/** Writes what the template still asks for after diagnosis and imaging have their text and proofs. */
export async function completeReport(report: ReportPage): Promise<void> {
  const own = REPORT_WORDS[report.words.language]
  await report.goTo('caseAndProgramme')
  await report.set('caseAndProgramme', 'issuer', own.issuer)
  await report.goTo('diagnosis')
  for (const [field, value] of Object.entries({ topography: 'C34.1', morphology: '8140/3', icd10: 'C34.1', laterality: 'right', basisOfDiagnosis: '7', verificationStatus: 'confirmed' })) await report.set('diagnosis', field, value)
  for (const key of WITHOUT) await report.nothingBecause(key, own.none)
  // No reason stands for these: the edition, the status, waiting, and each missing item of the checklist.
  await report.set('stage', 'stagingSystem', 'notApplicable')
  await report.set('statusAndOutlook', 'diseaseStatus', '709137006')
  await report.set('options', 'waitAndSee', 'notApplicable')
  await report.addMissing(own.missing)
  await report.goTo('answers')
  for (const number of [1, 6, 9]) await report.answer(number, own.answer, 'moderate')
  await report.write('medicalRecommendations', own.medical)
  await report.write('psychologicalRecommendations', own.psychology)
  await report.set('psychologicalRecommendations', 'assessedHow', 'documentsOnly')
  await report.set('psychologicalRecommendations', 'supportLevel', '2')
  await report.write('followUp', own.followUp)
  await report.goTo('outcomeAndLimits')
  await report.set('outcomeAndLimits', 'outcome', 'definitive')
  await report.waitUntilSaved()
  await report.recordConsent()
}
