// A second signatory with keys of their own: a radiologist on another workstation who signs before the physician of the clinic.
import { changeCase } from '../../../src/main/core/cases/caseStore.ts'
import { addSignedAct } from '../../../src/main/core/signoff/signedActStore.ts'
import { User } from '../../../src/shared/domain/people.ts'
import type { Language } from '../../../src/shared/domain/reviewCase.ts'
import { CoSignature, signedActStatement } from '../../../src/shared/domain/signedAct.ts'
import { newUuid } from '../../../src/shared/kit/ids.ts'
import { newSigningKey, signEd25519 } from '../../../src/shared/node/ed25519.ts'
import { PASSPHRASE, type ReportClinic } from './reportClinic.ts'

export const radiologist = User.parse({ id: newUuid(1), name: 'Dr. Ana Fuentes', role: 'radiologist', licence: 'RX-7' })
export const radiologistKeys = newSigningKey()

/** The radiologist joins the team, and signatures are asked for in the order given. */
export async function orderSignatures(clinic: ReportClinic, reportId: string, userIds: readonly string[]): Promise<void> {
  const { caseId, db } = clinic
  db.write((tx) => changeCase(tx, caseId, ({ team }) => ({ team: [...team, { user: radiologist, role: 'radiologist' }] })))
  await clinic.signedActs.setOrder({ caseId, reportId, userIds })
}

/** As the radiologist's own workstation makes it. */
export function byRadiologist(clinic: ReportClinic, reportId: string, contentHash: string, change: Partial<CoSignature> = {}): CoSignature {
  const text = {
    kind: 'coSignature' as const, caseId: clinic.caseId, reportId: reportId as never, reportNumber: 1, contentHash: contentHash as never, signer: radiologist, signedAt: '2026-11-22T20:00:00.000Z', auditHead: '',
    language: 'es' as const, place: 1, after: [], attestations: { personallyReviewed: true, noConflictOfInterest: true } as const, ...change,
  }
  return CoSignature.parse({ ...text, id: newUuid(2), publicKey: radiologistKeys.publicKey, signature: signEd25519(radiologistKeys.privateKey, Buffer.from(signedActStatement(text), 'utf8')) })
}

/** The written version signed by both, the radiologist first. */
export async function signByBoth(clinic: ReportClinic, language: Language) {
  const { caseId, session } = clinic
  const reportId = clinic.reports.list({ caseId }).reports[0]!.id
  await orderSignatures(clinic, reportId, [radiologist.id, session.user.id])
  const { contentHash } = await clinic.reports.preview({ caseId, reportId, language })
  const theirs = byRadiologist(clinic, reportId, contentHash, { language })
  clinic.db.write((tx) => addSignedAct(tx, theirs, false))
  return clinic.signOff.sign({ caseId, reportId, seenHash: contentHash, language, attestations: theirs.attestations, passphrase: PASSPHRASE })
}
