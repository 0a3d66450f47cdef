// Spellings of hospital systems that mean exactly one UCUM unit; everything else a person must say (H19). Pure.
import { convertUnits } from './units.ts'

/** A share has no volume and no conversion. */
const SHARE = '%'

const SPELLINGS: Readonly<Record<string, string>> = {
  'giga.l-1': '10*9/L', 'tera.l-1': '10*12/L', 'g.l-1': 'g/L', 'mmol.l-1': 'mmol/L', 'umol.l-1': 'umol/L', 'mg.l-1': 'mg/L', 'k/ul': '10*3/uL', 'm/ul': '10*6/uL',
  'mil/mm3': '10*3/uL', '/mm3': '/uL', '{cells}/ul': '/uL', 'thousand/ul': '10*3/uL',
}

function isUnit(code: string): boolean {
  return code === SHARE || !('refusal' in convertUnits({ analyte: '', valueText: '1', unit: code, toUnit: code }))
}

/** @returns the UCUM code, or null for a spelling that is not known */
export function ucumOf(written: string): string | null {
  // NFKC: raised figures become plain ones, \u00b5 becomes \u03bc.
  const text = written.trim().normalize('NFKC').replace(/\u03bc/gu, 'u').replace(/\s+/gu, '')
  if (text !== '' && isUnit(text)) return text
  const power = /^(?:x|\u00d7)?10(?:\^|e|E|\*\*)?(\d{1,2})\/(uL|ul|mm3|L|l)$/u.exec(text)
  if (power) return `10*${power[1]}/${/^mm/.test(power[2] ?? '') ? 'uL' : power[2]}`
  const known = SPELLINGS[text.toLowerCase()]
  if (known) return known
  const parts = /^([kmunp]?)(g|mol|eq|ui|u|iu|kat)\/(dl|ml|l|ul)$/i.exec(text)
  if (!parts) return null
  const [, prefix = '', subject = '', volume = ''] = parts
  const spelt = `${prefix.toLowerCase()}${/^iu$/i.test(subject) ? '[IU]' : /^ui?$/i.test(subject) ? 'U' : subject.toLowerCase()}/${volume.toLowerCase().replace('l', 'L')}`
  return isUnit(spelt) ? spelt : null
}

/** The same quantity in another unit; null when that cannot be said. */
export function inUnit(value: string, from: string, to: string, analyte: string): number | null {
  if (from === to) return Number(value)
  const converted = convertUnits({ analyte, valueText: value, unit: from, toUnit: to, decimalMark: '.' })
  return 'refusal' in converted ? null : converted.value
}

/** Outside of what a living person can have: to be looked at again, never dropped. */
export function isImplausible(value: string, unit: string, analyte: string | null): boolean {
  const same = analyte === null ? null : convertUnits({ analyte, valueText: value, unit, toUnit: unit, decimalMark: '.' })
  return same !== null && 'warnings' in same && same.warnings.includes('implausible')
}
