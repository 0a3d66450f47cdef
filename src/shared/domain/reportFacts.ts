// Everything a report is made from at one moment: the input of the signing rules and of the canonical form. Plain values only.
import type { ConditionState } from './startGate.ts'
import type { Sha256 } from '../kit/ids.ts'
import type { Anchor, Annotation } from './annotation.ts'
import type { ImagingStudy } from './imagingStudy.ts'
import { LegalStatus, type Disclaimer, type Programme } from './programme.ts'
import type { CommentThread } from './comment.ts'
import type { ChecklistItem } from './illness.ts'
import type { LaneWishes, PsychologyState } from './psychology.ts'
import type { Report, ReportTemplate } from './report.ts'
import { EMPTY_SECTION, proofsOf, type SectionContent } from './reportContent.ts'
import type { ReviewCase } from './reviewCase.ts'
import type { SourceDocument } from './sourceDocument.ts'

export interface ReviewedSeries {
  readonly StudyInstanceUID: string
  readonly SeriesInstanceUID: string
  /** SHA-256 over the sorted SHA-256 of its files, one per line; null when the files are not on this machine. */
  readonly sha256: Sha256 | null
}

export interface ReportFacts {
  readonly reviewCase: ReviewCase
  readonly report: Report
  readonly template: ReportTemplate
  readonly programme: Programme
  /** The notice for the report's legal status; null when it is not shipped. */
  readonly disclaimer: Disclaimer | null
  /** By section key; a section nobody opened is absent. */
  readonly sections: Readonly<Record<string, SectionContent>>
  readonly annotations: readonly Annotation[]
  readonly documents: readonly SourceDocument[]
  readonly studies: readonly ImagingStudy[]
  readonly seriesDigests: readonly ReviewedSeries[]
  /** Items in quarantine on which nobody has decided, by the name they came with. */
  readonly undecided: readonly string[]
  /** Content hash of the signed report this one amends. */
  readonly priorContentHash: Sha256 | null
  readonly softwareVersion: string
  /** Tasks under marks that somebody said hold the signature up, and nobody settled: whose they are and their words. Absent = not looked at. */
  readonly openTasks?: readonly { assigneeName: string; text: string }[]
  /** Whether the psychologist has signed their part; absent = nobody works on one. */
  readonly psychology?: PsychologyState
  /** What the psychological part recorded of the patient's wishes; absent or null = nothing. */
  readonly wishes?: LaneWishes | null
  /** SHA-256 over what an expert reviews: every section but the panel's own and the psychologist's; absent = not looked at. */
  readonly reviewable?: Sha256
  /** Open comments that their authors want settled before signing. */
  readonly blockingThreads?: readonly Pick<CommentThread, 'section' | 'quote' | 'authorName'>[]
  /** How easily the patient's version reads, in the report's language; null for too few words, absent = not looked at. */
  readonly patientEase?: number | null
  /** How the programme's conditions for beginning stand; absent = not looked at. */
  readonly startConditions?: readonly ConditionState[]
  /** Required items of the illness's checklist that neither came nor were waived with a reason; absent = not looked at. */
  readonly missingMaterial?: readonly Pick<ChecklistItem, 'code' | 'label'>[]
}

export function sectionOf(facts: Pick<ReportFacts, 'sections'>, key: string): SectionContent {
  return facts.sections[key] ?? EMPTY_SECTION
}

export function fieldOf(facts: Pick<ReportFacts, 'sections'>, section: string, field: string): string | null {
  return sectionOf(facts, section).fields[field]?.value.trim() ?? null
}

/** What the report states of itself, else what its programme prescribes. */
export function legalStatusOf(facts: Pick<ReportFacts, 'sections' | 'programme'>): LegalStatus {
  const stated = LegalStatus.safeParse(fieldOf(facts, 'caseAndProgramme', 'legalStatus'))
  return stated.success ? stated.data : facts.programme.legalStatus
}

/** Anchors of every proof in the report, in no special order. */
export function anchorsOf(facts: Pick<ReportFacts, 'sections'>): Anchor[] {
  return Object.values(facts.sections).flatMap((section) => proofsOf(section).map(({ anchor }) => anchor))
}
