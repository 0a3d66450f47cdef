// The rows of the demo's lung opinion: earlier opinion, options, recommendations, biomarkers, warning signs. Invented; not advice.

type Rows = Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>

export const LUNG_ROWS = {
  material: {
    missing: [
      { item: 'medication', impact: 'La medicación se toma del informe de alta; las interacciones quedan por comprobar.' },
      { item: 'consent', impact: 'La solicitud lo refiere; el documento debe unirse al caso antes de entregar la opinión.' },
    ],
  },
  firstOpinion: {
    priorOpinions: [
      {
        author: 'Primera opinión, oncología', givenOn: '2026-11-06', basis: 'reports', diagnosis: 'Adenocarcinoma de pulmón, hilio derecho', stage: 'ycT2a N2 M0, IIIA', edition: '8.ª edición',
        response: 'PR', intent: '373808002', plan: 'Radioterapia torácica con quimioterapia concomitante; cirugía no indicada',
      },
    ],
  },
  patientAndTreatment: {
    comorbidities: [{ illness: 'EPOC', icd10: 'J44.9', state: 'Leve' }, { illness: 'Hipertensión', icd10: 'I10', state: 'En tratamiento' }],
    medicines: [{ medicine: 'Enalapril', purpose: 'Hipertensión' }, { medicine: 'Tiotropio', purpose: 'EPOC' }],
    treatments: [{ treatment: 'Carboplatino, paclitaxel y nivolumab, tres ciclos', line: 'neoadjuvant', response: 'SD', toxicity: 'Neutropenia febril', toxicityGrade: '3' }],
  },
  biomarkers: {
    biomarkers: [
      { analyte: 'PD-L1', method: 'ihc', result: 'positive', value: '35', valueUnit: '%', cutOff: 'TPS' },
      { analyte: 'KRAS', variant: 'p.G12C', method: 'ngs', result: 'positive', escat: 'I-A' },
      { analyte: 'EGFR', method: 'ngs', result: 'negative' },
    ],
  },
  imaging: {
    studies: [
      { study: 'TC de tórax, cortes de 2,5 mm', date: '2026-05-24', modality: 'CT', region: 'Tórax', agreement: 'agree' },
      { study: 'PET/TC', date: '2026-10-29', modality: 'PT', region: 'Cuerpo', findings: 'Masa hiliar derecha, adenopatía 4R y nódulo izquierdo', agreement: 'minor' },
    ],
  },
  options: {
    options: [
      {
        name: 'Resección pulmonar derecha con linfadenectomía', kind: 'surgery', standing: 'conditional', because: 'Función pulmonar suficiente, ganglios reestadificados y nódulo izquierdo aclarado',
        intent: '373808002', benefit: 'Extirpa la enfermedad conocida', risks: 'Fuga aérea, infección, arritmia; pérdida de función pulmonar', worstGrade: '4', recovery: 'De seis a ocho semanas',
        qualityOfLife: 'Menos aliento con el esfuerzo durante meses', reversibility: 'irreversible', evidenceLevel: 'II', evidenceGrade: 'B',
      },
      {
        name: 'Quimiorradioterapia y durvalumab', kind: 'combined', standing: 'acceptable', intent: '373808002', benefit: 'Evita la operación con intención curativa', risks: 'Esofagitis y neumonitis', worstGrade: '3',
        recovery: 'Semanas', qualityOfLife: 'Visitas diarias durante seis semanas; cansancio', reversibility: 'partly', evidenceLevel: 'I', evidenceGrade: 'A',
      },
      {
        name: 'Esperar sin tratamiento', kind: 'waitAndSee', standing: 'notAdvised', because: 'La enfermedad se puede tratar con intención curativa y la espera puede impedirlo', intent: '399707004',
        benefit: 'Sin efectos del tratamiento por ahora', risks: 'Crecimiento de la enfermedad', worstGrade: '5', recovery: 'No la requiere', qualityOfLife: 'Sin cambios al principio', reversibility: 'partly',
      },
    ],
  },
  medicalRecommendations: {
    recommendations: [
      { what: 'Función pulmonar con DLCO', action: 'test', kind: 'diagnostic', why: 'Decide si se puede operar', urgency: 'weeks', owner: 'Neumología', strength: 'strong' },
      { what: 'Ecobroncoscopia con atención a la estación 4R', action: 'test', kind: 'diagnostic', why: 'Reestadifica los ganglios', urgency: 'weeks', owner: 'Neumología', strength: 'strong' },
      { what: 'TC de cortes finos del nódulo izquierdo', action: 'test', kind: 'diagnostic', why: 'Ha crecido y hay que aclararlo antes de operar', urgency: 'weeks', owner: 'Radiología', strength: 'strong' },
      { what: 'Nueva tomografía con cortes de 5 mm', action: 'cancelTest', kind: 'diagnostic', why: 'Repetiría la medida que ya difiere', urgency: 'now', owner: 'Oncología', strength: 'moderate' },
      { what: 'Nueva presentación en comité', action: 'refer', kind: 'referral', why: 'Con los tres datos anteriores', urgency: 'weeks', owner: 'Oncología', strength: 'strong' },
    ],
  },
  followUp: {
    visits: [{ what: 'Tomografía con cortes finos, medida sobre los originales', when: 'Al decidir el tratamiento', who: 'Oncología' }],
    warningSigns: [{ sign: 'Tos con sangre', act: 'emergency' }, { sign: 'Falta de aire en reposo', act: 'emergency' }, { sign: 'Fiebre', act: 'emergency' }, { sign: 'Dolor intenso de cabeza con confusión', act: 'emergency' }],
  },
} as const satisfies Readonly<Record<string, Rows>>

/** What each says on the axes where the opinions are not the same. */
export const LUNG_AXES = {
  firstStage: 'ycT2a N2 M0, 8.ª edición', oursStage: 'ycT2a N2a M0, 9.ª edición', significanceStage: 'minor', reasonStage: 'newerEvidence',
  firstSurgery: 'No indicada', oursSurgery: 'Posible, según la función pulmonar y los ganglios', significanceSurgery: 'major', reasonSurgery: 'imagingReread',
  firstRadiotherapy: 'Ahora, con quimioterapia', oursRadiotherapy: 'Si la cirugía no es posible', significanceRadiotherapy: 'major', reasonRadiotherapy: 'imagingReread',
  firstSupportive: 'No consta', oursSupportive: 'Añadir apoyo psicooncológico antes de decidir', significanceSupportive: 'minor', reasonSupportive: 'newData',
  firstFollowUp: 'No consta', oursFollowUp: 'Medir siempre sobre los cortes originales', significanceFollowUp: 'minor', reasonFollowUp: 'imagingReread',
} as const
