// The opinion on the demo's lung case, in Spanish, as a physician of the demo clinic would write it. Invented; not advice.
import type { CONFIDENCE } from '#shared/casedoc/layout.ts'
import type { Proof } from '#shared/domain/report.ts'
import type { Block } from '#shared/domain/reportContent.ts'
import { bold, heading, judged, list, paragraph } from './paragraphs.ts'

/** The proofs that the text cites: marks made on the demo's documents and slices. */
export interface LungEvidence {
  readonly massBefore: Proof
  readonly massNow: Proof
  readonly nodeBefore: Proof
  readonly nodeNow: Proof
  readonly noduleNow: Proof
  readonly pathology: Proof
  readonly firstOpinion: Proof
  readonly imagingReport: Proof
  readonly discharge: Proof
}

export interface WrittenSection {
  readonly fields?: Readonly<Record<string, string>>
  readonly body?: readonly Block[]
}

export interface WrittenAnswer {
  readonly answer: string
  readonly confidence: (typeof CONFIDENCE)[number]
  readonly body: readonly Block[]
}

/** @param day calendar day of the search for trials, YYYY-MM-DD */
export function lungSections(e: LungEvidence, day: string): Readonly<Record<string, WrittenSection>> {
  return {
    caseAndProgramme: { fields: { issuer: 'Centro de Segunda Opinión (demostración)', requesterRelation: 'self', legalStatus: 'informative' } },
    motiveAndQuestions: {
      fields: { informationPreference: 'full' },
      body: [paragraph('Desea saber si la operación propuesta es necesaria y qué ocurre si espera.')],
    },
    material: {
      fields: { pathologyReread: 'notPossible', pathologyAgreement: 'notAssessable', imagingReread: 'yes', imagingAgreement: 'minor' },
      body: [
        paragraph('Se han leído todos los documentos y se han vuelto a medir las dos tomografías corte a corte. '),
        paragraph('No se recibieron los cristales de la biopsia: el diagnóstico histológico se toma del informe remitido. ', e.pathology),
      ],
    },
    firstOpinion: { body: [paragraph('La primera opinión establece diagnóstico, estadio y plan como sigue en el documento remitido. ', e.firstOpinion)] },
    patientAndTreatment: {
      fields: { ecog: '1' },
      body: [
        paragraph('Tratamiento sistémico previo a la cirugía, según el informe de alta. ', e.discharge),
        paragraph('Las alergias constan en la cabecera de este informe. No constan otras contraindicaciones para la cirugía en lo recibido.'),
      ],
    },
    diagnosis: {
      fields: { topography: 'C34.1', morphology: '8140/3', icd10: 'C34.1', laterality: 'right', basisOfDiagnosis: '7', verificationStatus: 'confirmed' },
      body: [
        paragraph('Adenocarcinoma de pulmón, con tumor primario junto al hilio derecho. ', e.pathology, ' La masa medida en la tomografía corresponde al lugar de la biopsia. ', e.massNow),
      ],
    },
    stage: {
      fields: { stagingSystem: '1269566009', stagePrefix: 'yc', tumour: 'T2a', nodes: 'N2a', metastasis: 'M0' },
      body: [
        paragraph('El diámetro mayor del tumor primario es hoy de 38 mm: T2a. ', e.massNow),
        paragraph('La adenopatía 4R mide 12 mm de eje corto; una sola estación afectada, N2a mientras no se demuestre lo contrario. ', e.nodeNow),
        paragraph('El nódulo del lóbulo superior izquierdo mide 9 mm y no se puede atribuir todavía: se mantiene M0 y se recomienda aclararlo. ', e.noduleNow),
      ],
    },
    biomarkers: { fields: { variants: 'No constan en lo recibido' }, body: [paragraph('No se recibieron EGFR, ALK, ROS1 ni PD-L1. Son necesarios antes de decidir el tratamiento posterior.')] },
    imaging: {
      body: [
        heading('Tomografía de mayo de 2026'),
        paragraph('Masa hiliar derecha de 46 mm de diámetro mayor. ', e.massBefore, ' Adenopatía 4R de 17 mm de eje corto. ', e.nodeBefore),
        heading('PET/TC de octubre de 2026'),
        paragraph('La masa mide 38 mm. ', e.massNow, ' La adenopatía mide 12 mm de eje corto. ', e.nodeNow),
        paragraph('Aparece crecido el nódulo del lóbulo superior izquierdo, ahora de 9 mm. ', e.noduleNow, ' El informe inicial lo recoge de otro modo. ', e.imagingReport),
      ],
    },
    response: {
      fields: { criteria: 'recist11', timepointResponse: 'SD', bestResponse: 'SD' },
      body: [
        paragraph(
          'Suma de diámetros: 63 mm en mayo (', e.massBefore, ' ', e.nodeBefore, ') y 50 mm en octubre (', e.massNow, ' ', e.nodeNow,
          '). La variación es de −20,6\u00A0%: ', bold('enfermedad estable por tamaño'), ' según RECIST 1.1.',
        ),
      ],
    },
    statusAndOutlook: {
      fields: { diseaseStatus: '359746009', treatmentSetting: 'neoadjuvant', resectability: 'resectable' },
      body: [paragraph('Enfermedad localmente avanzada, resecable si se confirma que el nódulo izquierdo no es una metástasis. ', judged('El pronóstico depende de ese dato; no damos cifras sin él.'))],
    },
    comparison: {
      fields: {
        agreementDiagnosis: 'agree', agreementStage: 'refined', agreementBiomarkers: 'cannotJudge', agreementIntent: 'agree', agreementSurgery: 'partlyDiffer',
        agreementSystemic: 'agree', agreementRadiotherapy: 'notApplicable', agreementSupportive: 'refined', agreementFollowUp: 'refined',
        significance: 'minor', reasonForDifference: 'imagingReread newData',
      },
      body: [
        paragraph('Coincidimos en el diagnóstico y en la intención curativa. ', e.firstOpinion),
        paragraph('Medimos el tumor en 38 mm sobre los cortes originales. ', e.massNow, ' El informe previo da otra medida. ', e.imagingReport),
      ],
    },
    options: {
      fields: { surgeryNecessary: 'conditional', surgeryCondition: 'Función pulmonar suficiente y nódulo izquierdo aclarado', waitAndSee: 'inappropriate' },
      body: [
        list(
          [bold('Lobectomía superior derecha. '), 'Beneficio: extirpa toda la enfermedad conocida. Riesgos: fuga aérea, infección, arritmia. ', judged('Recuperación habitual de 4 a 8 semanas.')],
          [bold('Quimiorradioterapia sin cirugía. '), 'Beneficio: evita la operación. Riesgos: esofagitis y neumonitis. Cuando la función pulmonar no permite operar, es la alternativa.'],
          [bold('Esperar sin tratamiento. '), 'No se aconseja: la enfermedad es tratable con intención curativa y la espera puede impedirlo.'],
        ),
      ],
    },
    medicalRecommendations: {
      body: [
        list(
          ['Pruebas de función pulmonar con DLCO antes de decidir la cirugía; responsable: neumología; preferente.'],
          ['Aclarar el nódulo del lóbulo superior izquierdo (biopsia o control con cortes finos) antes de operar. ', e.noduleNow],
          ['Solicitar EGFR, ALK, ROS1 y PD-L1 sobre la biopsia existente. ', e.pathology],
          ['Valorar en comité la lobectomía superior derecha con linfadenectomía si lo anterior es favorable.'],
        ),
      ],
    },
    trials: { fields: { trialsSearchedOn: day, trialResult: 'noneFound' }, body: [paragraph('No se halló ningún ensayo abierto adecuado en el centro. La búsqueda debe repetirse con los biomarcadores.')] },
    panel: { fields: { consensus: 'singleExpert' } },
    psychologicalRecommendations: {
      fields: { assessedHow: 'documentsOnly', supportLevel: '2' },
      body: [
        list(
          ['Apoyo breve antes de la cirugía, centrado en la incertidumbre y en la decisión compartida.'],
          ['Ofrecer a la familia una conversación propia; acordar con el paciente qué desea que sepan.'],
          ['Repetir el cribado de malestar en la visita siguiente; un resultado de cribado no es un diagnóstico.'],
        ),
      ],
    },
    followUp: {
      body: [
        paragraph('Tomografía de tórax con cortes finos antes de la cirugía y revisión en comité con su resultado.'),
        paragraph(bold('Acuda a urgencias '), 'si tose sangre, le falta el aire en reposo, tiene fiebre alta o dolor intenso de cabeza con confusión.'),
      ],
    },
    outcomeAndLimits: {
      fields: { outcome: 'definitiveWithLimits' },
      body: [paragraph('Opinión definitiva sobre diagnóstico y plan, con dos límites: no se releyó la biopsia y no se recibieron biomarcadores. Las imágenes son sintéticas, creadas para la demostración.')],
    },
  }
}

