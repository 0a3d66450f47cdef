// The opinion on the demo's lung case, in Spanish, as a physician of the demo clinic would write it. Invented; not advice.
import type { Proof } from '#shared/domain/report.ts'
import type { Block } from '#shared/domain/reportContent.ts'
import { LUNG_AXES, LUNG_ROWS } from './lungRows.ts'
import { bold, heading, judged, list, paragraph } from './paragraphs.ts'

/** Measurements made on the slices: lesion of the demo's truth, and the month of the study. */
export const LUNG_MEASUREMENTS = {
  massMay: { lesion: 'T1', study: 0, label: 'T1 hilio derecho, mayo' },
  massOctober: { lesion: 'T1', study: 1, label: 'T1 hilio derecho, octubre' },
  nodeMay: { lesion: 'T2', study: 0, label: 'T2 adenopatía 4R, mayo' },
  nodeOctober: { lesion: 'T2', study: 1, label: 'T2 adenopatía 4R, octubre' },
  noduleMay: { lesion: 'NT1', study: 0, label: 'Nódulo LSI, mayo' },
  noduleOctober: { lesion: 'NT1', study: 1, label: 'Nódulo LSI, octubre' },
} as const

/** Passages of the documents: what the demo's truth says each is about. */
export const LUNG_PASSAGES = {
  diagnosis: 'diagnosis',
  node4R: 'node 4R',
  pdl1: 'PD-L1',
  kras: 'KRAS',
  reportedMass: 'T1 in October as reported',
  reportedSlices: 'slice thickness of the report',
  reportedUptake: 'T1 uptake',
  reportedResponse: 'response as reported',
  firstMass: 'T1 as quoted by the first opinion',
  firstStage: 'stage of the first opinion',
  firstImages: 'images not read',
  firstSurgery: 'no surgery',
  firstPlan: 'plan',
  ecog: 'ECOG',
  allergy: 'allergy',
  lungFunction: 'missing lung function',
  sleep: 'psychological',
  information: 'information preference',
  markers: 'CEA',
} as const

export type LungEvidence = Readonly<Record<keyof typeof LUNG_MEASUREMENTS | keyof typeof LUNG_PASSAGES, Proof>>

export interface WrittenSection {
  readonly fields?: Readonly<Record<string, string>>
  /** By list. */
  readonly rows?: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>
  readonly body?: readonly Block[]
}

