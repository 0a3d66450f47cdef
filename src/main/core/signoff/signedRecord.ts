// The record of a signature as it travels inside the PDF: the signed statement, the signature and the key. Lets a PDF be checked alone.
import { z } from 'zod'
import { EXTRACT_DOMAINS } from '#shared/domain/extract.ts'
import { type CoSignature, SIGNED_ACT_DOMAINS, signedActStatement } from '#shared/domain/signedAct.ts'
import { SIGNATURE_DOMAINS, signOffStatement, type SignOff } from '#shared/domain/signOff.ts'
import { verifyEd25519 } from '#shared/node/ed25519.ts'

/** What was signed, by which key: checked by anybody, with nothing else at hand. */
export const CarriedSignature = z.object({ statement: z.string().max(20_000), signature: z.string().max(200), publicKey: z.string().max(100) })
export type CarriedSignature = z.infer<typeof CarriedSignature>
const Carried = CarriedSignature.extend({ coSignatures: z.array(CarriedSignature).max(50).optional() })
const contentHash = z.string().regex(/^[0-9a-f]{64}$/)
const Statement = z.object({ domain: z.enum([...SIGNATURE_DOMAINS, ...EXTRACT_DOMAINS]), contentHash, signer: z.object({ name: z.string() }), signedAt: z.string(), coSignatures: z.array(z.string()).optional(), of: z.object({ contentHash }).optional() })
const CoStatement = z.object({ domain: z.enum(SIGNED_ACT_DOMAINS), kind: z.literal('coSignature'), contentHash, signer: z.object({ name: z.string() }), signedAt: z.string(), after: z.array(z.string()) })
export type CarriedRecord = z.infer<typeof Carried> & { readonly read: z.infer<typeof Statement> }

/** ASCII, so that the PDF holds it letter by letter. */
export function carryRecord(signOff: Parameters<typeof signOffStatement>[0] & Pick<SignOff, 'signature' | 'publicKey'>, coSignatures: readonly CoSignature[]): string {
  const { signature, publicKey } = signOff
  const record: z.infer<typeof Carried> = { statement: signOffStatement(signOff), signature, publicKey, ...(coSignatures.length > 0 && { coSignatures: coSignatures.map(carryCoSignature) }) }
  return carriedRecord(record)
}

/** Any signed statement as the PDF's information dictionary holds it. */
export function carriedRecord(record: z.infer<typeof Carried>): string {
  return Buffer.from(JSON.stringify(record), 'utf8').toString('base64url')
}

export function carryCoSignature(act: CoSignature): CarriedSignature {
  return { statement: signedActStatement(act), signature: act.signature, publicKey: act.publicKey }
}

/**
 * Co-signatures against the statement that closes them: each holds, is over the same content, and signs over those before it.
 * @param closing text of the sign-off's statement, itself checked elsewhere
 * @returns one entry per co-signature that is there or that the statement names
 */
export function checkCoSignatures(closing: string, carried: readonly CarriedSignature[]): { ok: boolean; detail: string }[] {
  const named = readStatement(closing, Statement)
  const signatures = named?.coSignatures ?? []
  return Array.from({ length: Math.max(signatures.length, carried.length) }, (_, at) => {
    const one = carried[at]
    const said = one && readStatement(one.statement, CoStatement)
    if (!one || !said) return { ok: false, detail: String(at + 1) }
    const isInPlace = one.signature === signatures[at] && said.contentHash === named?.contentHash && said.after.join() === signatures.slice(0, at).join()
    return { ok: isInPlace && verifyEd25519(one.publicKey, Buffer.from(one.statement, 'utf8'), one.signature), detail: `${at + 1}. ${said.signer.name}, ${said.signedAt}, Ed25519 ${one.publicKey}` }
  })
}

function readStatement<T>(text: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    return undefined
  }
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
