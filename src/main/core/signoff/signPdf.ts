// A rendered report with an empty field becomes a signed PDF (PAdES B-B), by the key that lies here or by the person's card.
import { caseError } from '#shared/contract/errors.ts'
import { signOnCard } from '../identity/card.ts'
import type { SigningKeys } from '../identity/session.ts'
import { fillByteRange, insertCms, signedBytes } from './byteRange.ts'
import { checkCms, makeCms, makeCmsOutside } from './cms.ts'

/** @param cardPin asked for when the person signs with a card @throws CaseError CARD_PIN_WRONG, CARD_REFUSED */
export async function signPdf(rendered: Uint8Array, keys: Pick<SigningKeys, 'pdfKeyPkcs8' | 'pdfCertificate' | 'pdfCard'>, cardPin?: string): Promise<Uint8Array> {
  const { pdf, range } = fillByteRange(rendered)
  const content = signedBytes(pdf, range)
  return insertCms(pdf, range, keys.pdfCard ? await byCard(keys.pdfCard, content, keys.pdfCertificate, cardPin) : await makeCms(content, keys.pdfKeyPkcs8, keys.pdfCertificate))
}

async function byCard(card: NonNullable<SigningKeys['pdfCard']>, content: Uint8Array, certificate: Uint8Array, pin: string | undefined): Promise<Uint8Array> {
  if (pin === undefined || pin === '') throw caseError('CARD_REFUSED', { reason: 'pinMissing' })
  const cms = await makeCmsOutside(content, certificate, (attributes) => signOnCard(card, pin, attributes))
  // Another card in the reader signs, too: its signature is not of the certificate that was chosen.
  if (!(await checkCms(cms, content)).ok) throw caseError('CARD_REFUSED', { reason: 'otherCard' })
  return cms
}
