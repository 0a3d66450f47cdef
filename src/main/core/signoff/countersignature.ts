// What a server adds to a clinician's signature, checked by whoever reads it: both signatures must be of what they claim. Knows no database.
import { COUNTERSIGN_DOMAIN, type Countersignature } from '#shared/contract/service/service.contract.ts'
import { type SignedAct, signedActStatement } from '#shared/domain/signedAct.ts'
import { countersignedText, signOffStatement, type SignOff } from '#shared/domain/signOff.ts'
import { domainSeparated, verifyEd25519 } from '#shared/node/ed25519.ts'

/** The clinician's own signature over the record. */
export function isSignedByClinician(signOff: SignOff): boolean {
  return verifyEd25519(signOff.publicKey, Buffer.from(signOffStatement(signOff), 'utf8'), signOff.signature)
}

/** The clinician's own signature over a co-signature or a withdrawal. */
export function isSignedActGenuine(act: SignedAct): boolean {
  return verifyEd25519(act.publicKey, Buffer.from(signedActStatement(act), 'utf8'), act.signature)
}

/** @param serverKey the server this workstation belongs to; undefined = any server: the key is then named, not trusted */
export function isCountersigned(signed: { readonly id: string; readonly contentHash: string }, { signedAt, publicKey, signature }: Countersignature, serverKey?: string): boolean {
  if (serverKey !== undefined && serverKey !== publicKey) return false
  return verifyEd25519(publicKey, domainSeparated(COUNTERSIGN_DOMAIN, countersignedText(signed, signedAt)), signature)
}
