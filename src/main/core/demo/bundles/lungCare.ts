// The Spanish papers of the lung case by those who treat: hospital stay and first opinion. Fictional people and hospitals.
import type { Letterhead } from '../paper/letter.ts'
import { type FiledLetter, IN_SPANISH } from './filedLetter.ts'
import { LUNG_BOX, VALDELUNA } from './lungFindings.ts'

const SECOND_CLINIC: Letterhead = {
  name: 'Clínica Santa Aldara',
  unit: 'Unidad de Oncología Médica',
  address: 'Paseo de la Ribera, 41 · 00000 Aldara',
  colour: '#7a4a12',
  emblem: 'wave',
}

export const LUNG_CARE: readonly FiledLetter[] = [
  {
    path: 'documentos/05_informe_alta_2026-08-19.pdf',
    kind: 'dischargeSummary',
    plan: {
      ...IN_SPANISH,
      letterhead: VALDELUNA,
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
    path: 'documentos/08_primera_opinion_2026-11-06.pdf',
    kind: 'priorOpinion',
    plan: {
      ...IN_SPANISH,
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
