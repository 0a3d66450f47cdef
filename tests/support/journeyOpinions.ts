// Opinions on the demo's cases as a journey writes them through the window: short, invented, complete enough for a signature. Not advice.
import { lungSections } from '../../src/main/core/walkthrough/lungOpinion.ts'
import type { PackId } from '../../src/shared/domain/reviewCase.ts'
import { evidence } from './reports/lungCase.ts'

type Values = Readonly<Record<string, string>>

export interface JourneyOpinion {
  readonly pack: PackId
  readonly language: 'en' | 'es'
  /** Prose by section, without figures: what states one needs its proof. */
  readonly text: Values
  readonly fields: Readonly<Record<string, Values>>
  readonly rows: Readonly<Record<string, Readonly<Record<string, readonly Values[]>>>>
  readonly axes: Readonly<Record<string, readonly [agreement: string, details?: Values]>>
  readonly answer: string
  /** What an item of the checklist means that did not come. */
  readonly missing: string
}

const SUPPORTIVE = '399707004'
const PREVENTIVE = '129428001'

export const STROKE_OPINION: JourneyOpinion = {
  pack: 'str/1',
  language: 'en',
  text: {
    material: 'The discharge letter, the medicines and the images were read.',
    imaging: 'The infarct of the insula and putamen is old blood free on the images that came.',
    severity: 'The deficit has become less since the admission.',
    aetiology: 'The rhythm was recorded; no other source was found.',
    evolution: 'Walking improves with therapy.',
    psychologicalRecommendations: 'Offer a talk about mood after the stroke.',
    outcomeAndLimits: 'The opinion rests on papers and images.',
  },
  fields: {
    caseAndProgramme: { issuer: 'Second opinion centre (demonstration)', requesterRelation: 'self' },
    material: { pathologyReread: 'notPossible', imagingReread: 'yes', imagingAgreement: 'agree' },
    patientAndTreatment: { mrsNow: '2' },
    diagnosis: { strokeType: 'I63', lastKnownWell: '27 Sep 2026, in the evening', onsetOn: '2026-09-28', verificationStatus: 'confirmed' },
    severity: { nihssAdmission: '12' },
    aetiology: { toast: 'cardioembolic', hasBled: '2' },
    imaging: { haemorrhageExcludedOn: '2026-09-28' },
    statusAndOutlook: { diseaseStatus: '268910001' },
    options: { surgeryNecessary: 'no', waitAndSee: 'option' },
    trials: { trialsSearchedOn: 'TODAY', trialResult: 'noneFound' },
    panel: { consensus: 'singleExpert' },
    psychologicalRecommendations: { assessedHow: 'documentsOnly', supportLevel: '2' },
    outcomeAndLimits: { outcome: 'definitiveWithLimits' },
  },
  rows: {
    firstOpinion: { priorOpinions: [{ author: 'Stroke unit', givenOn: '2026-10-06', basis: 'images', diagnosis: 'Ischaemic stroke', plan: 'Anticoagulation and therapy' }] },
    patientAndTreatment: { medicines: [{ medicine: 'As on the list of 29 September' }] },
    diagnosis: {},
    options: {
      options: [
        { name: 'Anticoagulation', kind: 'antithrombotic', standing: 'recommended', intent: PREVENTIVE, benefit: 'Fewer new strokes', risks: 'Bleeding', recovery: 'None' },
        { name: 'Wait without a new medicine', kind: 'waitAndSee', standing: 'notAdvised', because: 'A new stroke is more likely.', intent: SUPPORTIVE, benefit: 'No bleeding from the medicine', risks: 'A new stroke', recovery: 'None' },
      ],
    },
    medicalRecommendations: {
      recommendations: [
        { what: 'Rhythm recording for two weeks', action: 'test', kind: 'diagnostic', why: 'It tells how long anticoagulation lasts', urgency: 'weeks', owner: 'Cardiologist' },
        { what: 'Repeat brain CT without a new sign', action: 'cancelTest', kind: 'diagnostic', why: 'It would change nothing', urgency: 'routine', owner: 'Neurologist' },
      ],
    },
    followUp: { visits: [{ what: 'Neurology visit', when: 'in three months' }], warningSigns: [{ sign: 'New weakness or trouble speaking', act: 'emergency' }] },
  },
  axes: {
    Diagnosis: ['agree'], Cause: ['refined', { first: 'Source not stated', ours: 'From the heart', significance: 'minor', reason: 'newData' }], Imaging: ['agree'], Prevention: ['agree'], Procedure: ['notApplicable'], Rehabilitation: ['agree'], FollowUp: ['cannotJudge'],
  },
  answer: 'Yes, with what was read.',
  missing: 'It does not change these answers.',
}

