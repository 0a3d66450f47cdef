// Cases without material, filed straight into the open store: for figures about many cases or about rows alone.
import { putCase } from '../../src/main/core/cases/caseStore.ts'
import { ReviewCase, standardQuestions } from '../../src/shared/domain/reviewCase.ts'
import { type CaseId, newUuid } from '../../src/shared/kit/ids.ts'
import type { BenchWorkstation } from './benchWorkstation.ts'

export function fileCases({ core }: BenchWorkstation, count: number): CaseId[] {
  const { db, user } = core.work().session
  return db.write((tx) =>
    Array.from({ length: count }, (_, n) => {
      const reviewCase = ReviewCase.parse({
        id: newUuid(Date.now() + n),
        caseNumber: `CN-2025-${String(n + 1).padStart(4, '0')}`,
        packId: 'onc/1',
        policyId: 'oncology-remote',
        stage: 'intake',
        patient: { familyName: `Bench ${n}`, givenName: 'Ana', birthDate: '1963-04-08', sex: 'female', identifiers: [{ issuer: null, value: `BENCH-${n}` }] },
        allergies: [],
        condition: 'Lung cancer',
        requestedOn: '2026-11-16',
        dueOn: null,
        language: 'en',
        motives: ['confirmDiagnosis'],
        patientWords: 'Is the operation still possible?',
        questions: standardQuestions(),
        team: [{ user, role: user.role }],
        openedAt: new Date(Date.now() + n).toISOString(),
        version: 1,
      })
      putCase(tx, reviewCase)
      return reviewCase.id
    }),
  )
}
