// The whole table of the status machine: every stage with every command and every role. The steps are those of source page 001 (S1-6, S1-7, S1-18).
import { describe, expect, test } from 'vitest'
import { CASE_COMMANDS, type CaseCommand, decisionsAt, stageOf, transition, TRANSITIONS } from '../../../../src/shared/domain/caseStatus.ts'
import { MEDICAL_ROLES, ROLES, type Role } from '../../../../src/shared/domain/people.ts'
import { CASE_STAGES, type CaseStage } from '../../../../src/shared/domain/reviewCase.ts'

const K: readonly Role[] = ['physician', 'caseManager', 'chair']
const D: readonly Role[] = ['physician', 'chair']
const M = MEDICAL_ROLES

/** Written by hand from the sources, not from the table under test. */
const EXPECTED: [CaseStage, CaseCommand, CaseStage, readonly Role[]][] = [
  ['intake', 'beginStudy', 'preliminaryStudy', K],
  ['intake', 'requestData', 'needsData', K],
  ['intake', 'beginReport', 'reporting', M],
  ['intake', 'declareOutOfScope', 'outOfScope', K],
  ['intake', 'withdraw', 'withdrawn', K],
  ['preliminaryStudy', 'acceptForReview', 'review', D],
  ['preliminaryStudy', 'requestData', 'needsData', K],
  ['preliminaryStudy', 'beginReport', 'reporting', M],
  ['preliminaryStudy', 'declareNotAssessable', 'notAssessable', D],
  ['preliminaryStudy', 'declareOutOfScope', 'outOfScope', K],
  ['preliminaryStudy', 'withdraw', 'withdrawn', K],
  ['needsData', 'receiveData', 'preliminaryStudy', K],
  ['needsData', 'beginReport', 'reporting', M],
  ['needsData', 'declareNotAssessable', 'notAssessable', D],
  ['needsData', 'declareOutOfScope', 'outOfScope', K],
  ['needsData', 'withdraw', 'withdrawn', K],
  ['review', 'beginReport', 'reporting', M],
  ['review', 'requestData', 'needsData', K],
  ['review', 'declareNotAssessable', 'notAssessable', D],
  ['review', 'withdraw', 'withdrawn', K],
  ['reporting', 'sign', 'signed', M],
  ['reporting', 'awaitCountersignature', 'signedAwaitingCountersignature', M],
  ['reporting', 'declareNotAssessable', 'notAssessable', D],
  ['reporting', 'withdraw', 'withdrawn', K],
  ['signedAwaitingCountersignature', 'countersign', 'signed', M],
  ['signed', 'deliver', 'delivered', K],
  ['signed', 'amend', 'reporting', M],
  ['delivered', 'amend', 'reporting', M],
  ['notAssessable', 'reopen', 'preliminaryStudy', D],
  ['outOfScope', 'reopen', 'preliminaryStudy', D],
  ['withdrawn', 'reopen', 'preliminaryStudy', D],
]

test('status × command × role: what is not written down is refused', () => {
  let checked = 0
  for (const stage of CASE_STAGES)
    for (const command of CASE_COMMANDS)
      for (const role of ROLES) {
        const row = EXPECTED.find(([s, c]) => s === stage && c === command)
        expect(transition(stage, command, role), `${stage} ${command} ${role}`).toBe(row?.[3].includes(role) ? row[2] : null)
        checked++
      }
  expect(checked).toBe(11 * 14 * 15)
  expect(Object.keys(TRANSITIONS).sort()).toEqual([...CASE_STAGES].sort())
})

test('every stage but delivered can be left by a decision of a person or by the report', () => {
  for (const stage of CASE_STAGES) expect(Object.keys(TRANSITIONS[stage]).length, stage).toBeGreaterThan(0)
  expect(decisionsAt('preliminaryStudy', 'caseManager')).toEqual(['declareOutOfScope', 'withdraw'])
  expect(decisionsAt('preliminaryStudy', 'physician')).toEqual(['acceptForReview', 'declareNotAssessable', 'declareOutOfScope', 'withdraw'])
  expect(decisionsAt('preliminaryStudy', 'radiologist')).toEqual([])
})

describe('the stage as it is', () => {
  const report = (change: Partial<Parameters<typeof stageOf>[1] & object> = {}) => ({ isWritten: false, isAmendment: false, signature: 'none' as const, ...change })

  test('a report that was only opened changes nothing, one that is written in is being written', () => {
    expect(stageOf('intake', null)).toBe('intake')
    expect(stageOf('intake', report())).toBe('intake')
    expect(stageOf('intake', report({ isWritten: true }))).toBe('reporting')
  })

  test('a signature counts whatever the case was told; an amendment opens it again', () => {
    expect(stageOf('intake', report({ isWritten: true, signature: 'signed' }))).toBe('signed')
    expect(stageOf('review', report({ signature: 'awaiting' }))).toBe('signedAwaitingCountersignature')
    expect(stageOf('delivered', report({ signature: 'signed' }))).toBe('delivered')
    expect(stageOf('delivered', report({ isAmendment: true }))).toBe('reporting')
  })

  test('a closed case stays closed while words lie in its draft', () => {
    expect(stageOf('notAssessable', report({ isWritten: true }))).toBe('notAssessable')
  })
})