export const PARKINSON_OPINION: JourneyOpinion = {
  pack: 'pd/1',
  language: 'es',
  text: {
    material: 'Se leyeron los informes y las imágenes que llegaron.',
    diagnosis: 'El cuadro cumple los criterios, sin signos de alarma.',
    severity: 'La exploración consta en el informe de neurología.',
    imaging: 'La captación está reducida en el lado que corresponde.',
    evolution: 'La marcha empeora despacio.',
    psychologicalRecommendations: 'Ofrecer una conversación sobre el cansancio y el ánimo.',
    outcomeAndLimits: 'La opinión se basa en papeles e imágenes.',
  },
  fields: {
    caseAndProgramme: { issuer: 'Centro de Segunda Opinión (demostración)', requesterRelation: 'self' },
    material: { pathologyReread: 'notPossible', imagingReread: 'yes', imagingAgreement: 'agree' },
    patientAndTreatment: { dopamineBlocker: 'no' },
    diagnosis: { mdsCriteria: 'probable', icd10: 'G20', verificationStatus: 'confirmed' },
    severity: { hoehnYahr: '2', motorState: 'on' },
    medication: { dopamineAgonist: 'no', levodopaResponse: '40' },
    evolution: { bloodPressureNotMeasured: 'No se midió de pie', cognition: 'normal', mood: 'normal' },
    statusAndOutlook: { diseaseStatus: '359746009' },
    options: { surgeryNecessary: 'conditional', surgeryCondition: 'Si las fluctuaciones no ceden con la medicación', waitAndSee: 'option' },
    trials: { trialsSearchedOn: 'TODAY', trialResult: 'noneFound' },
    panel: { consensus: 'singleExpert' },
    psychologicalRecommendations: { assessedHow: 'documentsOnly', supportLevel: '1' },
    outcomeAndLimits: { outcome: 'definitiveWithLimits' },
  },
  rows: {
    firstOpinion: { priorOpinions: [{ author: 'Neurología', givenOn: '2026-09-15', basis: 'inPerson', diagnosis: 'Enfermedad de Parkinson', plan: 'Ajustar la medicación' }] },
    patientAndTreatment: { medicines: [{ medicine: 'Según la lista aportada' }] },
    medication: {},
    options: {
      options: [
        { name: 'Estimulación cerebral profunda', kind: 'dbs', standing: 'conditional', because: 'Solo si la medicación no basta.', intent: SUPPORTIVE, benefit: 'Más horas de buen movimiento', risks: 'Hemorragia e infección', recovery: 'Semanas' },
        { name: 'Esperar y revisar', kind: 'waitAndSee', standing: 'acceptable', intent: SUPPORTIVE, benefit: 'Sin operación', risks: 'Las fluctuaciones siguen', recovery: 'Ninguna' },
      ],
    },
    medicalRecommendations: { recommendations: [{ what: 'Prueba de levodopa', action: 'test', kind: 'diagnostic', why: 'Dice si la operación puede ayudar', urgency: 'weeks', owner: 'Neurología' }] },
    followUp: { visits: [{ what: 'Visita de neurología', when: 'en tres meses' }], warningSigns: [{ sign: 'Caída con golpe en la cabeza', act: 'emergency' }] },
  },
  axes: {
    Diagnosis: ['agree'], Severity: ['agree'], Medication: ['partlyDiffer', { first: 'Subir la dosis', ours: 'Repartirla en más tomas', significance: 'minor', reason: 'experience' }], Device: ['cannotJudge'], Rehabilitation: ['agree'], FollowUp: ['agree'],
  },
  answer: 'Sí, con lo que se ha leído.',
  missing: 'No cambia estas respuestas.',
}

