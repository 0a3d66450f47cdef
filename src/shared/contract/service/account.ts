// A person's word to a server that keeps accounts itself: typed once per workstation, then the device's key signs in.
import { z } from 'zod'

/** `ownPassphrase` at the first sign-in: the person's own, instead of the one that the administrator was given. */
export const AccountWord = z.object({ login: z.string().trim().min(1).max(60), passphrase: z.string().min(1).max(200), ownPassphrase: z.string().max(200).nullable() })
export type AccountWord = z.infer<typeof AccountWord>
