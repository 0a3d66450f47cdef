// Minutes on paper: wherever a page ends, a heading stands on the page of what it heads, and a table's head above a row.
import { expect, test } from 'vitest'
import { composeMinutes } from '../../../../../../src/main/core/reports/pdf/composeMinutes.ts'
import { pdfPages } from '../../../../../support/reports/pdfText.ts'

/** Lines above, so that the page ends at every place of heading, head and first row. */
const PLACES = 14
const FIRST_PLACE = 26

test('no heading and no head of a table is the last on its page', async () => {
  for (let place = 0; place < PLACES; place++) {
    const lines = Array.from({ length: FIRST_PLACE + place }, (_, i) => `Line ${i + 1}`)
    const rows = [['Name', 'Confirmed by whoever votes, told in words that need lines', 'Words'], ['Dr First', 'yes', 'Agrees'], ['Dr Second', 'yes', 'Agrees']]
    const { pdf } = await composeMinutes({ language: 'en', day: '2026-11-23', title: 'Minutes', subtitle: [], footer: 'Foot', parts: [{ heading: 'Said', lines, table: null }, { heading: 'Votes', lines: [], table: { widths: [0.5, 0.2, 0.3], rows } }] })
    const pages = await pdfPages(pdf)
    const of = (words: string) => pages.findIndex((page) => page.includes(words))
    expect(of('Dr First'), `place ${place}`).toBeGreaterThanOrEqual(0)
    expect(of('Votes'), `place ${place}`).toBe(of('Dr First'))
  }
})

test('neither the last row of a table nor the last line under a lead stands alone on a page', async () => {
  for (let place = 0; place < PLACES; place++) {
    const rows = [['Name', 'Words'], ...Array.from({ length: 18 + place }, (_, i) => [`Dr ${i + 1}.`, 'Agrees'])]
    const inTable = await pdfPages((await composeMinutes({ language: 'en', day: '2026-11-23', title: 'Minutes', subtitle: [], footer: 'Foot', parts: [{ heading: 'Votes', lines: [], table: { widths: [0.5, 0.5], rows } }] })).pdf)
    const row = (number: number) => inTable.findIndex((page) => page.includes(`Dr ${number}.`))
    expect(row(rows.length - 1), `${rows.length - 1} rows`).toBe(row(rows.length - 2))
    const lines = [...Array.from({ length: FIRST_PLACE + place }, (_, i) => `Line ${i + 1}`), 'Last but one', 'Last of it', 'Next lead', 'Its words']
    const inLines = await pdfPages((await composeMinutes({ language: 'en', day: '2026-11-23', title: 'Minutes', subtitle: [], footer: 'Foot', parts: [{ heading: 'Options', lines, leads: [0, lines.length - 2], table: null }] })).pdf)
    const of = (words: string) => inLines.findIndex((page) => page.includes(words))
    expect(of('Last of it'), `place ${place}`).toBe(of('Last but one'))
  }
})
