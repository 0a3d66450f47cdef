// The papers of the Parkinson case that have a text layer. Fictional people and hospitals.
import type { Letterhead } from '../paper/letter.ts'
import { type FiledLetter, IN_SPANISH } from './filedLetter.ts'

export const PARKINSON_WORDS =
  'Tomo la medicación a mis horas y aun así por las tardes me quedo parada. Quiero saber si hay otro tratamiento y si soy candidata a una operación.'

export const PARKINSON_OWN_QUESTIONS = [
  '¿Es normal que el efecto de la pastilla dure cada vez menos?',
  'Me han hablado de la estimulación cerebral: ¿me conviene?',
]

const SIERRA_CLARA: Letterhead = {
  name: 'Hospital Sierra Clara',
  unit: 'Servicio de Neurología, Unidad de Trastornos del Movimiento',
  address: 'Carretera del Pinar, 8 · 00000 Sierra Clara',
  colour: '#2f6b4f',
  emblem: 'wave',
}

const box = (more: readonly (readonly [string, string])[]) =>
  [
    ['Paciente', 'SOLANO BRIHUEGA, Inés'],
    ['Fecha de nacimiento', '08/02/1959'],
    ['Sexo', 'mujer'],
    ['N.º de historia', 'DEMO-0427'],
    ...more,
  ] as const

export const PARKINSON_LETTERS: readonly FiledLetter[] = [
  {
    path: 'DOCS/NEUROLOG.PDF',
    kind: 'letter',
    plan: {
      ...IN_SPANISH,
      letterhead: SIERRA_CLARA,
      title: 'Informe de consulta de Neurología',
      reference: 'Consulta: 08/10/2026',
      date: '2026-10-08',
      patient: box([]),
      parts: [
        { heading: 'Motivo de consulta' },
        { paragraph: 'Revisión de enfermedad de Parkinson diagnosticada en 2022. Fluctuaciones motoras desde hace un año.' },
        { heading: 'Historia actual' },
        {
          paragraph:
            'Inicio en 2022 con temblor de reposo y lentitud de la mano derecha. Buena respuesta inicial a levodopa. En la actualidad cuatro dosis al día, con fin de dosis a las tres horas y unas dos horas diarias en situación «off». Discinesias leves, no molestas.',
          quotes: [
            { about: 'fluctuations', text: 'fin de dosis a las tres horas y unas dos horas diarias en situación «off»' },
            { about: 'onset side', text: 'temblor de reposo y lentitud de la mano derecha' },
          ],
        },
        {
          paragraph:
            'Ánimo bajo desde el verano, sin ideas de muerte. Sueño fragmentado, su marido describe movimientos bruscos mientras sueña. No alucinaciones.',
          quotes: [{ about: 'psychological', text: 'Ánimo bajo desde el verano, sin ideas de muerte' }],
        },
        { heading: 'Exploración' },
        {
          table: [
            ['Escala', 'Situación', 'Resultado'],
            ['Hoehn y Yahr', '«on»', '2'],
            ['Puntuación motora (parte III)', '«on»', '24'],
            ['Puntuación motora (parte III)', '«off»', '43'],
            ['Tensión arterial', 'decúbito y de pie', '128/76 y 112/70 mmHg'],
          ],
          widths: [42, 26, 32],
        },
        { heading: 'Pruebas' },
        {
          paragraph:
            'SPECT de transportadores de dopamina (02/07/2026): captación reducida en ambos putámenes, más en el izquierdo. RM de cráneo (11/06/2026): atrofia leve, sin lesiones que expliquen el cuadro.',
          quotes: [{ about: 'DaT-SPECT', text: 'captación reducida en ambos putámenes, más en el izquierdo' }],
        },
        { heading: 'Tratamiento actual' },
        {
          table: [
            ['Fármaco', 'Dosis', 'Horas'],
            ['Levodopa/carbidopa', '100/25 mg, uno y medio', '8, 12, 16 y 20'],
            ['Rasagilina', '1 mg', '8'],
            ['Rotigotina, parche', '4 mg/24 h', '8'],
          ],
          widths: [36, 34, 30],
        },
        { heading: 'Plan' },
        {
          bullets: [
            'Añadir opicapona 50 mg por la noche. Revisión en tres meses.',
            'Si persisten más de dos horas «off», valorar tratamiento de segunda línea.',
          ],
          quotes: [{ about: 'plan', text: 'Añadir opicapona 50 mg por la noche' }],
        },
        { signature: ['Dr. Jacinto Peñalba Orduña', 'Neurología · colegiado ficticio 00/0000007', 'Sierra Clara, 8 de octubre de 2026'] },
      ],
    },
  },
  {
    path: 'DOCS/SOLICIT.PDF',
    kind: 'request',
    plan: {
      ...IN_SPANISH,
      letterhead: {
        name: 'Programa de Segunda Opinión (demostración)',
        unit: 'Solicitud de la paciente',
        address: 'Escrito presentado por la propia paciente',
        colour: '#3d4a57',
        emblem: 'ring',
      },
      title: 'Solicitud de segunda opinión y preguntas',
      reference: 'Fecha: 16/11/2026',
      date: '2026-11-16',
      patient: box([]),
      parts: [
        {
          paragraph:
            'Yo, Inés Solano Brihuega, solicito una segunda opinión sobre el tratamiento de mi enfermedad de Parkinson y aporto el disco de mis pruebas.',
          quotes: [{ about: 'request', text: 'solicito una segunda opinión sobre el tratamiento de mi enfermedad de Parkinson' }],
        },
        { paragraph: PARKINSON_WORDS },
        { heading: 'Mis preguntas' },
        {
          bullets: PARKINSON_OWN_QUESTIONS,
          quotes: [{ about: 'question 9', text: '¿Es normal que el efecto de la pastilla dure cada vez menos?' }],
        },
        { signature: ['Inés Solano Brihuega', 'Sierra Clara, 16 de noviembre de 2026'] },
      ],
    },
  },
]
