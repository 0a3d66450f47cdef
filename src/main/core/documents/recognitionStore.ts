// Rows of recognised pages. The only place with SQL of this table.
import { RecognisedPage } from '#shared/domain/recognition.ts'
import type { Readable, Writable } from '../storage/handles.ts'

export function putRecognisedPage(tx: Writable, caseId: string, sha256: string, page: RecognisedPage): void {
  tx.run('INSERT INTO recognised_page (case_id, sha256, page, body) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body', [caseId, sha256, page.page, JSON.stringify(page)])
}

export function listRecognisedPages(r: Readable, caseId: string, sha256: string): RecognisedPage[] {
  return r.all<{ body: string }>('SELECT body FROM recognised_page WHERE case_id = ? AND sha256 = ? ORDER BY page', [caseId, sha256]).map(({ body }) => RecognisedPage.parse(JSON.parse(body)))
}

export function readRecognisedPage(r: Readable, caseId: string, sha256: string, page: number): RecognisedPage | null {
  const row = r.get<{ body: string }>('SELECT body FROM recognised_page WHERE case_id = ? AND sha256 = ? AND page = ?', [caseId, sha256, page])
  return row ? RecognisedPage.parse(JSON.parse(row.body)) : null
}

/** Pages read so far and how sure they are on the whole, by the file's hash. */
export function countRecognised(r: Readable, caseId: string): { sha256: string; pages: number; confidence: number }[] {
  return r.all<{ sha256: string; pages: number; confidence: number }>(
    "SELECT sha256, count(*) AS pages, avg(json_extract(body, '$.confidence')) AS confidence FROM recognised_page WHERE case_id = ? GROUP BY sha256",
    [caseId],
  )
}
