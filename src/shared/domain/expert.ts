// An expert of the directory: what is needed to choose whom to ask, and whether their licence is still good.
import { z } from 'zod'
import { UserId } from '../kit/ids.ts'
import { licenceStateOn } from './licenceTerm.ts'
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

/** @param today YYYY-MM-DD */
export function licenceState(expert: Pick<Expert, 'licenceExpiresOn'>, today: string): ReturnType<typeof licenceStateOn> {
  return licenceStateOn(expert.licenceExpiresOn, today)
}
