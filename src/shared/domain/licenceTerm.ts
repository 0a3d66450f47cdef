// Whether a licence still holds on a day. Pure; the same rule for who asks experts and for who signs.
import { z } from 'zod'
import { CalendarDate } from './patient.ts'

/** Last day of the licence; null when it has no end. */
export const LicenceTerm = z.object({ expiresOn: CalendarDate.nullable() })
export type LicenceTerm = z.infer<typeof LicenceTerm>

/** What is known of one licence. null: the person has not stated a day; they are not in the directory, or it was never asked. */
export interface LicenceKnown {
  readonly own: LicenceTerm | null
  readonly directory: LicenceTerm | null
}

/** The term that holds: where two days are known the earlier, since signing one day too long is the worse mistake. A directory without a day says nothing. */
export function licenceInForce({ own, directory }: LicenceKnown): LicenceTerm | null {
  const [first] = [own?.expiresOn ?? null, directory?.expiresOn ?? null].filter((day) => day !== null).sort()
  return first === undefined ? own : { expiresOn: first }
}

/** Both say until when, and not the same. */
export function licenceDiffers({ own, directory }: LicenceKnown): boolean {
  return own !== null && directory !== null && directory.expiresOn !== null && own.expiresOn !== directory.expiresOn
}

/** @param today YYYY-MM-DD. @returns `expired` the day after the last day; `soon` within 60 days before it */
export function licenceStateOn(expiresOn: string | null, today: string): 'good' | 'soon' | 'expired' {
  if (expiresOn === null) return 'good'
  if (expiresOn < today) return 'expired'
  const days = (Date.parse(expiresOn) - Date.parse(today)) / 86_400_000
  return days <= 60 ? 'soon' : 'good'
}
