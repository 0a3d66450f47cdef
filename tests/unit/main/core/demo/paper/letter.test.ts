import { expect, test } from 'vitest'
import { readFonts } from '../../../../../../src/main/core/demo/paper/fonts.ts'
import { openGlyphFont } from '../../../../../../src/main/core/demo/paper/glyphs.ts'
import { writeLetter } from '../../../../../../src/main/core/demo/paper/letter.ts'

const fonts = readFonts('/no/such/folder')
const plan = (paragraphs: number) =>
  ({
    letterhead: { name: 'Hospital', unit: 'Unidad', address: 'Calle', colour: '#0f5c7a', emblem: 'cross' },
    title: 'Informe',
    reference: '2026',
    patient: [['Paciente', 'QUIROGA LASTRA, Mateo']],
    footer: 'Demostración',
    pageWord: 'Página',
    date: '2026-10-30',
    language: 'es',
    parts: [
      ...Array.from({ length: paragraphs }, (_, i) => ({ paragraph: `Párrafo ${i}. ${'Texto clínico de relleno. '.repeat(20)}` })),
      { paragraph: 'La última frase está aquí.', quotes: [{ about: 'end', text: 'La última frase está aquí' }] },
    ],
  }) as const

test('the same letter has the same bytes', async () => {
  const [first, second] = await Promise.all([writeLetter(plan(2), fonts), writeLetter(plan(2), fonts)])
  expect(first.bytes.equals(second.bytes)).toBe(true)
  expect(first.bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-')
})

test('a quote is noted with the page it stands on', async () => {
  const letter = await writeLetter(plan(14), fonts)
  expect(letter.pages).toBeGreaterThan(1)
  expect(letter.quotes).toEqual([{ about: 'end', text: 'La última frase está aquí', page: letter.pages }])
})

test('accented letters have outlines of their own and the width of their base', () => {
  const font = openGlyphFont(fonts.serif)
  expect(font.outlinesOf('é', 0, 20, 20).length).toBeGreaterThan(font.outlinesOf('e', 0, 20, 20).length)
  expect(font.widthOf('é')).toBeCloseTo(font.widthOf('e'), 3)
  expect(font.outlinesOf(' ', 0, 20, 20)).toEqual([])
})
