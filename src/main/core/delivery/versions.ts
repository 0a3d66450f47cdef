// The signed versions of a case as they leave the house: the newest, what became of each, and what an export of one is made of. Reads only.
import { CanonicalReport } from '#shared/domain/canonicalReport.ts'
import type { Report } from '#shared/domain/report.ts'
import type { ReviewCase } from '#shared/domain/reviewCase.ts'
import type { CoSignature } from '#shared/domain/signedAct.ts'
import type { SignOff } from '#shared/domain/signOff.ts'
import { readCase } from '../cases/caseStore.ts'
import type { ContentStore } from '../content/contentStore.ts'
import type { ProofRaster } from '../reports/pdf/proofRaster.ts'
import { copyWords, fateStamp, type VersionFate } from '../reports/pdf/stampWords.ts'
import type { RenderPorts } from '../reports/renderReport.ts'
import { listReports } from '../reports/reportStore.ts'
import { listCoSignatures, listSignedActs } from '../signoff/signedActStore.ts'
import { listSignOffs } from '../signoff/signOffStore.ts'
import type { Readable } from '../storage/handles.ts'

/** The newest version that is signed; its report says whether it was withdrawn. */
export function newestVersion(r: Readable, caseId: string): { reviewCase: ReviewCase; report: Report | undefined; signOff: SignOff | undefined } {
  const signOff = listSignOffs(r, caseId).find(({ state }) => state !== 'conflict' && state !== 'superseded')
  return { reviewCase: readCase(r, caseId), report: listReports(r, caseId).find(({ id }) => id === signOff?.reportId), signOff }
}

/** A version as it was signed. @returns undefined when it was not, or lost against the server's */
export function signedVersion(r: Readable, caseId: string, reportId: string): { signOff: SignOff; coSignatures: CoSignature[]; fate: VersionFate | null } | undefined {
  const signOffs = listSignOffs(r, caseId).filter(({ state }) => state !== 'conflict')
  const signOff = signOffs.find((one) => one.reportId === reportId)
  if (!signOff) return undefined
  const acts = listCoSignatures(r, caseId, reportId)
  return { signOff, coSignatures: (signOff.coSignatures ?? []).flatMap((signature) => acts.filter((act) => act.signature === signature)), fate: fateOf(r, signOff, signOffs) }
}

function fateOf(r: Readable, { caseId, reportId, state }: SignOff, signOffs: readonly SignOff[]): VersionFate | null {
  const withdrawal = listSignedActs(r, caseId).find((act) => act.kind === 'withdrawal' && act.reportId === reportId)
  if (withdrawal?.kind === 'withdrawal') return { kind: 'withdrawn', on: withdrawal.signedAt, zone: withdrawal.zone, reason: withdrawal.reason }
  const next = signOffs.toSorted((a, b) => b.reportNumber - a.reportNumber)[0]
  if (state !== 'superseded' || !next) return null
  return { kind: 'superseded', next: next.reportNumber, on: next.signedAt, zone: next.zone, reason: listReports(r, caseId).find(({ id }) => id === next.reportId)?.amendmentReason ?? '' }
}

interface FilePorts extends RenderPorts {
  readonly content: Pick<ContentStore, 'readAll'>
}

/** The files of a version: its signed bytes, or, once something else counts, a stamped copy that is not signed itself. */
export async function filesOfVersion({ content, printer }: FilePorts, { signOff, coSignatures, fate }: NonNullable<ReturnType<typeof signedVersion>>): Promise<{ canonical: Uint8Array; rasters: readonly ProofRaster[]; pdf: Uint8Array }> {
  const { contentHash, pdfSha256, signer, signedAt, zone, publicKey, reportNumber } = signOff
  const canonical = await content.readAll(contentHash)
  const text = Buffer.from(canonical).toString('utf8')
  const report = CanonicalReport.parse(JSON.parse(text))
  const rasters = await printer.pictures({ canonical: report, text, contentHash })
  if (fate === null) return { canonical, rasters, pdf: await content.readAll(pdfSha256) }
  const { name, role, licence } = signer
  const coSigners = coSignatures.map((act) => ({ name: act.signer.name, role: act.signer.role, licence: act.signer.licence, signedAt: act.signedAt, zone: act.zone }))
  const copied = { name, role, licence, signedAt, zone, publicKey, coSigners, record: '', isCopy: true as const, statement: copyWords(pdfSha256, report.locale) }
  return { canonical, rasters, pdf: await printer.pages({ text, contentHash }, rasters, copied, fateStamp(fate, reportNumber, report.locale)) }
}
