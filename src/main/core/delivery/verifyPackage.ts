// Checks a package from its files alone: every hash, both signatures, and the signed PDF in whole. Pure; nobody's key is trusted here, they are named.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { MANIFEST_FILE, PACKAGE_DOMAIN, type PackageManifest, readManifest } from '#shared/domain/packageManifest.ts'
import { domainSeparated, verifyEd25519 } from '#shared/node/ed25519.ts'
import { checkCoSignatures } from '../signoff/signedRecord.ts'
import { type SignatureFinding, verifySignedPackage } from '../signoff/verifySignedPackage.ts'

const Statement = z.object({ contentHash: z.string(), signedAt: z.string() })

export async function verifyPackage(files: ReadonlyMap<string, Uint8Array>): Promise<{ ok: boolean; findings: SignatureFinding[] }> {
  const read = readManifest(Buffer.from(files.get(MANIFEST_FILE) ?? []).toString('utf8'))
  if (!read) return { ok: false, findings: [{ ok: false, code: 'manifestUnreadable', detail: MANIFEST_FILE }] }
  const { manifest, signed } = read
  const findings: SignatureFinding[] = [{ ok: verifyEd25519(signed.publicKey, domainSeparated(PACKAGE_DOMAIN, signed.text), signed.signature), code: 'packageSignature', detail: `Ed25519 ${signed.publicKey}` }]
  for (const { name, sha256, bytes } of manifest.files) {
    const file = files.get(name)
    if (!file) findings.push({ ok: false, code: 'fileMissing', detail: name })
    else findings.push({ ok: file.length === bytes && hash(file) === sha256, code: 'fileHash', detail: name })
  }
  const listed = new Set([...manifest.files.map(({ name }) => name), MANIFEST_FILE])
  for (const name of files.keys()) if (!listed.has(name)) findings.push({ ok: false, code: 'fileUnknown', detail: name })
  findings.push(checkStatement(manifest), ...checkCoSignatures(manifest.signOff.statement, manifest.signOff.coSignatures ?? []).map(({ ok, detail }) => ({ ok, code: 'coSignature', detail })))
  // Bytes that are not the listed ones are not looked into.
  const isAsListed = findings.every(({ ok }) => ok)
  const pdf = files.get('report.pdf')
  if (isAsListed && manifest.isWhole && pdf) findings.push(...(await verifySignedPackage({ pdf, canonical: files.get('report.json') })).findings)
  return { ok: findings.every(({ ok }) => ok), findings }
}

function checkStatement({ signOff, contentHash }: PackageManifest): SignatureFinding {
  const said = Statement.safeParse(safeJson(signOff.statement))
  const ok = said.success && said.data.contentHash === contentHash && verifyEd25519(signOff.publicKey, Buffer.from(signOff.statement, 'utf8'), signOff.signature)
  return { ok, code: 'recordSignature', detail: `Ed25519 ${signOff.publicKey}${said.success ? `, ${said.data.signedAt}` : ''}` }
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON at all: the schema refuses it as everything else that is not a manifest.
    return null
  }
}

function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
