// Bundle (a): lung cancer with papers in Spanish, one ZIP.
import { standardQuestions } from '#shared/domain/reviewCase.ts'
import type { CaseRequest } from '#shared/bundle/request.ts'
import type { DocumentTruth } from '../truth.ts'
import { type FiledLetter, IN_SPANISH } from './filedLetter.ts'
import { fileLetters } from './fileLetters.ts'
import { LUNG_CARE } from './lungCare.ts'
import { LUNG_BOX, LUNG_FINDINGS } from './lungFindings.ts'
import { LUNG_PATIENT, writeLungImages } from './lungImages.ts'
import type { BundlePlan } from './makeBundle.ts'

const WORDS =
  'Dos médicos, dos planes. Quiero saber si todavía se puede operar y qué perdería si no me operan. Mi mujer y yo queremos entender las opciones antes de decidir.'

const OWN_QUESTIONS = [
  '¿Por qué un informe dice 30 mm y a mí me habían hablado de casi 40?',
  '¿El nódulo del otro pulmón es importante?',
  'Tuve una reacción al contraste: ¿cambia algo en las pruebas que faltan?',
]

const REQUEST: CaseRequest = {
  schema: 'consilium-request/1',
  patient: {
    familyName: LUNG_PATIENT.familyName,
    givenName: LUNG_PATIENT.givenName,
    birthDate: LUNG_PATIENT.birthDate,
    sex: 'male',
    identifiers: [{ issuer: LUNG_PATIENT.issuer, value: LUNG_PATIENT.id }],
  },
  packId: 'onc/1',
  policyId: 'oncology-remote',
  condition: 'Adenocarcinoma de pulmón, hilio derecho, tras tratamiento de inducción',
  requestedOn: '2026-11-12',
  language: 'es',
  motives: ['chooseOptions', 'surgeryConsequences', 'bestOptions'],
  patientWords: WORDS,
  questions: [
    ...standardQuestions(),
    ...OWN_QUESTIONS.map((text, i) => ({ number: 9 + i, standard: null, text, asked: true })),
  ],
  allergies: ['Contraste yodado (urticaria, 24/05/2026)'],
}

const PATIENT_LETTERHEAD = {
  name: 'Programa de Segunda Opinión (demostración)',
  unit: 'Solicitud del paciente',
  address: 'Escrito presentado por el propio paciente',
  colour: '#3d4a57',
  emblem: 'ring',
} as const

