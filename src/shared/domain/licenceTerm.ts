// Whether a licence still holds on a day. Pure; the same rule for who asks experts and for who signs.
import { z } from 'zod'
import { CalendarDate } from './patient.ts'

/** Last day of the licence; null when it has no end. */
export const LicenceTerm = z.object({ expiresOn: CalendarDate.nullable() })
export type LicenceTerm = z.infer<typeof LicenceTerm>

/** @param today YYYY-MM-DD. @returns `expired` the day after the last day; `soon` within 60 days before it */
export function licenceStateOn(expiresOn: string | null, today: string): 'good' | 'soon' | 'expired' {
  if (expiresOn === null) return 'good'
  if (expiresOn < today) return 'expired'
  const days = (Date.parse(expiresOn) - Date.parse(today)) / 86_400_000
  return days <= 60 ? 'soon' : 'good'
}
