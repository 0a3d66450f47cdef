// The Spanish papers of the lung case: imaging, pathology, hospital stay, laboratory, first opinion. Fictional people and hospitals.
import type { Letterhead, LetterPlan } from '../paper/letter.ts'

/** A letter with where it goes in the bundle and what kind of document it is. */
export interface FiledLetter {
  readonly path: string
  readonly kind: string
  readonly plan: LetterPlan
}

export const SPANISH_FOOTER = 'Documento de demostración: paciente, profesionales y centros ficticios.'

const HOSPITAL: Letterhead = {
  name: 'Hospital Universitario Valdeluna',
  unit: 'Área de Diagnóstico y Oncología Torácica',
  address: 'Avenida de los Tilos, 12 · 00000 Valdeluna',
  colour: '#0f5c7a',
  emblem: 'cross',
}
const IMAGING_CENTRE: Letterhead = {
  name: 'Centro de Imagen Miralba',
  unit: 'Medicina Nuclear y PET/TC',
  address: 'Calle del Molino, 3 · 00000 Miralba',
  colour: '#5b3d82',
  emblem: 'ring',
}
const SECOND_CLINIC: Letterhead = {
  name: 'Clínica Santa Aldara',
  unit: 'Unidad de Oncología Médica',
  address: 'Paseo de la Ribera, 41 · 00000 Aldara',
  colour: '#7a4a12',
  emblem: 'wave',
}

export const LUNG_BOX = (more: readonly (readonly [string, string])[]) =>
  [
    ['Paciente', 'QUIROGA LASTRA, Mateo'],
    ['Fecha de nacimiento', '14/03/1963'],
    ['Sexo', 'varón'],
    ['N.º de historia', 'DEMO-0418'],
    ...more,
  ] as const

const shared = { footer: SPANISH_FOOTER, pageWord: 'Página', language: 'es' } as const

