// Whether a foreign object (DICOM file, page, letter) belongs to the case's patient. Pure comparison; decides nothing (H1).
import { z } from 'zod'

export const IDENTITY_VERDICTS = ['match', 'probable', 'mismatch', 'notStated'] as const
export const IdentityVerdict = z.enum(IDENTITY_VERDICTS)
export type IdentityVerdict = z.infer<typeof IdentityVerdict>

/** What an object says about its patient, as written there; null = not stated. */
export const StatedIdentity = z.object({
  familyName: z.string().nullable(),
  givenName: z.string().nullable(),
  /** YYYY-MM-DD, YYYYMMDD or a year; as written where day and month cannot be told apart. */
  birthDate: z.string().nullable(),
  sex: z.string().nullable(),
  identifier: z.string().nullable(),
})
export type StatedIdentity = z.infer<typeof StatedIdentity>

export const IDENTITY_ASPECTS = ['familyName', 'givenName', 'birthDate', 'sex', 'identifier'] as const
export const IdentityAspect = z.enum(IDENTITY_ASPECTS)
export type IdentityAspect = z.infer<typeof IdentityAspect>

export const IdentityCheck = z.object({
  verdict: IdentityVerdict,
  /** Aspects that are stated on both sides and differ. */
  differing: z.array(IdentityAspect),
  stated: StatedIdentity,
})
export type IdentityCheck = z.infer<typeof IdentityCheck>
