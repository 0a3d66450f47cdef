// The case that a new bundle opens: from its request where there is one, else from what most of its objects state. Fills in nothing.
import type { CaseRequest } from '#shared/bundle/request.ts'
import type { Patient } from '#shared/domain/patient.ts'
import type { User } from '#shared/domain/people.ts'
import { type Language, type PolicyId, type ReviewCase, standardQuestions } from '#shared/domain/reviewCase.ts'
import type { CaseId } from '#shared/kit/ids.ts'

export interface NewCase {
  id: CaseId
  caseNumber: string
  openedAt: string
  /** Whoever took the bundle in is the first of the team. */
  user: User
  patient: Patient
  request: CaseRequest | undefined
  policyId: PolicyId | undefined
  /** Of the bundle's documents, where they tell. */
  language: Language | undefined
}

export function openCase({ id, caseNumber, openedAt, user, patient, request, policyId, language }: NewCase): ReviewCase {
  const team = [{ user, role: user.role }]
  const common = { id, caseNumber, openedAt, patient, team, stage: 'intake' as const, dueOn: null, version: 0 }
  if (request) {
    const { packId, illness, condition, requestedOn, motives, patientWords, questions, allergies } = request
    return { ...common, packId, policyId: policyId ?? request.policyId, ...(illness ? { illness } : {}), condition, requestedOn, language: request.language, motives, patientWords, questions, allergies }
  }
  return {
    ...common,
    packId: 'generic/1',
    policyId: policyId ?? 'oncology-remote',
    condition: '',
    requestedOn: null,
    language: language ?? 'en',
    motives: [],
    patientWords: '',
    questions: standardQuestions().map((question) => ({ ...question, asked: false })),
    allergies: null,
  }
}