export const LUNG_LETTERS: readonly FiledLetter[] = [
  {
    path: 'documentos/03_informe_TC_torax_2026-05-25.pdf',
    kind: 'imagingReport',
    plan: {
      ...shared,
      letterhead: HOSPITAL,
      title: 'Informe de TC de tórax con contraste',
      reference: 'Estudio: 24/05/2026\nInforme: 25/05/2026',
      date: '2026-05-25',
      patient: LUNG_BOX([['Peticionario', 'Neumología'], ['Referencia', 'DEMO26052401']]),
      parts: [
        { heading: 'Indicación' },
        { paragraph: 'Tos de tres meses de evolución y esputo hemoptoico. Fumador de 40 paquetes-año hasta 2024.' },
        { heading: 'Técnica' },
        {
          paragraph:
            'Adquisición helicoidal desde el opérculo torácico hasta las glándulas suprarrenales tras la administración de contraste yodado intravenoso. Cortes de 3,75 mm de grosor reconstruidos cada 2,5 mm. Tras la exploración el paciente presentó urticaria leve, que cedió con antihistamínico oral.',
          quotes: [{ about: 'contrast allergy', text: 'el paciente presentó urticaria leve' }],
        },
        { heading: 'Hallazgos' },
        {
          paragraph:
            'Masa sólida de contornos lobulados y espiculados en el hilio derecho, de 46 x 31 mm en el plano axial, en contacto con la arteria pulmonar derecha sin signos claros de invasión. Adenopatía paratraqueal inferior derecha (estación 4R) de 17 mm de eje corto.',
          quotes: [
            { about: 'T1 in May', text: 'de 46 x 31 mm en el plano axial' },
            { about: 'T2 in May', text: 'de 17 mm de eje corto' },
          ],
        },
        {
          paragraph:
            'Nódulo sólido de 6 mm en el lóbulo superior izquierdo, inespecífico. No se observa derrame pleural ni pericárdico. Placas calcificadas en el cayado aórtico. Hígado, bazo y suprarrenales sin lesiones focales.',
          quotes: [{ about: 'NT1 in May', text: 'Nódulo sólido de 6 mm en el lóbulo superior izquierdo' }],
        },
        { heading: 'Conclusión' },
        {
          bullets: [
            'Masa hiliar derecha sospechosa de neoplasia primaria de pulmón.',
            'Adenopatía 4R de tamaño patológico. Se recomienda estudio histológico y PET/TC.',
            'Nódulo de 6 mm en el lóbulo superior izquierdo: control evolutivo.',
          ],
        },
        { signature: ['Dra. Elvira Montañés Rueda', 'Radiodiagnóstico · colegiada ficticia 00/0000001', 'Firmado el 25 de mayo de 2026'] },
      ],
    },
  },
  {
    path: 'documentos/04_anatomia_patologica_2026-06-02.pdf',
    kind: 'pathology',
    plan: {
      ...shared,
      letterhead: HOSPITAL,
      title: 'Informe de anatomía patológica',
      reference: 'N.º DEMO-AP-26-3317\nInforme: 02/06/2026',
      date: '2026-06-02',
      patient: LUNG_BOX([['Toma de la muestra', '28/05/2026'], ['Servicio', 'Neumología, broncoscopia']]),
      parts: [
        { heading: 'Muestras' },
        { bullets: ['A: biopsia bronquial, bronquio intermediario (cuatro fragmentos).', 'B: punción aspirativa guiada por ecobroncoscopia, estación 4R.'] },
        { heading: 'Descripción microscópica' },
        {
          paragraph:
            'A: mucosa bronquial infiltrada por carcinoma de patrón acinar y sólido, con núcleos vesiculosos y nucléolo evidente. Inmunohistoquímica: TTF-1 positivo, napsina A positivo, p40 negativo. B: material linfoide abundante; celularidad neoplásica escasa en uno de los tres bloques.',
          quotes: [{ about: 'immunohistochemistry', text: 'TTF-1 positivo, napsina A positivo, p40 negativo' }],
        },
        { heading: 'Diagnóstico' },
        {
          paragraph:
            'A: adenocarcinoma de pulmón de tipo no mucinoso, grado 2. B: presencia de células de carcinoma en la estación ganglionar 4R.',
          quotes: [
            { about: 'diagnosis', text: 'adenocarcinoma de pulmón de tipo no mucinoso' },
            { about: 'node 4R', text: 'presencia de células de carcinoma en la estación ganglionar 4R' },
          ],
        },
        { heading: 'Biomarcadores' },
        {
          table: [
            ['Determinación', 'Método', 'Resultado', 'Observaciones'],
            ['EGFR, exones 18 a 21', 'NGS', 'sin mutación', 'cobertura 812x'],
            ['ALK', 'IHQ D5F3', 'negativo', ''],
            ['ROS1', 'IHQ', 'negativo', ''],
            ['KRAS', 'NGS', 'p.G12C', 'frecuencia alélica 23 %'],
            ['PD-L1 (TPS)', 'IHQ 22C3', '35 %', 'más de 100 células valorables'],
          ],
          widths: [30, 18, 20, 34],
        },
        {
          paragraph: 'PD-L1: expresión en el 35 % de las células tumorales (TPS). KRAS: mutación p.G12C detectada.',
          quotes: [
            { about: 'PD-L1', text: 'expresión en el 35 % de las células tumorales (TPS)' },
            { about: 'KRAS', text: 'mutación p.G12C detectada' },
          ],
        },
        { signature: ['Dr. Anselmo Iturrate Vega', 'Anatomía Patológica · colegiado ficticio 00/0000002', 'Firmado el 2 de junio de 2026'] },
      ],
    },
  },
  {
    path: 'documentos/05_informe_alta_2026-08-19.pdf',
    kind: 'dischargeSummary',
    plan: {
      ...shared,
      letterhead: HOSPITAL,
      title: 'Informe de alta de hospitalización',
      reference: 'Ingreso: 14/08/2026\nAlta: 19/08/2026',
      date: '2026-08-19',
      patient: LUNG_BOX([['Servicio', 'Oncología Médica'], ['Habitación', '412-B']]),
      parts: [
        { heading: 'Motivo de ingreso' },
        { paragraph: 'Fiebre de 38,6 °C el día 11 del tercer ciclo de quimioinmunoterapia.' },
        { heading: 'Antecedentes personales' },
        {
          bullets: [
            'Alergia a contrastes yodados (urticaria, 24/05/2026). Sin otras alergias medicamentosas conocidas.',
            'Exfumador, 40 paquetes-año. EPOC leve. Hipertensión arterial en tratamiento con enalapril 10 mg.',
            'Situación funcional previa: ECOG 1. Vive con su esposa; autónomo para las actividades de la vida diaria.',
          ],
          quotes: [
            { about: 'allergy', text: 'Alergia a contrastes yodados (urticaria, 24/05/2026)' },
            { about: 'ECOG', text: 'Situación funcional previa: ECOG 1' },
          ],
        },
        { heading: 'Historia oncológica' },
        {
          paragraph:
            'Adenocarcinoma de pulmón diagnosticado en mayo de 2026, hilio derecho, cT2b N2 M0, estadio IIIA (8.ª edición). Presentado en comité de tumores el 10/06/2026: tratamiento de inducción y valoración quirúrgica posterior.',
          quotes: [{ about: 'stage at diagnosis', text: 'cT2b N2 M0, estadio IIIA (8.ª edición)' }],
        },
        {
          table: [
            ['Ciclo', 'Fecha', 'Fármacos', 'Toxicidad (CTCAE)'],
            ['1', '22/06/2026', 'carboplatino, paclitaxel, nivolumab', 'astenia grado 1'],
            ['2', '13/07/2026', 'carboplatino, paclitaxel, nivolumab', 'neuropatía grado 1'],
            ['3', '03/08/2026', 'carboplatino, paclitaxel, nivolumab', 'neutropenia febril grado 3'],
          ],
          widths: [9, 17, 46, 32],
        },
        { heading: 'Evolución' },
        {
          paragraph:
            'Al ingreso, neutrófilos 0,4 x10⁹/L y proteína C reactiva 142 mg/L. Hemocultivos negativos. Radiografía de tórax sin condensaciones nuevas. Se inició piperacilina-tazobactam con defervescencia a las 36 horas y recuperación de neutrófilos el día 4.',
        },
        {
          paragraph:
            'Se informa al paciente y a su esposa. Refiere preocupación por la interrupción del tratamiento y duerme mal desde junio; se ofrece valoración por Psicooncología, que acepta pensar.',
          quotes: [{ about: 'psychological', text: 'duerme mal desde junio' }],
        },
        { heading: 'Diagnóstico al alta' },
        { bullets: ['Neutropenia febril resuelta, de bajo riesgo.', 'Adenocarcinoma de pulmón en tratamiento de inducción, tres ciclos completados.'] },
        { heading: 'Tratamiento y recomendaciones' },
        {
          bullets: [
            'Enalapril 10 mg cada 24 horas. Tiotropio inhalado cada 24 horas. Paracetamol 1 g si dolor o fiebre.',
            'Pruebas funcionales respiratorias con DLCO: pendientes de citar.',
            'PET/TC de reevaluación en octubre y nueva presentación en comité.',
          ],
          quotes: [{ about: 'missing lung function', text: 'Pruebas funcionales respiratorias con DLCO: pendientes de citar' }],
        },
        { signature: ['Dra. Noelia Carranza Bustos', 'Oncología Médica · colegiada ficticia 00/0000003', 'Valdeluna, 19 de agosto de 2026'] },
      ],
    },
  },
  {
    path: 'documentos/06_laboratorio_2026-10-30.pdf',
    kind: 'laboratory',
    plan: {
      ...shared,
      letterhead: { ...HOSPITAL, unit: 'Laboratorio de Análisis Clínicos' },
      title: 'Informe de laboratorio',
      reference: 'Petición DEMO-L-118204\nExtracción: 30/10/2026',
      date: '2026-10-30',
      patient: LUNG_BOX([['Servicio', 'Oncología Médica'], ['Muestra', 'suero, sangre EDTA']]),
      parts: [
        { heading: 'Resultados del 30/10/2026' },
        {
          table: [
            ['Determinación', 'Resultado', 'Unidad', 'Intervalo de referencia', ''],
            ['Hemoglobina', '12,8', 'g/dL', '13,0 a 17,0', 'bajo'],
            ['Leucocitos', '5,9', 'x10⁹/L', '4,0 a 11,0', ''],
            ['Neutrófilos', '3,4', 'x10⁹/L', '1,8 a 7,5', ''],
            ['Plaquetas', '231', 'x10⁹/L', '150 a 400', ''],
            ['Creatinina', '0,94', 'mg/dL', '0,70 a 1,20', ''],
            ['Filtrado glomerular (CKD-EPI)', '86', 'mL/min/1,73 m²', 'más de 60', ''],
            ['ALT', '28', 'U/L', 'menos de 41', ''],
            ['Bilirrubina total', '0,6', 'mg/dL', 'menos de 1,2', ''],
            ['LDH', '241', 'U/L', 'menos de 250', ''],
            ['Albúmina', '3,9', 'g/dL', '3,5 a 5,2', ''],
            ['TSH', '2,7', 'mUI/L', '0,4 a 4,5', ''],
            ['Glucosa', '5,6', 'mmol/L', '3,9 a 5,6', ''],
            ['CEA', '9,8', 'µg/L', 'menos de 5,0', 'alto'],
          ],
          widths: [34, 15, 20, 27, 9],
          flag: 4,
        },
        { heading: 'Evolución del antígeno carcinoembrionario (CEA)' },
        {
          table: [
            ['Fecha', '24/05/2026', '22/06/2026', '13/07/2026', '03/08/2026', '30/10/2026'],
            ['CEA, µg/L', '18,6', '19,4', '14,2', '11,0', '9,8'],
          ],
          widths: [16, 17, 17, 17, 17, 17],
        },
        {
          paragraph: 'CEA 9,8 µg/L el 30/10/2026; valor inicial 18,6 µg/L el 24/05/2026. Mismo método en todas las determinaciones.',
          quotes: [{ about: 'CEA', text: 'CEA 9,8 µg/L el 30/10/2026; valor inicial 18,6 µg/L el 24/05/2026' }],
        },
        { signature: ['Dra. Pilar Ansorena Gil', 'Análisis Clínicos · colegiada ficticia 00/0000004', 'Validado el 30 de octubre de 2026'] },
      ],
    },
  },
  {
    path: 'documentos/07_informe_PETTC_2026-10-30.pdf',
    kind: 'imagingReport',
    plan: {
      ...shared,
      letterhead: IMAGING_CENTRE,
      title: 'PET/TC con 18F-FDG de cuerpo entero',
      reference: 'Estudio: 29/10/2026\nInforme: 30/10/2026',
      date: '2026-10-30',
      patient: LUNG_BOX([['Peso', '78 kg'], ['Glucemia capilar', '5,6 mmol/L']]),
      parts: [
        { heading: 'Indicación' },
        { paragraph: 'Adenocarcinoma de pulmón derecho. Reevaluación tras tres ciclos de quimioinmunoterapia.' },
        { heading: 'Técnica' },
        {
          paragraph:
            'Adquisición 61 minutos después de la administración de 251 MBq de 18F-FDG. TC de baja dosis para corrección de atenuación, sin contraste intravenoso por el antecedente de urticaria. Las medidas de este informe se tomaron en reconstrucciones de 5 mm.',
          quotes: [{ about: 'slice thickness of the report', text: 'Las medidas de este informe se tomaron en reconstrucciones de 5 mm' }],
        },
        { heading: 'Hallazgos' },
        {
          paragraph:
            'La masa conocida del hilio derecho ha disminuido y mide ahora 30 mm en su diámetro mayor, frente a 46 mm el 24 de mayo de 2026. La captación de FDG es de SUVmáx 9,9. El ganglio paratraqueal inferior derecho (estación 4R) mide 12 mm de eje corto, antes 17 mm, con SUVmáx 4,1.',
          quotes: [
            { about: 'T1 in October as reported', text: 'mide ahora 30 mm en su diámetro mayor' },
            { about: 'T1 uptake', text: 'SUVmáx 9,9' },
            { about: 'T2 in October', text: 'mide 12 mm de eje corto, antes 17 mm' },
          ],
        },
        {
          paragraph:
            'Nódulo del lóbulo superior izquierdo de 9 mm, antes 6 mm, con captación mínima (SUVmáx 1,1), por debajo del límite de resolución. Captación focal en el lóbulo tiroideo derecho, SUVmáx 5,2. Actividad fisiológica en cerebro, miocardio, riñones y vejiga. Sin lesiones óseas ni hepáticas captantes.',
          quotes: [
            { about: 'NT1 in October', text: 'Nódulo del lóbulo superior izquierdo de 9 mm, antes 6 mm' },
            { about: 'thyroid', text: 'Captación focal en el lóbulo tiroideo derecho, SUVmáx 5,2' },
          ],
        },
        { heading: 'Conclusión' },
        {
          bullets: [
            'Respuesta parcial del tumor primario y de la enfermedad ganglionar.',
            'Nódulo del lóbulo superior izquierdo con crecimiento de 3 mm: valorar en comité.',
            'Captación tiroidea focal: se sugiere ecografía si no se ha realizado.',
          ],
          quotes: [{ about: 'response as reported', text: 'Respuesta parcial del tumor primario y de la enfermedad ganglionar' }],
        },
        { signature: ['Dr. Gaspar Venegas Luna', 'Medicina Nuclear · colegiado ficticio 00/0000005', 'Miralba, 30 de octubre de 2026'] },
      ],
    },
  },
  {
    path: 'documentos/08_primera_opinion_2026-11-06.pdf',
    kind: 'priorOpinion',
    plan: {
      ...shared,
      letterhead: SECOND_CLINIC,
      title: 'Informe de consulta: primera opinión',
      reference: 'Consulta: 06/11/2026',
      date: '2026-11-06',
      patient: LUNG_BOX([['Acompañante', 'esposa'], ['Documentación', 'aportada por el paciente']]),
      parts: [
        { heading: 'Resumen' },
        {
          paragraph:
            'Varón de 63 años con adenocarcinoma de pulmón, hilio derecho, KRAS p.G12C, PD-L1 35 %, tratado con tres ciclos de carboplatino, paclitaxel y nivolumab. Se valoran los informes aportados; no se dispone de las imágenes.',
          quotes: [{ about: 'images not read', text: 'no se dispone de las imágenes' }],
        },
        { heading: 'Valoración' },
        {
          paragraph:
            'Según el informe de PET/TC del 29/10/2026, el tumor primario mide 30 mm (46 mm al diagnóstico), lo que supone una respuesta parcial. Estadio: ycT2a N2 M0, estadio IIIA, 8.ª edición.',
          quotes: [
            { about: 'T1 as quoted by the first opinion', text: 'el tumor primario mide 30 mm (46 mm al diagnóstico)' },
            { about: 'stage of the first opinion', text: 'ycT2a N2 M0, estadio IIIA, 8.ª edición' },
          ],
        },
        {
          paragraph:
            'Dada la afectación ganglionar N2 y la proximidad a la arteria pulmonar derecha, no se considera indicada la cirugía.',
          quotes: [{ about: 'no surgery', text: 'no se considera indicada la cirugía' }],
        },
        { heading: 'Plan propuesto' },
        {
          bullets: [
            'Radioterapia torácica de 60 Gy en 30 fracciones con quimioterapia concomitante.',
            'Durvalumab de consolidación durante 12 meses si no hay progresión.',
            'Intención del tratamiento: curativa.',
            'Control del nódulo del lóbulo superior izquierdo con TC en tres meses.',
          ],
          quotes: [
            { about: 'plan', text: 'Radioterapia torácica de 60 Gy en 30 fracciones con quimioterapia concomitante' },
            { about: 'intent', text: 'Intención del tratamiento: curativa' },
          ],
        },
        {
          paragraph:
            'No se han explicado en esta visita otras alternativas, ni ensayos clínicos. El paciente solicita copia del informe para pedir una segunda opinión.',
          quotes: [{ about: 'alternatives', text: 'No se han explicado en esta visita otras alternativas' }],
        },
        { signature: ['Dr. Leandro Urquijo Salas', 'Oncología Médica · colegiado ficticio 00/0000006', 'Aldara, 6 de noviembre de 2026'] },
      ],
    },
  },
]
