// Levodopa equivalent dose: totals reckoned by hand with the factors of Tomlinson 2010 (Mov Disord 25:2649-53), never with the code's own table.
import { expect, test } from 'vitest'
import { setField } from '#shared/casedoc/edit.ts'
import { rowKey } from '#shared/casedoc/layout.ts'
import { readSection } from '#shared/casedoc/read.ts'
import { leddOf } from '#shared/domain/ledd.ts'
import { signingObstacles } from '#shared/domain/signingObstacles.ts'
import * as Y from 'yjs'
import { doctor, lungFacts, origin, template, TODAY, value } from '../../../support/reports/lungCase.ts'

const row = (medicine: string, doseMg = '', times = '') => ({ medicine, doseMg, times })

test('five times 100 mg of levodopa with entacapone, pramipexole three times and rasagiline', () => {
  // 500 + 500 x 0.33 + 3 x 1 x 100 + 1 x 100 = 500 + 165 + 300 + 100.
  const rows = [row('levodopa', '100', '7:00 10:30 14:00 17:30 21:00'), row('entacapone', '200', '7:00'), row('pramipexoleSalt', '1', '8:00 14:00 20:00'), row('rasagiline', '1', '8:00')]
  expect(leddOf(rows)).toMatchObject({ mgPerDay: '1065', uncounted: [] })
  // Controlled release counts three quarters: 4 x 200 x 0.75 = 600, with tolcapone half as much again.
  expect(leddOf([row('levodopaCr', '200', '8:00 12:00 16:00 20:00'), row('tolcapone')]).mgPerDay).toBe('900')
  for (const [medicine, dose, total] of [['ropinirole', '8', '160'], ['rotigotine', '6', '180'], ['selegilineOral', '10', '100'], ['selegilineSublingual', '1.25', '100'], ['amantadine', '100', '100'], ['apomorphine', '30', '300'], ['levodopaIntestinal', '1000', '1110']] as const)
    expect(leddOf([row(medicine, dose, '8:00')]).mgPerDay, medicine).toBe(total)
})

test('what has no factor, dose or time is named, and there is no figure without it', () => {
  const known = row('levodopa', '100', '8:00')
  for (const open of [row('other', '50', '8:00'), row('levodopa', '', '8:00'), row('levodopa', '100', ''), row('ropinirole', '0', '8:00')]) expect(leddOf([known, open])).toMatchObject({ mgPerDay: null, uncounted: [open.medicine] })
  expect(leddOf([]).mgPerDay).toBeNull()
})

test('a figure said to come from the table that the medicines do not give is asked about', () => {
  const of = (ledd: string, leddTable: string) => {
    const doc = new Y.Doc()
    const o = origin('medication')
    const id = '018f0000-0000-7000-8000-000000000001'
    for (const [field, text] of Object.entries({ order: '1', ...row('levodopa', '100', '8:00 12:00 16:00') })) setField(doc, o, rowKey('antiparkinson', id, field), value(text))
    for (const [field, text] of Object.entries({ ledd, leddTable })) setField(doc, o, field, value(text))
    const facts = lungFacts({}, { template: template('pd/1'), sections: { medication: readSection(doc) } })
    return signingObstacles(facts, { signer: doctor, today: TODAY, isSigned: false }).filter(({ sectionKey, code }) => sectionKey === 'medication' && code === 'ruleBroken')
  }
  expect(of('400', 'Tomlinson 2010')).toMatchObject([{ severity: 'warning', fieldKey: 'ledd', detail: expect.stringContaining('300 mg') }])
  expect(of('300', 'Tomlinson 2010')).toEqual([])
  // Another table is the physician's own.
  expect(of('400', 'Jost 2023')).toEqual([])
})