const PATIENT_LETTERS: readonly FiledLetter[] = [
  {
    path: 'documentos/01_solicitud_segunda_opinion.pdf',
    kind: 'request',
    plan: {
      letterhead: PATIENT_LETTERHEAD,
      title: 'Solicitud de segunda opinión médica',
      reference: 'Fecha: 12/11/2026',
      date: '2026-11-12',
      ...IN_SPANISH,
      patient: LUNG_BOX([['Teléfono', '000 000 000'], ['Idioma', 'español']]),
      parts: [
        {
          paragraph:
            'Yo, Mateo Quiroga Lastra, solicito una segunda opinión médica sobre mi enfermedad, cáncer de pulmón derecho, y autorizo el uso de los documentos e imágenes que acompañan a esta solicitud con ese único fin.',
          quotes: [{ about: 'request', text: 'solicito una segunda opinión médica sobre mi enfermedad' }],
        },
        { heading: 'Motivo' },
        { paragraph: WORDS, quotes: [{ about: 'motive', text: 'Quiero saber si todavía se puede operar' }] },
        { heading: 'Documentos que se acompañan' },
        {
          bullets: [
            'TC de tórax del 24/05/2026 (imágenes e informe).',
            'PET/TC del 29/10/2026 (imágenes e informe).',
            'Anatomía patológica, informe de alta, laboratorio y primera opinión.',
          ],
        },
        { heading: 'Consentimiento' },
        {
          paragraph:
            'He recibido información sobre el carácter informativo de la segunda opinión y sobre el tratamiento de mis datos. Deseo recibir toda la información, incluido el pronóstico. Pueden informar también a mi esposa.',
          quotes: [{ about: 'information preference', text: 'Deseo recibir toda la información, incluido el pronóstico' }],
        },
        { signature: ['Mateo Quiroga Lastra', 'Valdeluna, 12 de noviembre de 2026'] },
      ],
    },
  },
  {
    path: 'documentos/02_preguntas_del_paciente.pdf',
    kind: 'questions',
    plan: {
      letterhead: PATIENT_LETTERHEAD,
      title: 'Preguntas del paciente',
      reference: 'Fecha: 12/11/2026',
      date: '2026-11-12',
      ...IN_SPANISH,
      patient: LUNG_BOX([]),
      parts: [
        { heading: 'Preguntas del programa' },
        {
          bullets: [
            '1. ¿Es correcto el diagnóstico?',
            '2. ¿Qué alternativas hay?',
            '3. ¿Qué beneficios y riesgos tiene cada una?',
            '4. ¿Puedo esperar sin tratamiento?',
            '5. ¿Hay algún ensayo clínico adecuado?',
            '6. ¿Es necesaria la cirugía?',
            '7. ¿Cuál es el pronóstico?',
            '8. ¿Por qué difiere de la primera opinión?',
          ],
        },
        { heading: 'Mis preguntas' },
        {
          bullets: OWN_QUESTIONS.map((text, i) => `${9 + i}. ${text}`),
          quotes: [{ about: 'question 9', text: '¿Por qué un informe dice 30 mm y a mí me habían hablado de casi 40?' }],
        },
        { signature: ['Mateo Quiroga Lastra', '12 de noviembre de 2026'] },
      ],
    },
  },
]

export const LUNG_BUNDLE: BundlePlan = {
  caseNumber: 'CN-2026-0418',
  name: 'CN-2026-0418_pulmon.zip',
  packing: 'zip',
  expectedFiles: 529,
  request: REQUEST,
  async write(desk) {
    const documents: DocumentTruth[] = await fileLetters(desk, [...PATIENT_LETTERS, ...LUNG_FINDINGS, ...LUNG_CARE])
    const images = await writeLungImages(desk)
    return {
      ...images,
      documents,
      planted: [
        {
          kind: 'reportedSizeDiffers',
          where: 'documentos/07_informe_PETTC_2026-10-30.pdf',
          what: 'T1 is reported as 30 mm (measured on 5 mm slices); the longest diameter in the images is 38 mm, so the sum of target diameters fell 20.6 %, which is stable disease, not partial response',
        },
        {
          kind: 'priorOpinionRepeatsSize',
          where: 'documentos/08_primera_opinion_2026-11-06.pdf',
          what: 'The first opinion repeats 30 mm without having seen the images and stages by the 8th edition',
        },
        {
          kind: 'thicknessDiffersFromSpacing',
          where: 'imagenes/TC_2026-05-24',
          what: 'SliceThickness 3.75 mm, slices 2.5 mm apart',
        },
        {
          kind: 'paddingValueNotUsed',
          where: 'imagenes/TC_2026-05-24',
          what: 'PixelPaddingValue -2000, but pixels outside the scanned circle hold -3024',
        },
        {
          kind: 'instanceNumberNotSpatial',
          where: 'imagenes/PETTC_2026-10-29/TC',
          what: 'InstanceNumber of slices 37 to 71 from the head is not in spatial order',
        },
        { kind: 'growingNodule', where: 'NT1', what: 'Grows from 6 to 9 mm while the targets shrink' },
        {
          kind: 'bedTimes',
          where: 'imagenes/PETTC_2026-10-29/PET',
          what: 'AcquisitionTime differs per bed; activity is decay corrected to SeriesTime (the earliest acquisition)',
        },
      ],
    }
  },
}