/** Answers to the eight standard questions, by number. */
export function lungAnswers(e: LungEvidence): Readonly<Record<number, WrittenAnswer>> {
  const because = (...parts: Parameters<typeof paragraph>): readonly Block[] => [paragraph(...parts)]
  return {
    1: { answer: 'Sí. Adenocarcinoma de pulmón junto al hilio derecho.', confidence: 'high', body: because('Lo apoyan la biopsia informada y el lugar de la masa. ', e.pathology, ' ', e.massNow) },
    2: { answer: 'Tres: cirugía, quimiorradioterapia o esperar; se comparan en la sección 13.', confidence: 'high', body: because('La tercera no la aconsejamos.') },
    3: { answer: 'La cirugía ofrece extirpar toda la enfermedad conocida; sus riesgos figuran en la sección 13.', confidence: 'moderate', body: because('Faltan las pruebas de función pulmonar para concretar el riesgo.') },
    4: { answer: 'No lo aconsejamos.', confidence: 'high', body: because('La enfermedad está estable por tamaño y es hoy operable. ', e.massNow, ' ', e.massBefore) },
    5: { answer: 'No hallamos ninguno adecuado; hay que repetir la búsqueda con los biomarcadores.', confidence: 'moderate', body: [] },
    6: { answer: 'Es posible y la aconsejamos si la función pulmonar lo permite y el nódulo izquierdo se aclara.', confidence: 'moderate', body: because('El nódulo ha crecido. ', e.noduleNow) },
    7: { answer: 'No se puede dar una cifra honrada antes de aclarar el nódulo izquierdo.', confidence: 'cannotAnswer', body: [] },
    8: { answer: 'Volvimos a medir sobre los cortes originales y el nódulo izquierdo pesa más en nuestra decisión.', confidence: 'high', body: because('Comparación con la medida del primer informe. ', e.imagingReport, ' ', e.massNow) },
  }
}
