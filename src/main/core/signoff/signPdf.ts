// A rendered report with an empty field becomes a signed PDF (PAdES B-B).
import type { SigningKeys } from '../identity/session.ts'
import { fillByteRange, insertCms, signedBytes } from './byteRange.ts'
import { makeCms } from './cms.ts'

export async function signPdf(rendered: Uint8Array, keys: Pick<SigningKeys, 'pdfKeyPkcs8' | 'pdfCertificate'>): Promise<Uint8Array> {
  const { pdf, range } = fillByteRange(rendered)
  const cms = await makeCms(signedBytes(pdf, range), keys.pdfKeyPkcs8, keys.pdfCertificate)
  return insertCms(pdf, range, cms)
}
