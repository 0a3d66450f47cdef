// Lines of the work list, all cases in a handful of queries: what the case, its material, its report and its steps say. Reads only.
import type { z } from 'zod'
import type { CaseLine } from '#shared/contract/workstation/cases.contract.ts'
import { isPaused, openRequests } from '#shared/domain/caseIntake.ts'
import { type ReportState, stageOf } from '#shared/domain/caseStatus.ts'
import { checkMaterial, completenessOf, type Material } from '#shared/domain/completeness.ts'
import { illnessOf } from '#shared/domain/illness.ts'
import type { ReviewCase } from '#shared/domain/reviewCase.ts'
import type { DocumentKind } from '#shared/domain/sourceDocument.ts'
import type { WorkFacts } from '#shared/domain/workList.ts'
import { blobTable } from '../content/blobTable.ts'
import type { ReportResources } from '../reports/reportResources.ts'
import type { Readable } from '../storage/handles.ts'

export type Line = z.infer<typeof CaseLine>

/** One case's sum of rows of other rooms. */
interface Tally {
  documents: number
  kinds: DocumentKind[]
  modalities: string[]
  studies: number
  quarantined: number
  blockers: number
  report: ReportState | null
  lastEventAt: string | null
  /** Plain bytes of the case's files that lie here. */
  onDeviceBytes: number
}

const of = (caseId: string | null, column: string) => (caseId === null ? { where: '', params: [] } : { where: ` AND ${column} = ?`, params: [caseId] })

/**
 * @param caseId one case; null for every case the person belongs to
 */
export function readLines(r: Readable, userId: string, caseId: string | null, resources: Pick<ReportResources, 'illness'>): Line[] {
  const only = of(caseId, 'c.id')
  const rows = r.all<{ id: string; body: string; version: number; hasRequest: number }>(
    `SELECT c.id, c.body, c.version, c.has_request AS hasRequest FROM review_case AS c
     ${caseId === null ? 'JOIN case_member AS m ON m.case_id = c.id AND m.user_id = ?' : 'WHERE 1'}${only.where} ORDER BY c.opened_at DESC, c.id`,
    caseId === null ? [userId] : only.params,
  )
  const tallies = readTallies(r, caseId)
  return rows.map(({ id, body, version, hasRequest }) => {
    // Checked when it was written; ten thousand are not checked again for every look at the list.
    const reviewCase = { ...(JSON.parse(body) as ReviewCase), version }
    const tally = tallies.get(id) ?? nothing()
    const material: Material = { ...tally, hasRequest: hasRequest === 1 }
    const illness = resources.illness(illnessOf(reviewCase))
    const requests = openRequests(reviewCase.intake)
    return {
      reviewCase,
      stage: stageOf(reviewCase.stage, tally.report),
      documents: tally.documents,
      studies: tally.studies,
      quarantined: tally.quarantined,
      complete: completenessOf(checkMaterial(illness, material, reviewCase.intake?.waived)),
      blockers: tally.blockers,
      isPaused: isPaused(reviewCase.intake),
      openRequests: requests.length,
      nextRequestDue: requests.map(({ dueOn }) => dueOn).sort()[0] ?? null,
      onDeviceBytes: tally.onDeviceBytes,
      lastEventAt: tally.lastEventAt ?? reviewCase.openedAt,
    }
  })
}

/** What is there of a case's material, as the checklist counts it. */
export function readMaterial(r: Readable, caseId: string): Material {
  const { kinds, modalities } = readTallies(r, caseId).get(caseId) ?? nothing()
  return { kinds, modalities, hasRequest: r.get<{ n: number }>('SELECT has_request AS n FROM review_case WHERE id = ?', [caseId])?.n === 1 }
}

/** What the newest report of the case says of its state; null while nobody has opened one. */
export function readReportState(r: Readable, caseId: string): ReportState | null {
  return readTallies(r, caseId).get(caseId)?.report ?? null
}

export function factsOf({ reviewCase, stage, isPaused: paused, quarantined, blockers, complete, openRequests: open, nextRequestDue, lastEventAt }: Line): WorkFacts {
  const { id, caseNumber, dueOn } = reviewCase
  return { id, caseNumber, stage, dueOn, isPaused: paused, quarantined, blockers, missing: complete.missing.length, openRequests: open, nextRequestDue, lastEventAt }
}

const nothing = (): Tally => ({ documents: 0, kinds: [], modalities: [], studies: 0, quarantined: 0, blockers: 0, report: null, lastEventAt: null, onDeviceBytes: 0 })

function readTallies(r: Readable, caseId: string | null): Map<string, Tally> {
  const tallies = new Map<string, Tally>()
  const tally = (id: string) => {
    const known = tallies.get(id) ?? nothing()
    tallies.set(id, known)
    return known
  }
  const only = of(caseId, 'case_id')
  for (const row of r.all<{ id: string; kind: DocumentKind; n: number }>(`SELECT case_id AS id, kind, count(*) AS n FROM document WHERE 1${only.where} GROUP BY case_id, kind`, only.params)) {
    tally(row.id).documents += row.n
    tally(row.id).kinds.push(row.kind)
  }
  for (const row of r.all<{ id: string; n: number }>(`SELECT case_id AS id, count(*) AS n FROM study WHERE 1${only.where} GROUP BY case_id`, only.params)) tally(row.id).studies = row.n
  for (const row of r.all<{ id: string; modality: string }>(`SELECT DISTINCT case_id AS id, json_extract(body, '$.Modality') AS modality FROM series WHERE 1${only.where}`, only.params)) {
    tally(row.id).modalities.push(row.modality)
  }
  const held = of(caseId, 'import.case_id')
  for (const row of r.all<{ id: string; n: number }>(
    `SELECT import.case_id AS id, count(*) AS n FROM import_item JOIN import ON import.id = import_item.import_id
     WHERE outcome = 'quarantined' AND decision IS NULL AND import.case_id IS NOT NULL${held.where} GROUP BY import.case_id`,
    held.params,
  )) {
    tally(row.id).quarantined = row.n
  }
  for (const row of r.all<{ id: string; at: string }>(`SELECT case_id AS id, max(at) AS at FROM case_step WHERE 1${only.where} GROUP BY case_id`, only.params)) tally(row.id).lastEventAt = row.at
  for (const { id, bytes } of blobTable.sizes(r, caseId)) tally(id).onDeviceBytes = bytes
  for (const row of readNewestReports(r, caseId)) {
    tally(row.id).blockers = row.blockers ?? 0
    const signature = row.state === 'final' ? 'signed' : row.state === null ? 'none' : 'awaiting'
    tally(row.id).report = { isWritten: row.written === 1, isAmendment: row.number > 1, signature }
  }
  return tallies
}

/** An empty update of the shared document is two bytes: opening a report is not writing it. */
function readNewestReports(r: Readable, caseId: string | null) {
  const only = of(caseId, 'p.case_id')
  return r.all<{ id: string; number: number; blockers: number | null; state: 'final' | 'awaitingCountersignature' | 'conflict' | null; written: number }>(
    `SELECT p.case_id AS id, p.number, p.blockers, (SELECT state FROM sign_off WHERE report_id = p.id ORDER BY state = 'conflict', signed_at LIMIT 1) AS state,
       EXISTS (SELECT 1 FROM doc_update AS u
         WHERE u.room >= 'case/' || p.case_id || '/report/' || p.number || '/' AND u.room < 'case/' || p.case_id || '/report/' || p.number || '0' AND length(u.data) > 2) AS written
     FROM report AS p WHERE p.number = (SELECT max(number) FROM report WHERE case_id = p.case_id)${only.where}`,
    only.params,
  )
}
