// Checks a signature that this profile keeps: record, key, content, PDF, audit and the frozen documents against each other.
import { createHash } from 'node:crypto'
import { signOffStatement, type SignOff } from '#shared/domain/signOff.ts'
import { verifyEd25519 } from '#shared/node/ed25519.ts'
import type { Rooms } from '../collab/rooms.ts'
import type { ContentStore } from '../content/contentStore.ts'
import type { Database, Readable } from '../storage/handles.ts'
import { type SignatureFinding, verifySignedPackage } from './verifySignedPackage.ts'

export interface VerifyPorts {
  readonly session: { readonly db: Pick<Database, 'read'> }
  readonly rooms: Pick<Rooms, 'isFrozen'>
  readonly content: Pick<ContentStore, 'readAll' | 'has'>
}

/** @param sections names of the report's documents: none of them may still be written to */
export async function verifyKeptSignOff(ports: VerifyPorts, signOff: SignOff, sections: readonly string[]): Promise<{ ok: boolean; findings: SignatureFinding[] }> {
  const findings: SignatureFinding[] = [
    { ok: verifyEd25519(signOff.publicKey, Buffer.from(signOffStatement(signOff), 'utf8'), signOff.signature), code: 'recordSignature', detail: `Ed25519 ${signOff.publicKey}` },
    ...(await checkFiles(ports.content, signOff)),
    { ok: ports.session.db.read((r) => isAudited(r, signOff)), code: 'auditRow', detail: signOff.id },
    { ok: sections.every((room) => ports.rooms.isFrozen(room)), code: 'textFrozen', detail: String(sections.length) },
  ]
  return { ok: findings.every(({ ok }) => ok), findings }
}

async function checkFiles(content: VerifyPorts['content'], { caseId, contentHash, pdfSha256, publicKey }: SignOff): Promise<SignatureFinding[]> {
  const missing = [pdfSha256, contentHash].filter((sha256) => !content.has(sha256, caseId))
  if (missing.length > 0) return missing.map((sha256) => ({ ok: false, code: 'fileMissing', detail: sha256 }))
  const [pdf, canonical] = [await content.readAll(pdfSha256), await content.readAll(contentHash)]
  const digest = createHash('sha256').update(pdf).digest('hex')
  const { findings } = await verifySignedPackage({ pdf, canonical })
  return [{ ok: digest === pdfSha256, code: 'pdfDigest', detail: digest }, ...findings.map((finding) => sameKey(finding, publicKey))]
}

/** The record inside the PDF must be of the key that the kept record names. */
function sameKey(finding: SignatureFinding, publicKey: string): SignatureFinding {
  if (finding.code !== 'recordSignature') return finding
  return { ...finding, code: 'pdfRecordSignature', ok: finding.ok && finding.detail.includes(publicKey) }
}

/** Signatures of other workstations are in their own audit; here they came with the server's countersignature. */
function isAudited(r: Readable, { id, contentHash }: SignOff): boolean {
  const isOurs = r.get<{ own: number }>('SELECT made_here AS own FROM sign_off WHERE id = ?', [id])?.own === 1
  if (!isOurs) return r.get('SELECT 1 FROM sign_off WHERE id = ? AND countersignature IS NOT NULL', [id]) !== undefined
  return r.get("SELECT 1 FROM audit WHERE event = 'report.signed' AND json_extract(fields, '$.signOffId') = ? AND json_extract(fields, '$.contentHash') = ?", [id, contentHash]) !== undefined
}