/** @param day calendar day of the search for trials, YYYY-MM-DD */
export function lungSections(e: LungEvidence, day: string): Readonly<Record<string, WrittenSection>> {
  return {
    caseAndProgramme: { fields: { issuer: 'Centro de Segunda Opinión (demostración)', requesterRelation: 'self', legalStatus: 'informative' } },
    motiveAndQuestions: {
      fields: { informationPreference: 'full' },
      body: [paragraph('Quiere saber si todavía se puede operar y desea toda la información, incluido el pronóstico. ', e.information)],
    },
    material: {
      rows: LUNG_ROWS.material,
      fields: { pathologyReread: 'notPossible', pathologyAgreement: 'notAssessable', imagingReread: 'yes', imagingAgreement: 'minor' },
      body: [
        paragraph('Se han leído todos los documentos y se han vuelto a medir las dos tomografías sobre los cortes originales.'),
        paragraph('No se recibieron las preparaciones de la biopsia: el diagnóstico histológico se toma del informe remitido. ', e.diagnosis, ' Faltan las pruebas de función pulmonar, pendientes desde agosto. ', e.lungFunction),
      ],
    },
    firstOpinion: {
      rows: LUNG_ROWS.firstOpinion,
      body: [
        paragraph('El 6 de noviembre de 2026 se informó de respuesta parcial y estadio ycT2a N2 M0, ', e.firstStage, ' se consideró no indicada la cirugía ', e.firstSurgery, ' y se propuso radioterapia torácica con quimioterapia. ', e.firstPlan),
        paragraph('Se valoraron informes; no se dispuso de las imágenes. ', e.firstImages),
      ],
    },
    patientAndTreatment: {
      rows: LUNG_ROWS.patientAndTreatment,
      fields: { ecog: '1' },
      body: [
        paragraph('Autónomo, ECOG 1. ', e.ecog, ' EPOC leve e hipertensión en tratamiento con enalapril y tiotropio.'),
        paragraph('Alergia a contrastes yodados (urticaria). ', e.allergy),
        paragraph('Tres ciclos de carboplatino, paclitaxel y nivolumab entre junio y agosto de 2026; el tercero se complicó con neutropenia febril, resuelta.'),
      ],
    },
    diagnosis: {
      fields: { topography: 'C34.0', morphology: '8140/3', grade: '2', icd10: 'C34.0', laterality: 'right', diagnosedOn: '2026-06-02', basisOfDiagnosis: '7', verificationStatus: 'confirmed' },
      body: [
        paragraph('Adenocarcinoma de pulmón no mucinoso, grado 2, ', e.diagnosis, ' con células de carcinoma en la estación 4R. ', e.node4R),
        paragraph('El lugar de la biopsia corresponde a la masa hiliar derecha que se mide en la tomografía. ', e.massMay),
      ],
    },
    stage: {
      fields: { stagingSystem: '1269566009', stagePrefix: 'yc', tumour: 'T2a', nodes: 'N2a', metastasis: 'M0', stageGroup: 'IIIA' },
      body: [
        paragraph('El diámetro mayor del tumor primario es hoy de 38 mm: T2a. ', e.massOctober),
        paragraph('Una sola estación ganglionar afectada, 4R, de 12 mm de eje corto: N2a. ', e.nodeOctober, ' ', e.node4R),
        paragraph('El nódulo del lóbulo superior izquierdo mide 9 mm y no se puede atribuir todavía: se mantiene M0 hasta aclararlo. ', e.noduleOctober),
      ],
    },
    biomarkers: {
      rows: LUNG_ROWS.biomarkers,
      fields: { pdl1Tps: '35', variants: 'KRAS p.G12C; EGFR, ALK y ROS1 negativos' },
      body: [paragraph('PD-L1 del 35\u00A0% (TPS). ', e.pdl1, ' KRAS p.G12C. ', e.kras, ' El CEA descendió a la mitad. ', e.markers)],
    },
    imaging: {
      rows: LUNG_ROWS.imaging,
      body: [
        heading('TC de tórax, 24 de mayo de 2026'),
        paragraph('Masa hiliar derecha de 46 mm ', e.massMay, ', adenopatía 4R de 17 mm de eje corto ', e.nodeMay, ' y nódulo de 6 mm en el lóbulo superior izquierdo. ', e.noduleMay),
        heading('PET/TC, 29 de octubre de 2026'),
        paragraph('La masa mide 38 mm ', e.massOctober, ' y la adenopatía, 12 mm de eje corto. ', e.nodeOctober, ' El nódulo izquierdo ha crecido a 9 mm. ', e.noduleOctober),
        paragraph('El informe remitido da 30 mm para la masa, ', e.reportedMass, ' medidos en reconstrucciones de 5 mm. ', e.reportedSlices, ' La captación de FDG persiste. ', e.reportedUptake),
      ],
    },
    response: {
      fields: { criteria: 'recist11', timepointResponse: 'SD', bestResponse: 'SD' },
      body: [
        paragraph(
          'Suma de diámetros: 63 mm en mayo (', e.massMay, ' ', e.nodeMay, ') y 50 mm en octubre (', e.massOctober, ' ', e.nodeOctober,
          '). La variación es de −20,6\u00A0%: ', bold('enfermedad estable por tamaño'), ' según RECIST 1.1.',
        ),
        paragraph('La respuesta parcial del informe remitido se apoya en la medida de 30 mm. ', e.reportedResponse, ' ', e.reportedMass),
      ],
    },
    statusAndOutlook: {
      fields: { diseaseStatus: '359746009', treatmentSetting: 'neoadjuvant', resectability: 'borderline' },
      body: [
        paragraph('Enfermedad localmente avanzada y estable por tamaño. La posibilidad de operar depende de la función pulmonar, de los ganglios y del nódulo izquierdo.'),
        paragraph(judged('El pronóstico cambia según esos tres datos; no damos cifras sin ellos.')),
      ],
    },
    comparison: {
      fields: {
        agreementDiagnosis: 'agree', agreementStage: 'refined', agreementBiomarkers: 'agree', agreementIntent: 'agree', agreementSurgery: 'differ',
        agreementSystemic: 'agree', agreementRadiotherapy: 'partlyDiffer', agreementSupportive: 'refined', agreementFollowUp: 'refined',
        significance: 'major', reasonForDifference: 'imagingReread', ...LUNG_AXES,
      },
      body: [
        paragraph('Coincidimos en el diagnóstico y en la intención curativa.'),
        paragraph('Medimos 38 mm ', e.massOctober, ' donde el informe remitido y la primera opinión dan 30 mm. ', e.reportedMass, ' ', e.firstMass, ' La primera opinión no dispuso de las imágenes. ', e.firstImages),
        paragraph('Sobre la cirugía diferimos: no la descartamos antes de conocer la función pulmonar y el estado de los ganglios. ', e.firstSurgery, ' ', e.lungFunction),
      ],
    },
    options: {
      rows: LUNG_ROWS.options,
      fields: { surgeryNecessary: 'conditional', surgeryCondition: 'Función pulmonar suficiente, ganglios reestadificados y nódulo izquierdo aclarado', waitAndSee: 'inappropriate', waitAndSeeBecause: 'La enfermedad se puede tratar con intención curativa' },
      body: [
        list(
          [bold('Resección pulmonar derecha con linfadenectomía. '), 'Beneficio: extirpa la enfermedad conocida. Riesgos: fuga aérea, infección, arritmia; pérdida de función pulmonar. ', judged('Recuperación habitual de 6 a 8 semanas.')],
          [bold('Quimiorradioterapia y durvalumab. '), 'Es la propuesta de la primera opinión, con 60 Gy. ', e.firstPlan, ' Beneficio: evita la operación. Riesgos: esofagitis y neumonitis, con recuperación en semanas.'],
          [bold('Esperar sin tratamiento. '), 'No se aconseja: la enfermedad se puede tratar con intención curativa y la espera puede impedirlo.'],
        ),
      ],
    },
    medicalRecommendations: {
      rows: LUNG_ROWS.medicalRecommendations,
      body: [
        list(
          [bold('Función pulmonar con DLCO '), 'antes de decidir; neumología; en dos semanas. ', e.lungFunction],
          [bold('Reestadificación ganglionar '), 'por ecobroncoscopia, con atención a la estación 4R; neumología; en dos semanas. ', e.node4R],
          [bold('Nódulo del lóbulo superior izquierdo: '), 'TC de cortes finos y, si ha crecido, biopsia o resección. ', e.noduleOctober],
          [bold('Nueva presentación en comité '), 'con lo anterior. Si es favorable, cirugía; si no, la quimiorradioterapia propuesta es adecuada.'],
          ['Estudios con contraste yodado solo con premedicación o alternativa. ', e.allergy],
        ),
      ],
    },
    trials: { fields: { trialsSearchedOn: day, trialResult: 'noneFound' }, body: [paragraph('No se halló ningún ensayo abierto adecuado en el centro. Con KRAS p.G12C la búsqueda debe repetirse si la enfermedad progresa. ', e.kras)] },
    panel: { fields: { consensus: 'singleExpert' } },
    psychologicalRecommendations: {
      fields: { assessedHow: 'documentsOnly', supportLevel: '2' },
      body: [
        list(
          ['Duerme mal desde junio y le preocupa la interrupción del tratamiento. ', e.sleep, ' Se aconseja una valoración breve por Psicooncología antes de decidir.'],
          ['Decisión compartida: una visita con su esposa para comparar las opciones, con este informe delante.'],
          ['Repetir el cribado de malestar en la visita siguiente; su resultado no es un diagnóstico.'],
        ),
      ],
    },
    followUp: {
      rows: LUNG_ROWS.followUp,
      body: [
        paragraph('Tomografía de control cuando se decida el tratamiento, con cortes finos y medida sobre los originales.'),
        paragraph(bold('Acuda a urgencias '), 'si tose sangre, le falta el aire en reposo, tiene fiebre o dolor intenso de cabeza con confusión.'),
      ],
    },
    outcomeAndLimits: {
      fields: { outcome: 'definitiveWithLimits' },
      body: [paragraph('Opinión definitiva sobre diagnóstico, estadio y respuesta. Límites: no se releyó la biopsia, falta la función pulmonar y el nódulo izquierdo está por aclarar. Las imágenes y los documentos son sintéticos, creados para la demostración.')],
    },
  }
}