/** Rows that prove the point, by list; every row of a list that is not named. */
const KEPT_ROWS: Readonly<Record<string, readonly number[]>> = { options: [0, 2], recommendations: [0, 3], biomarkers: [0], studies: [1], comorbidities: [0], medicines: [0], warningSigns: [0] }
const shortened = (rows: Readonly<Record<string, readonly Values[]>>) => Object.fromEntries(Object.entries(rows).map(([list, all]) => [list, all.filter((_, n) => KEPT_ROWS[list]?.includes(n) ?? true)]))

/** The walkthrough's words, for the journey that is written in English. */
const ENGLISH: Values = {
  'Centro de Segunda Opinión (demostración)': 'Second opinion centre (demonstration)',
  'KRAS p.G12C; EGFR, ALK y ROS1 negativos': 'KRAS p.G12C; EGFR, ALK and ROS1 negative',
  'Función pulmonar suficiente, ganglios reestadificados y nódulo izquierdo aclarado': 'Enough lung function, nodes staged again, the left nodule settled',
  'La enfermedad se puede tratar con intención curativa': 'The disease can be treated to cure',
  'La medicación se toma del informe de alta; las interacciones quedan por comprobar.': 'The medicines are taken from the discharge letter; interactions are still to be checked.',
  'La solicitud lo refiere; el documento debe unirse al caso antes de entregar la opinión.': 'The request mentions it; the paper must join the case before the opinion is delivered.',
  'Primera opinión, oncología': 'First opinion, oncology',
  'Adenocarcinoma de pulmón, hilio derecho': 'Adenocarcinoma of the lung, right hilum',
  '8.ª edición': '8th edition',
  'Radioterapia torácica con quimioterapia concomitante; cirugía no indicada': 'Chest radiotherapy with chemotherapy; surgery not indicated',
  'EPOC': 'COPD',
  'Leve': 'Mild',
  'Hipertensión': 'Hypertension',
  'Carboplatino, paclitaxel y nivolumab, tres ciclos': 'Carboplatin, paclitaxel and nivolumab, three cycles',
  'Neutropenia febril': 'Febrile neutropenia',
  'PET/TC': 'PET/CT',
  'Cuerpo': 'Body',
  'Masa hiliar derecha, adenopatía 4R y nódulo izquierdo': 'Right hilar mass, node 4R and left nodule',
  'Resección pulmonar derecha con linfadenectomía': 'Right lung resection with lymph nodes',
  'Extirpa la enfermedad conocida': 'Takes out the known disease',
  'Fuga aérea, infección, arritmia; pérdida de función pulmonar': 'Air leak, infection, arrhythmia; loss of lung function',
  'De seis a ocho semanas': 'Six to eight weeks',
  'Menos aliento con el esfuerzo durante meses': 'Short of breath on effort for months',
  'Esperar sin tratamiento': 'Wait without treatment',
  'La enfermedad se puede tratar con intención curativa y la espera puede impedirlo': 'The disease can be treated to cure, and waiting may prevent it',
  'Sin efectos del tratamiento por ahora': 'No effects of treatment for now',
  'Crecimiento de la enfermedad': 'The disease grows',
  'No la requiere': 'None needed',
  'Sin cambios al principio': 'No change at first',
  'Función pulmonar con DLCO': 'Lung function with DLCO',
  'Decide si se puede operar': 'Decides whether surgery is possible',
  'Neumología': 'Chest physician',
  'Nueva tomografía con cortes de 5 mm': 'Another CT with slices of 5 mm',
  'Repetiría la medida que ya difiere': 'It would repeat the measure that differs',
  'Oncología': 'Oncology',
  'Tomografía con cortes finos, medida sobre los originales': 'CT with thin slices, measured on the originals',
  'Al decidir el tratamiento': 'When treatment is decided',
  'Tos con sangre': 'Coughing blood',
}
const inEnglish = (values: Values): Values => Object.fromEntries(Object.entries(values).map(([key, value]) => [key, ENGLISH[value] ?? value]))

