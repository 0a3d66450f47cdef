// Rows of reports and their previews. The only place with SQL of these tables.
import { createHash } from 'node:crypto'
import { caseError } from '#shared/contract/errors.ts'
import { Report } from '#shared/domain/report.ts'
import { signedStatus } from '#shared/domain/reportLifecycle.ts'
import { ReportId } from '#shared/kit/ids.ts'
import type { Readable, Writable } from '../storage/handles.ts'

/** Newest first. */
export function listReports(r: Readable, caseId: string): Report[] {
  return r.all<{ body: string }>('SELECT body FROM report WHERE case_id = ? ORDER BY number DESC', [caseId]).map(({ body }) => Report.parse(JSON.parse(body)))
}

/** @throws CaseError REPORT_NOT_FOUND */
export function readReport(r: Readable, caseId: string, reportId: string): Report {
  const row = r.get<{ body: string }>('SELECT body FROM report WHERE case_id = ? AND id = ?', [caseId, reportId])
  if (!row) throw caseError('REPORT_NOT_FOUND', {})
  return Report.parse(JSON.parse(row.body))
}

/** Writes a report as it is; what is there already keeps a status that was reached by signing. */
export function putReport(tx: Writable, report: Report): void {
  const known = tx.get<{ body: string }>('SELECT body FROM report WHERE id = ?', [report.id])
  const status = known ? Report.parse(JSON.parse(known.body)).status : report.status
  const body = JSON.stringify({ ...report, status: status === 'preliminary' ? report.status : status })
  tx.run('INSERT INTO report (id, case_id, number, body, blockers) VALUES (?, ?, ?, ?, NULL) ON CONFLICT (id) DO UPDATE SET body = excluded.body', [
    report.id,
    report.caseId,
    report.number,
    body,
  ])
}

/** Signing is the only way to another status. An unknown report is left out: it arrives with its own record. */
export function setReportStatus(tx: Writable, reportId: string, status: Report['status']): void {
  const row = tx.get<{ body: string }>('SELECT body FROM report WHERE id = ?', [reportId])
  if (row) tx.run('UPDATE report SET body = ? WHERE id = ?', [JSON.stringify({ ...Report.parse(JSON.parse(row.body)), status }), reportId])
}

/** The status that the version's kind asks for; one that was withdrawn meanwhile stays withdrawn. */
export function setSignedStatus(tx: Writable, reportId: string): void {
  const row = tx.get<{ body: string }>('SELECT body FROM report WHERE id = ?', [reportId])
  const report = row && Report.parse(JSON.parse(row.body))
  if (report?.status === 'preliminary') setReportStatus(tx, reportId, signedStatus(report))
}

/**
 * The id of a case's nth report: the same on every workstation, because its sections' documents are named by the number
 * and two people may open the first draft at the same time without a network.
 */
export function reportIdOf(caseId: string, number: number): ReportId {
  const hex = createHash('sha256').update(`consilium/report/${caseId}/${number}`).digest('hex')
  // UUIDv8 (RFC 9562): own contents, marked as such.
  return ReportId.parse(`${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`)
}

/** @returns whether the number is another one than before */
export function keepBlockers(tx: Writable, reportId: string, blockers: number): boolean {
  return tx.run('UPDATE report SET blockers = ? WHERE id = ? AND blockers IS NOT ?', [blockers, reportId, blockers]).changes > 0
}

export interface PreviewRow {
  readonly pdfSha256: string
  readonly pdfBytes: number
}

/** @param pictures how many proofs could be shown: the same words with more pictures are another PDF */
export function findPreview(r: Readable, caseId: string, contentHash: string, pictures: number): PreviewRow | undefined {
  const row = r.get<{ sha256: string; bytes: number }>(
    'SELECT pdf_sha256 AS sha256, pdf_bytes AS bytes FROM report_preview WHERE case_id = ? AND content_hash = ? AND pictures = ?',
    [caseId, contentHash, pictures],
  )
  return row && { pdfSha256: row.sha256, pdfBytes: row.bytes }
}

export function keepPreview(tx: Writable, caseId: string, contentHash: string, pictures: number, { pdfSha256, pdfBytes }: PreviewRow): void {
  tx.run(
    `INSERT INTO report_preview (case_id, content_hash, pictures, pdf_sha256, pdf_bytes) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET pdf_sha256 = excluded.pdf_sha256, pdf_bytes = excluded.pdf_bytes`,
    [caseId, contentHash, pictures, pdfSha256, pdfBytes],
  )
}
