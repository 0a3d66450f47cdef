import { z } from 'zod'
import { LicenceTerm } from '../../domain/licenceTerm.ts'
import { User } from '../../domain/people.ts'
import { UserId } from '../../kit/ids.ts'
import { pick } from '../errors.ts'
import { openProcedure, signedInProcedure } from '../procedure.ts'

const Passphrase = z.string().min(1).max(1024)

export const ProfileStatus = z.object({
  state: z.enum(['new', 'locked', 'unlocked']),
  /** Before unlock only initials are shown. */
  profiles: z.array(z.object({ id: UserId, initials: z.string() })),
  me: User.nullable(),
  /** The demo clinic's profile is open: screens say so. */
  demo: z.boolean(),
  dataDirectory: z.string(),
})
export type ProfileStatus = z.infer<typeof ProfileStatus>

/** Certificate in the signature field of this person's PDFs. */
export const PdfIdentity = z.object({ source: z.enum(['own', 'imported', 'card']), subject: z.string(), issuer: z.string(), validUntil: z.string(), algorithm: z.enum(['ecP256', 'rsa']), sha256: z.string() })
export type PdfIdentity = z.infer<typeof PdfIdentity>

export const profileContract = {
  status: openProcedure().output(ProfileStatus),
  create: openProcedure('profile.created')
    .errors(pick('PASSPHRASE_WEAK'))
    .input(User.omit({ id: true }).extend({ passphrase: Passphrase }))
    .output(z.object({ user: User, recoveryCode: z.string() })),
  unlock: openProcedure('profile.unlocked')
    .errors(pick('PASSPHRASE_WRONG', 'PASSPHRASE_LOCKED', 'PROFILE_NOT_FOUND', 'KEYCHAIN_LOST', 'STORE_DAMAGED', 'STORE_NEWER', 'LEASE_ENDED'))
    .input(z.object({ userId: UserId, passphrase: Passphrase }))
    .output(User),
  /** Opens with the printed recovery code and sets a new passphrase. */
  recover: openProcedure('profile.recovered')
    .errors(pick('PASSPHRASE_WRONG', 'PASSPHRASE_WEAK', 'PROFILE_NOT_FOUND', 'STORE_DAMAGED', 'STORE_NEWER', 'LEASE_ENDED'))
    .input(z.object({ userId: UserId, recoveryCode: z.string().max(80), passphrase: Passphrase }))
    .output(User),
  changePassphrase: signedInProcedure({ audit: 'profile.passphraseChanged' })
    .errors(pick('PASSPHRASE_WRONG', 'PASSPHRASE_WEAK', 'PASSPHRASE_LOCKED', 'KEYCHAIN_LOST'))
    .input(z.object({ passphrase: Passphrase, next: Passphrase }))
    .output(z.object({})),
  /** A new code to print; the old one no longer opens. */
  renewRecoveryCode: signedInProcedure({ audit: 'profile.recoveryCodeRenewed' })
    .errors(pick('PASSPHRASE_WRONG', 'PASSPHRASE_LOCKED', 'KEYCHAIN_LOST'))
    .input(z.object({ passphrase: Passphrase }))
    .output(z.object({ recoveryCode: z.string() })),
  /** Until when one's own licence is valid, as stated and as the server's directory last said; null while that is not recorded. */
  licenceTerm: signedInProcedure().output(z.object({ term: LicenceTerm.nullable(), directory: LicenceTerm.nullable() })),
  /** The licence number, where none was stated when the profile was made; a stated one stays, since signatures carry it. Holds from the next unlocking on. */
  stateLicence: signedInProcedure({ audit: 'profile.licenceStated' }).input(z.object({ licence: z.string().trim().min(1).max(60) })).output(z.object({ licence: z.string() })),
  stateLicenceTerm: signedInProcedure({ audit: 'profile.licenceStated' }).input(LicenceTerm).output(z.object({ term: LicenceTerm.nullable(), directory: LicenceTerm.nullable() })),
  pdfIdentity: signedInProcedure().output(PdfIdentity),
  /** A certificate of one's own from a PKCS#12 file (AES). */
  importPdfIdentity: signedInProcedure({ audit: 'profile.certificateImported' })
    .errors(pick('PASSPHRASE_WRONG', 'PASSPHRASE_LOCKED', 'KEYCHAIN_LOST', 'CERTIFICATE_REFUSED', 'STORE_DAMAGED'))
    .input(z.object({ p12: z.base64().max(100_000), p12Password: z.string().max(1024), passphrase: Passphrase }))
    .output(PdfIdentity),
  /** A card or token (PKCS#11) signs instead; needs OpenSC's pkcs11-tool on this computer. */
  choosePdfCard: signedInProcedure({ audit: 'profile.cardChosen' })
    .errors(pick('PASSPHRASE_WRONG', 'PASSPHRASE_LOCKED', 'KEYCHAIN_LOST', 'CERTIFICATE_REFUSED', 'CARD_REFUSED', 'CARD_PIN_WRONG', 'STORE_DAMAGED'))
    .input(z.object({ module: z.string().trim().min(1).max(500), tokenLabel: z.string().trim().max(64), pin: z.string().min(1).max(64), passphrase: Passphrase }))
    .output(PdfIdentity),
  dropPdfIdentity: signedInProcedure({ audit: 'profile.certificateRemoved' })
    .errors(pick('PASSPHRASE_WRONG', 'PASSPHRASE_LOCKED', 'KEYCHAIN_LOST', 'STORE_DAMAGED'))
    .input(z.object({ passphrase: Passphrase }))
    .output(PdfIdentity),
  lock: signedInProcedure({ audit: 'profile.locked' }).output(z.object({})),
}