const LUNG_WORDS: Readonly<Record<JourneyOpinion['language'], Pick<JourneyOpinion, 'text' | 'axes' | 'answer' | 'missing'>>> = {
  en: {
    text: {
      imaging: 'The thin slices were read beside the thick ones.',
      stage: 'The stage rests on the images and the biopsy.',
      response: 'It was measured on the originals.',
      diagnosis: 'The biopsy is conclusive.',
      material: 'All reports were read.',
      psychologicalRecommendations: 'Offer a talk before the decision.',
      outcomeAndLimits: 'The biopsy was not read again.',
    },
    axes: {
      Diagnosis: ['agree'], Stage: ['refined', { first: 'Eighth edition', ours: 'Ninth edition', significance: 'minor', reason: 'newerEvidence' }], Biomarkers: ['agree'], Intent: ['agree'],
      Surgery: ['partlyDiffer', { first: 'Not indicated', ours: 'Possible if lung function allows it', significance: 'major', reason: 'imagingReread' }], Systemic: ['agree'], Radiotherapy: ['agree'], Supportive: ['cannotJudge'], FollowUp: ['agree'],
    },
    answer: 'Yes, if lung function allows it.',
    missing: 'It does not change these answers.',
  },
  es: {
    text: {
      imaging: 'Se leyeron los cortes finos junto a los gruesos.',
      stage: 'El estadio se apoya en las imágenes y en la biopsia.',
      response: 'Se midió sobre los originales.',
      diagnosis: 'La biopsia es concluyente.',
      material: 'Se leyeron todos los informes.',
      psychologicalRecommendations: 'Ofrecer una conversación antes de decidir.',
      outcomeAndLimits: 'No se releyó la biopsia.',
    },
    axes: {
      Diagnosis: ['agree'], Stage: ['refined', { first: 'Octava edición', ours: 'Novena edición', significance: 'minor', reason: 'newerEvidence' }], Biomarkers: ['agree'], Intent: ['agree'],
      Surgery: ['partlyDiffer', { first: 'No indicada', ours: 'Posible si la función pulmonar lo permite', significance: 'major', reason: 'imagingReread' }], Systemic: ['agree'], Radiotherapy: ['agree'], Supportive: ['cannotJudge'], FollowUp: ['agree'],
    },
    answer: 'Sí, si la función pulmonar lo permite.',
    missing: 'No cambia estas respuestas.',
  },
}

/** The walkthrough's own lung opinion: its coded values and its first rows; the prose here is short and needs no proof. */
export function lungJourneyOpinion(language: JourneyOpinion['language']): JourneyOpinion {
  const sections = lungSections(evidence().proofs, 'TODAY')
  const { comparison: _judged, ...others } = sections
  const coded = Object.entries({ ...others, material: { ...others.material, fields: { pathologyReread: 'notPossible', imagingReread: 'yes', imagingAgreement: 'minor' } } })
  const said = language === 'en' ? inEnglish : (values: Values) => values
  return {
    pack: 'onc/1',
    language,
    ...LUNG_WORDS[language],
    fields: Object.fromEntries(coded.map(([key, { fields = {} }]) => [key, said(fields)])),
    rows: Object.fromEntries(coded.map(([key, { rows = {} }]) => [key, Object.fromEntries(Object.entries(shortened(rows)).map(([list, all]) => [list, all.map(said)]))])),
  }
}
