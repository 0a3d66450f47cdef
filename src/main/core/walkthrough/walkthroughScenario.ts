// The whole main job on the demo's lung case without a window: import, evidence, report, preview, signature, export, verification.
import { readFile, writeFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setAnswer, setNarrative } from '#shared/casedoc/edit.ts'
import { roomName } from '#shared/casedoc/layout.ts'
import { FieldValue, type SigningObstacle } from '#shared/domain/report.ts'
import type { SignOff } from '#shared/domain/signOff.ts'
import { type Clock, isoInstant } from '#shared/kit/clock.ts'
import type * as Y from 'yjs'
import type { BundlesService } from '../bundles/bundlesService.ts'
import type { BundleTruth, DemoTruth } from '../demo/truth.ts'
import { writeDemoClinic } from '../demo/writeDemoClinic.ts'
import type { JobRunner } from '../jobs/jobRunner.ts'
import { calendarDay } from '../reports/calendarDay.ts'
import { recordDemoIntake } from '../demo/recordDemoIntake.ts'
import type { Workplace } from '../openWorkplace.ts'
import type { ReportsService } from '../reports/reportsService.ts'
import type { SignOffService } from '../signoff/signOffService.ts'
import { type SignatureFinding, verifySignedPackage } from '../signoff/verifySignedPackage.ts'
import { lungAnswers } from './lungAnswers.ts'
import { lungSections } from './lungOpinion.ts'
import { writeSection } from './writeSection.ts'
import { markEvidence, type MarkingWork } from './markEvidence.ts'

/** What the walkthrough uses of an unlocked profile: the same services as a window. */
export interface WalkthroughWork extends MarkingWork {
  readonly bundles: Pick<BundlesService, 'importPath' | 'result'>
  readonly cases: Pick<Workplace['cases'], 'get' | 'documents'>
  readonly intake: Pick<Workplace['intake'], 'record'>
  readonly reports: ReportsService
  readonly signOff: SignOffService
}

export interface WalkthroughRequest {
  readonly work: WalkthroughWork
  readonly jobs: Pick<JobRunner, 'watch'>
  readonly clock: Clock
  readonly passphrase: string
  readonly outDirectory: string
  readonly resourcesDirectory: string
  readonly seed: number
  readonly signal?: AbortSignal
  readonly onStep?: (step: WalkthroughStep) => void
}

export const WALKTHROUGH_STEPS = ['demo', 'import', 'evidence', 'report', 'preview', 'sign', 'export', 'verify'] as const
export type WalkthroughStep = (typeof WALKTHROUGH_STEPS)[number]

export interface WalkthroughResult {
  readonly caseId: string
  readonly reportId: string
  /** Paths of what was written: PDF, its canonical content, the record of the signature. */
  readonly signedPdf: string
  readonly canonical: string
  readonly record: string
  readonly contentHash: string
  readonly warnings: readonly SigningObstacle[]
  readonly verify: { readonly ok: boolean; readonly findings: readonly SignatureFinding[] }
  readonly seconds: number
}

export const LUNG_CASE_NUMBER = 'CN-2026-0418'

