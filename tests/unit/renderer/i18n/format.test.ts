import { describe, expect, test } from 'vitest'
import { formatIn, today } from '../../../../src/renderer/i18n/format.ts'

const en = formatIn('en')
const es = formatIn('es')
const NB = '\u00a0'

describe('dates and numbers as people read them', () => {
  test('a calendar date is spelled out, never 11/22', () => {
    expect(en.date('2026-11-22')).toBe(`22${NB}Nov${NB}2026`)
    expect(es.date('2026-11-22')).toBe(`22${NB}nov${NB}2026`)
  })

  test('a birth date is the same day in every time zone', () => {
    const zone = process.env.TZ
    for (const tz of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/Madrid']) {
      process.env.TZ = tz
      expect(en.date('1963-03-01')).toBe(`1${NB}Mar${NB}1963`)
    }
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  })

  test('what is no date is shown as it is, not guessed', () => {
    expect(en.date('spring 2024')).toBe('spring 2024')
    expect(en.date('2026-13-01')).toBe('2026-13-01')
  })

  test('decimals follow the language, the minus is U+2212, units are joined by a no-break space', () => {
    expect(en.quantity(-20.6, '%', 1)).toBe(`\u221220.6${NB}%`)
    expect(es.quantity(-20.6, '%', 1)).toBe(`\u221220,6${NB}%`)
    expect(es.decimal('38.4')).toBe('38,4')
    expect(en.quantity('38.4', 'mm')).toBe(`38.4${NB}mm`)
  })

  test('sizes', () => {
    expect(en.bytes(0)).toBe(`0${NB}B`)
    expect(en.bytes(2_800_000_000)).toBe(`2.8${NB}GB`)
    expect(es.bytes(2_800_000_000)).toBe(`2,8${NB}GB`)
    expect(en.bytes(999)).toBe(`999${NB}B`)
  })

  test('today is the calendar day of this workstation', () => {
    expect(today(new Date(2026, 0, 5, 0, 10))).toBe('2026-01-05')
  })
})
