// An expert of the directory: what is needed to choose whom to ask, and whether their licence is still good.
import { z } from 'zod'
import { UserId } from '../kit/ids.ts'
import { CalendarDate } from './patient.ts'

export const Expert = z.object({
  userId: UserId,
  credentials: z.string().trim().max(500),
  specialty: z.string().trim().max(120),
  /** Last day of the licence; null when it has no end. */
  licenceExpiresOn: CalendarDate.nullable(),
  /** ISO 3166-1 alpha-2. */
  country: z.string().regex(/^[A-Z]{2}$/),
  /** BCP 47 primary tags. */
  languages: z.array(z.string().regex(/^[a-z]{2,3}$/)).max(12),
  /** IANA name, e.g. Europe/Madrid. */
  timeZone: z.string().regex(/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/),
})
export type Expert = z.infer<typeof Expert>

/** @param today YYYY-MM-DD. @returns `expired` the day after the last day; `soon` within 60 days before it */
export function licenceState(expert: Pick<Expert, 'licenceExpiresOn'>, today: string): 'good' | 'soon' | 'expired' {
  if (expert.licenceExpiresOn === null) return 'good'
  if (expert.licenceExpiresOn < today) return 'expired'
  const days = (Date.parse(expert.licenceExpiresOn) - Date.parse(today)) / 86_400_000
  return days <= 60 ? 'soon' : 'good'
}