/** @throws Error when a step does not end as it must; its name is the last one told */
export async function runWalkthrough(request: WalkthroughRequest): Promise<WalkthroughResult> {
  const { work, clock, onStep = () => undefined } = request
  const began = clock.now()
  onStep('demo')
  const { path, truth } = await makeDemo(request)
  onStep('import')
  const caseId = await takeIn(request, path)
  onStep('evidence')
  const evidence = await markEvidence({ work, caseId, truth, now: clock.now })
  onStep('report')
  const { reports } = work.reports.list({ caseId })
  const reportId = required(reports[0]).id
  const write = writer(request, caseId)
  for (const [section, written] of Object.entries(lungSections(evidence, calendarDay(clock.now())))) {
    await write(section, (doc, origin, value) => writeSection(doc, origin, written, value))
  }
  await write('answers', (doc, origin, value) => {
    for (const [number, { answer, confidence, body }] of Object.entries(lungAnswers(evidence))) {
      setAnswer(doc, origin, Number(number), 'answer', value(answer))
      setAnswer(doc, origin, Number(number), 'confidence', value(confidence))
      setNarrative(doc, origin, body, Number(number))
    }
  })
  onStep('preview')
  const preview = await work.reports.preview({ caseId, reportId, language: 'es' })
  onStep('sign')
  const signOff = await work.signOff.sign({
    caseId,
    reportId,
    seenHash: preview.contentHash,
    language: 'es',
    attestations: { personallyReviewed: true, noConflictOfInterest: true },
    passphrase: request.passphrase,
  })
  onStep('export')
  const files = await exportFiles(request, signOff)
  onStep('verify')
  const kept = await work.signOff.verify({ caseId, reportId })
  const exported = await verifySignedPackage({ pdf: await readFile(files.signedPdf), canonical: await readFile(files.canonical) })
  return {
    caseId,
    reportId,
    ...files,
    contentHash: signOff.contentHash,
    warnings: preview.obstacles,
    verify: { ok: kept.ok && exported.ok, findings: [...kept.findings, ...exported.findings] },
    seconds: (clock.now() - began) / 1000,
  }
}

async function makeDemo({ outDirectory, resourcesDirectory, seed, signal }: WalkthroughRequest): Promise<{ path: string; truth: BundleTruth }> {
  const made = await writeDemoClinic({ outDirectory, resourcesDirectory, seed, caseNumbers: [LUNG_CASE_NUMBER], ...(signal && { signal }) })
  const truth = JSON.parse(await readFile(made.truthPath, 'utf8')) as DemoTruth
  return { path: required(made.bundles[0]).path, truth: required(truth.bundles.find(({ caseNumber }) => caseNumber === LUNG_CASE_NUMBER)) }
}

async function takeIn({ work, jobs, signal }: WalkthroughRequest, path: string): Promise<string> {
  const { importId, jobId } = await work.bundles.importPath(path, { caseId: null })
  for await (const progress of jobs.watch(jobId, signal) ?? []) if (progress.state === 'failed') throw new Error('the demo was not taken in')
  const { caseId } = work.bundles.result({ importId })
  recordDemoIntake(work, required(caseId ?? undefined))
  return required(caseId ?? undefined)
}

type SectionEdit = (doc: Y.Doc, origin: { actorId: string; room: string; tool: string }, value: (text: string) => FieldValue) => void

/** Writes through the shared documents, as an editor does. */
function writer({ work: { rooms, session }, clock }: WalkthroughRequest, caseId: string) {
  const value = (text: string) => FieldValue.parse({ value: text, changedAt: isoInstant(clock.now()), changedBy: session.user.id })
  return async (section: string, edit: SectionEdit) => {
    const room = roomName({ kind: 'section', caseId, report: 1, section })
    const origin = { actorId: session.user.id, room, tool: 'walkthrough' }
    await rooms.edit(room, origin, (doc) => edit(doc, origin, value))
  }
}

async function exportFiles({ work: { content }, outDirectory }: WalkthroughRequest, signOff: SignOff): Promise<{ signedPdf: string; canonical: string; record: string }> {
  await mkdir(outDirectory, { recursive: true })
  const name = join(outDirectory, `${LUNG_CASE_NUMBER}-v${signOff.reportNumber}`)
  const files = { signedPdf: `${name}.pdf`, canonical: `${name}.json`, record: `${name}.signature.json` }
  await writeFile(files.signedPdf, await content.readAll(signOff.pdfSha256))
  await writeFile(files.canonical, await content.readAll(signOff.contentHash))
  await writeFile(files.record, `${JSON.stringify(signOff, null, 2)}\n`)
  return files
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the walkthrough lacks what the step before should have made')
  return value
}
