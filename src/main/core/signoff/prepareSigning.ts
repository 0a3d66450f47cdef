// What every signature starts from: the version as it stands, proven to be what the signer saw, without a blocker, and in its turn. Signs nothing.
import { caseError } from '#shared/contract/errors.ts'
import type { Report, ReportTemplate } from '#shared/domain/report.ts'
import type { Attestations } from '#shared/domain/signOff.ts'
import type { Language } from '#shared/domain/reviewCase.ts'
import { lifecycleStep } from '#shared/domain/reportLifecycle.ts'
import type { CoSignature } from '#shared/domain/signedAct.ts'
import { signingObstacles } from '#shared/domain/signingObstacles.ts'
import { signatoriesOf, signingSteps, validChain } from '#shared/domain/signingOrder.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { z } from 'zod'
import type { Rooms } from '../collab/rooms.ts'
import { listUnseen } from '../documents/seenPageStore.ts'
import { findLicence } from '../identity/licenceTerm.ts'
import type { Session } from '../identity/session.ts'
import { calendarDay } from '../reports/calendarDay.ts'
import { contentOf, gatherReport, sectionRooms, type GatheredReport, type ReportContent } from '../reports/gatherReport.ts'
import type { ReportResources } from '../reports/reportResources.ts'
import { readReport } from '../reports/reportStore.ts'
import { listCoSignatures } from './signedActStore.ts'
import { findSignOff } from './signOffStore.ts'

export interface PreparePorts {
  readonly session: Pick<Session, 'db' | 'user'>
  readonly rooms: Pick<Rooms, 'snapshot' | 'lastChange'>
  readonly clock: Clock
  readonly resources: ReportResources
  readonly softwareVersion: string
}

export interface SignRequest {
  caseId: string
  reportId: string
  /** Hash that the signer's screen showed. */
  seenHash: string
  language: Language
  attestations: z.infer<typeof Attestations>
  passphrase: string
  /** Of the card, when the person signs PDFs with one. */
  cardPin?: string | undefined
}

/** Everything that is signed, before the passphrase was asked. */
export interface Prepared {
  readonly report: Report
  readonly template: ReportTemplate
  readonly content: ReportContent
  readonly gathered: GatheredReport
  /** Co-signatures that hold, in order; the next signature is over them, too. */
  readonly before: readonly CoSignature[]
  /** Last change of its documents when it was read. */
  readonly change: number
}

/** @throws CaseError REPORT_NOT_FOUND, REPORT_SIGNED, NOT_ALLOWED, REPORT_CHANGED, REPORT_HAS_OBSTACLES */
export async function prepareSigning({ session: { db, user }, rooms, clock, resources, softwareVersion }: PreparePorts, { caseId, reportId, seenHash, language }: SignRequest, act: 'coSign' | 'sign'): Promise<Prepared> {
  const { report, acts, isSigned } = db.read((r) => ({ report: readReport(r, caseId, reportId), acts: listCoSignatures(r, caseId, reportId), isSigned: findSignOff(r, reportId) !== undefined }))
  if (isSigned) throw caseError('REPORT_SIGNED', {})
  if (!lifecycleStep(report.status, act, user.role, report).allowed) throw caseError('NOT_ALLOWED', {})
  const template = resources.template(report.templateId)
  const change = db.read((r) => rooms.lastChange(r, roomNames(report, template)))
  const gathered = await gatherReport({ db, rooms, resources, softwareVersion }, report, language)
  const content = contentOf(gathered.facts)
  if (content.contentHash !== seenHash) throw caseError('REPORT_CHANGED', { contentHash: content.contentHash })
  const signatories = signatoriesOf(gathered.facts)
  const steps = signingSteps(signatories, acts, content.contentHash)
  const found = signingObstacles(gathered.facts, { signer: user, today: calendarDay(clock.now()), isSigned: false, licence: db.read(findLicence), steps, unseen: db.read((r) => listUnseen(r, caseId, gathered.facts.documents)) })
  const count = found.filter(({ severity }) => severity === 'blocker').length
  if (count > 0) throw caseError('REPORT_HAS_OBSTACLES', { count })
  const isLast = steps.length === 0 || steps.at(-1)?.state === 'due'
  if (isLast !== (act === 'sign')) throw caseError('NOT_ALLOWED', {})
  return { report, template, content, gathered, change, before: validChain(signatories, acts, content.contentHash) }
}

export function roomNames(report: Report, template: ReportTemplate): string[] {
  return sectionRooms(report, template).map(({ room }) => room)
}
