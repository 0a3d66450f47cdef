// Clock arithmetic of PET: DICOM date and time texts as seconds of one wall clock. Never through Date or a time zone database (H14).

const DAY = 86_400

/** Whole days since 1 March of year 0, proleptic Gregorian. @source H. Hinnant, "days_from_civil" */
function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
}

/** DA as seconds at midnight; null when it is not a date. */
export function dateSeconds(date: string | null | undefined): number | null {
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec((date ?? '').trim())
  return parts ? dayNumber(Number(parts[1]), Number(parts[2]), Number(parts[3])) * DAY : null
}

/** TM as seconds after midnight; null when it is not a time. */
export function timeSeconds(time: string | null | undefined): number | null {
  const parts = /^([01]\d|2[0-3])(?:([0-5]\d)(?:([0-5]\d|60)(\.\d{1,6})?)?)?$/.exec((time ?? '').trim())
  return parts ? Number(parts[1]) * 3600 + Number(parts[2] ?? 0) * 60 + Number(parts[3] ?? 0) + Number(parts[4] ?? 0) : null
}

export function clockSeconds(date: string | null | undefined, time: string | null | undefined): number | null {
  const [d, t] = [dateSeconds(date), timeSeconds(time)]
  return d === null || t === null ? null : d + t
}

/** DT: wall-clock seconds and its offset from UTC in seconds when one is written. */
export function dateTimeSeconds(text: string | null | undefined): { seconds: number; offset: number | null } | null {
  const parts = /^(\d{8})(\d{2,6}(?:\.\d{1,6})?)([+-]\d{4})?$/.exec((text ?? '').trim())
  const seconds = parts ? clockSeconds(parts[1], parts[2]) : null
  return seconds === null ? null : { seconds, offset: offsetSeconds(parts?.[3]) }
}

export function offsetSeconds(text: string | null | undefined): number | null {
  const parts = /^([+-])(\d{2})(\d{2})$/.exec((text ?? '').trim())
  if (!parts) return null
  return (Number(parts[2]) * 3600 + Number(parts[3]) * 60) * (parts[1] === '-' ? -1 : 1)
}

export const DAY_SECONDS = DAY
