// Checks a signature that this profile keeps: record, key, content, PDF, audit and the frozen documents against each other.
import { createHash } from 'node:crypto'
import type { SignOff } from '#shared/domain/signOff.ts'
import type { Rooms } from '../collab/rooms.ts'
import type { ContentStore } from '../content/contentStore.ts'
import type { Database, Readable } from '../storage/handles.ts'
import { isCountersigned, isSignedByClinician } from './countersignature.ts'
import { findCountersignature } from './signOffStore.ts'
import { type SignatureFinding, verifySignedPackage } from './verifySignedPackage.ts'

export interface VerifyPorts {
  readonly session: { readonly db: Pick<Database, 'read'> }
  readonly rooms: Pick<Rooms, 'isFrozen'>
  readonly content: Pick<ContentStore, 'readAll' | 'has'>
}

/** @param sections names of the report's documents: none of them may still be written to */
export async function verifyKeptSignOff(ports: VerifyPorts, signOff: SignOff, sections: readonly string[]): Promise<{ ok: boolean; findings: SignatureFinding[] }> {
  const findings: SignatureFinding[] = [
    { ok: isSignedByClinician(signOff), code: 'recordSignature', detail: `Ed25519 ${signOff.publicKey}` },
    ...(await checkFiles(ports.content, signOff)),
    ...ports.session.db.read((r) => checkOrigin(r, signOff)),
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

/** Signatures made here are in this device's audit; those of other workstations came with the server's countersignature, which is checked again. */
function checkOrigin(r: Readable, signOff: SignOff): SignatureFinding[] {
  const { id, contentHash } = signOff
  const isOurs = r.get<{ own: number }>('SELECT made_here AS own FROM sign_off WHERE id = ?', [id])?.own === 1
  const countersignature = findCountersignature(r, id)
  const isAudited = isOurs && r.get("SELECT 1 FROM audit WHERE event = 'report.signed' AND json_extract(fields, '$.signOffId') = ? AND json_extract(fields, '$.contentHash') = ?", [id, contentHash]) !== undefined
  const found: SignatureFinding[] = isOurs ? [{ ok: isAudited, code: 'auditRow', detail: id }] : []
  if (countersignature !== null) found.push({ ok: isCountersigned(signOff, countersignature), code: 'countersignature', detail: `Ed25519 ${countersignature.publicKey}, ${countersignature.signedAt}` })
  else if (!isOurs) found.push({ ok: false, code: 'countersignatureMissing', detail: id })
  return found
}
