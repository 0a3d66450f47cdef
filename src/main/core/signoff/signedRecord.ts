// The record of a signature as it travels inside the PDF: the signed statement, the signature and the key. Lets a PDF be checked alone.
import { z } from 'zod'
import { SIGNATURE_DOMAIN, signOffStatement, type SignOff } from '#shared/domain/signOff.ts'
import { verifyEd25519 } from '#shared/node/ed25519.ts'

const Carried = z.object({ statement: z.string().max(20_000), signature: z.string().max(200), publicKey: z.string().max(100) })
const Statement = z.object({ domain: z.literal(SIGNATURE_DOMAIN), contentHash: z.string().regex(/^[0-9a-f]{64}$/), signer: z.object({ name: z.string() }), signedAt: z.string() })
export type CarriedRecord = z.infer<typeof Carried> & { readonly read: z.infer<typeof Statement> }

/** ASCII, so that the PDF holds it letter by letter. */
export function carryRecord(signOff: Parameters<typeof signOffStatement>[0] & Pick<SignOff, 'signature' | 'publicKey'>): string {
  const { signature, publicKey } = signOff
  return Buffer.from(JSON.stringify({ statement: signOffStatement(signOff), signature, publicKey } satisfies z.infer<typeof Carried>), 'utf8').toString('base64url')
}

/** @returns undefined when the PDF carries no record of ours; its signature is not checked yet */
export function readRecord(pdf: Uint8Array): CarriedRecord | undefined {
  const text = infoEntry(pdf, 'ConsiliumSignOff')
  if (text === undefined || !/^[A-Za-z0-9_-]+$/.test(text)) return undefined
  try {
    const carried = Carried.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    return { ...carried, read: Statement.parse(JSON.parse(carried.statement)) }
  } catch {
    return undefined
  }
}

/** SHA-256 that the PDF says it was made from. */
export function readSubjectHash(pdf: Uint8Array): string | undefined {
  return /^SHA-256 ([0-9a-f]{64})$/.exec(infoEntry(pdf, 'Subject') ?? '')?.[1]
}

export function isRecordSigned({ statement, signature, publicKey }: CarriedRecord): boolean {
  return verifyEd25519(publicKey, Buffer.from(statement, 'utf8'), signature)
}

/** An ASCII entry of the information dictionary, as our renderer writes it: a reference to a string object. */
function infoEntry(pdf: Uint8Array, key: string): string | undefined {
  const file = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1')
  const reference = new RegExp(`/${key} (\\d{1,8}) 0 R`).exec(file)?.[1]
  return reference && new RegExp(`(?:^|\\n)${reference} 0 obj\\n\\(([ -~]*)\\)\\n`).exec(file)?.[1]
}
