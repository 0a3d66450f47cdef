// The table of lesions with one date and with two: what cannot be compared yet has no column and no row.
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { LesionTable } from '../../../../../src/renderer/features/response/LesionTable.tsx'
import { startTexts } from '../../../../../src/renderer/i18n/useT.ts'
import type { ResponseTable } from '../../../../../src/shared/domain/responseTable.ts'

const CELL = { state: 'measured', reason: '', measurement: null, outside: null }
const LESION = { id: 'l1', label: 'T1', site: 'right upper lobe', organ: 'lung', role: 'target' }

function table(millimetres: Readonly<Record<string, number>>): ResponseTable {
  const dates = Object.keys(millimetres)
  return { dates, doubtful: [], rows: [{ lesion: LESION, cells: dates.map((date) => ({ ...CELL, date, diameterMm: millimetres[date] })) }] } as unknown as ResponseTable
}
const nothing = () => undefined
const wordsOf = (shown: ResponseTable) => renderToStaticMarkup(createElement(LesionTable, { table: shown, result: null, selected: null, onSelect: nothing, onLesion: nothing })).replace(/<[^>]+>/gu, ' ').replace(/\s+/gu, ' ')

for (const [language, against, targets, baseline] of [['en', 'Against baseline', 'Target lesions', 'baseline'], ['es', 'Frente al basal', 'Lesiones diana', 'basal']] as const) {
  test(`${language}: one date is the baseline and is compared with nothing`, async () => {
    await startTexts(language)
    const one = wordsOf(table({ '2026-05-24': 46 }))
    expect(one).toContain(baseline)
    expect(one).not.toContain(against)
    expect(one).not.toContain(targets)
    const two = wordsOf(table({ '2026-05-24': 46, '2026-10-29': 38 }))
    expect(two).toContain(against)
    expect(two).toContain(targets)
    expect(two).toMatch(/−17[.,]4/u)
  })
}
