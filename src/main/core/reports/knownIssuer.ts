// Who issues the opinions of this workstation, as the newest report of the same programme says. Knows nothing of patients: only that one value is read.
import { roomName } from '#shared/casedoc/layout.ts'
import { readSection } from '#shared/casedoc/read.ts'
import type { Report } from '#shared/domain/report.ts'
import type { Rooms } from '../collab/rooms.ts'
import type { Database } from '../storage/handles.ts'

/** Section and field that name the issuing centre. */
export const ISSUER = { section: 'caseAndProgramme', field: 'issuer' } as const

/** How many earlier reports are looked at before giving up. */
const LOOKED_AT = 5

/** @returns null when no earlier report of the programme names one */
export async function knownIssuer(db: Database, rooms: Pick<Rooms, 'snapshot'>, { caseId }: Pick<Report, 'caseId'>): Promise<string | null> {
  const earlier = db.read((r) =>
    r.all<{ caseId: string; number: number }>(
      `SELECT p.case_id AS caseId, p.number FROM report AS p JOIN review_case AS c ON c.id = p.case_id
       WHERE p.case_id <> ? AND c.body ->> 'policyId' = (SELECT body ->> 'policyId' FROM review_case WHERE id = ?)
       ORDER BY p.body ->> 'createdAt' DESC LIMIT ?`,
      [caseId, caseId, LOOKED_AT],
    ),
  )
  for (const { caseId: other, number } of earlier) {
    const { fields } = readSection(await rooms.snapshot(roomName({ kind: 'section', caseId: other, report: number, section: ISSUER.section })))
    const issuer = fields[ISSUER.field]?.value.trim() ?? ''
    if (issuer !== '') return issuer
  }
  return null
}
