// Checks a signed report from its files alone: what anybody with the PDF, and if possible its content, can find out without our database. Pure.
import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { Finding } from '#shared/contract/workstation/signOff.contract.ts'
import { readSignature, signedBytes } from './byteRange.ts'
import { checkCms } from './cms.ts'
import { checkCoSignatures, isRecordSigned, readRecord, readSubjectHash } from './signedRecord.ts'

export type SignatureFinding = z.infer<typeof Finding>

export interface SignedFiles {
  readonly pdf: Uint8Array
  /** The canonical JSON kept beside the PDF; without it the content itself is not compared, and a finding says so. */
  readonly canonical?: Uint8Array | undefined
}

/** @returns every check with its result; the certificate's and the key's owner are named, not trusted */
export async function verifySignedPackage({ pdf, canonical }: SignedFiles): Promise<{ ok: boolean; findings: SignatureFinding[] }> {
  const findings = [...(await checkPdf(pdf)), ...checkRecord(pdf, canonical)]
  return { ok: findings.every(({ ok }) => ok), findings }
}

/** The PDF's own signature alone: that it is over every byte of this file. */
export async function checkPdf(pdf: Uint8Array): Promise<SignatureFinding[]> {
  const signature = readSignature(pdf)
  if (!signature) return [{ ok: false, code: 'pdfNotSigned', detail: '' }]
  const { ok } = await checkCms(signature.cms, signedBytes(pdf, signature.range))
  return [
    { ok, code: 'pdfSignature', detail: 'PAdES B-B' },
    { ok: signature.coversWhole, code: 'pdfWhole', detail: `${pdf.length}` },
  ]
}

function checkRecord(pdf: Uint8Array, canonical: Uint8Array | undefined): SignatureFinding[] {
  const record = readRecord(pdf)
  if (!record) return [{ ok: false, code: 'recordMissing', detail: '' }]
  const { contentHash, signedAt, of } = record.read
  const findings: SignatureFinding[] = [
    { ok: isRecordSigned(record), code: 'recordSignature', detail: `Ed25519 ${record.publicKey}, ${signedAt}` },
    ...checkCoSignatures(record.statement, record.coSignatures ?? []).map(({ ok, detail }) => ({ ok, code: 'coSignature', detail })),
    { ok: readSubjectHash(pdf) === contentHash, code: 'pdfShowsContent', detail: contentHash },
    // An extract proves itself; of which whole it is taken stands in what was signed.
    ...(of ? [{ ok: true, code: 'extractOf', detail: of.contentHash }] : []),
  ]
  if (canonical === undefined) return [...findings, { ok: true, code: 'contentNotGiven', detail: contentHash }]
  return [...findings, checkContent(contentHash, canonical)]
}

/** The content against the hash that was signed. */
export function checkContent(contentHash: string, canonical: Uint8Array): SignatureFinding {
  const actual = createHash('sha256').update(canonical).digest('hex')
  return { ok: actual === contentHash, code: 'contentHash', detail: actual }
}
