// The Spanish papers of the lung case about images, tissue and blood. Fictional people and hospitals.
import type { Letterhead } from '../paper/letter.ts'
import { type FiledLetter, IN_SPANISH } from './filedLetter.ts'

export const VALDELUNA: Letterhead = {
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

export const LUNG_BOX = (more: readonly (readonly [string, string])[]) =>
  [
    ['Paciente', 'QUIROGA LASTRA, Mateo'],
    ['Fecha de nacimiento', '14/03/1963'],
    ['Sexo', 'varón'],
    ['N.º de historia', 'DEMO-0418'],
    ...more,
  ] as const

export const LUNG_FINDINGS: readonly FiledLetter[] = [
  {
    path: 'documentos/03_informe_TC_torax_2026-05-25.pdf',
    kind: 'imagingReport',
    plan: {
      ...IN_SPANISH,
      letterhead: VALDELUNA,
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
      ...IN_SPANISH,
      letterhead: VALDELUNA,
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
    path: 'documentos/06_laboratorio_2026-10-30.pdf',
    kind: 'laboratory',
    plan: {
      ...IN_SPANISH,
      letterhead: { ...VALDELUNA, unit: 'Laboratorio de Análisis Clínicos' },
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
      ...IN_SPANISH,
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
]
