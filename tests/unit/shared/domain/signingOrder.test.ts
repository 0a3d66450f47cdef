import { expect, test } from 'vitest'
import { setField } from '#shared/casedoc/edit.ts'
import { canonicalReport, canonicalText } from '#shared/casedoc/canonical.ts'
import type { CoSignature } from '#shared/domain/signedAct.ts'
import { signingObstacles, type SigningMoment } from '#shared/domain/signingObstacles.ts'
import { orderFaults, SIGNING_ORDER, signatoriesOf, signingSteps, validChain } from '#shared/domain/signingOrder.ts'
import { MEDICAL_ROLES, ROLES, type Role } from '#shared/domain/people.ts'
import { doctor, lungFacts, psychologist, TODAY, value } from '../../../support/reports/lungCase.ts'

const people = (['pathologist', 'radiologist', 'chair'] as const).map((role, at) => ({ id: `p${at + 1}`, name: `Dr ${role}`, role, licence: 'L' }))
const act = (place: number, contentHash: string, after: readonly string[], signature = `s${place}`, by = `p${place}`) => ({ signer: { id: by }, place, contentHash, after, signature, signedAt: `2026-11-22T10:0${place}:00.000Z` }) as unknown as CoSignature
const states = (acts: readonly CoSignature[], hash = 'A') => signingSteps(people, acts, hash).map(({ state, isStale }) => (isStale ? `${state}!` : state))

test('signatures come in their order, each over those before it; exactly one is due', () => {
  expect(states([])).toEqual(['due', 'waiting', 'waiting'])
  expect(states([act(1, 'A', [])])).toEqual(['signed', 'due', 'waiting'])
  expect(states([act(1, 'A', []), act(2, 'A', ['s1'])])).toEqual(['signed', 'signed', 'due'])
  // Out of turn, over another chain, by somebody else in that place: none of these counts.
  expect(states([act(2, 'A', ['s1'])])).toEqual(['due', 'waiting!', 'waiting'])
  expect(states([act(1, 'A', []), act(2, 'A', ['sX'])])).toEqual(['signed', 'due!', 'waiting'])
  expect(states([act(1, 'A', [], 's1', 'p3')])).toEqual(['due', 'waiting', 'waiting!'])
  // The last signature is the sign-off itself, never a co-signature.
  expect(states([act(1, 'A', []), act(2, 'A', ['s1']), act(3, 'A', ['s1', 's2'])])).toEqual(['signed', 'signed', 'due!'])
})

test('a change of the text undoes every signature before it, and names whose', () => {
  const acts = [act(1, 'A', []), act(2, 'A', ['s1'])]
  expect(states(acts, 'B')).toEqual(['due!', 'waiting!', 'waiting'])
  expect(validChain(people, acts, 'B')).toEqual([])
  // Signed again: the earlier ones stay in the record and count no more.
  expect(states([...acts, act(1, 'B', [], 's3')], 'B')).toEqual(['signed', 'due!', 'waiting'])
})

const withOrder = (ids: readonly string[], change: Parameters<typeof lungFacts>[1] = {}) => lungFacts({ [SIGNING_ORDER.section]: (doc, o) => setField(doc, o, SIGNING_ORDER.field, value(ids.join(' '))) }, change)

test('the order is part of what is signed; none of it is in a report that needs one signature', () => {
  const [none, one] = [lungFacts(), withOrder([doctor.id])]
  expect(signatoriesOf(none)).toEqual([])
  expect(canonicalReport(none)).not.toHaveProperty('signatories')
  expect(canonicalReport(one).signatories).toEqual([{ id: doctor.id, name: doctor.name, role: 'physician', licence: doctor.licence }])
  expect(canonicalText(canonicalReport(one))).not.toBe(canonicalText(canonicalReport(none)))
})

test('whose turn it is not, an order that cannot be kept, and a signature undone by a change are told before signing', () => {
  const moment = { signer: doctor, today: TODAY, isSigned: false }
  const codes = (facts: ReturnType<typeof lungFacts>, steps: NonNullable<SigningMoment['steps']> = []) => signingObstacles(facts, { ...moment, steps }).map(({ code, severity, detail }) => [code, severity, detail])
  expect(codes(withOrder([doctor.id, doctor.id]))).toContainEqual(['signingOrderBroken', 'blocker', 'twice'])
  expect(codes(withOrder([doctor.id]))).toEqual([])
  const other = { id: 'p9', name: 'Dr Other', role: 'radiologist' as Role, licence: 'L' }
  expect(codes(lungFacts(), [{ person: other, state: 'due', signedAt: null, isStale: true }])).toEqual([['signatureNotDue', 'blocker', 'Dr Other'], ['coSignatureStale', 'warning', 'Dr Other']])
})

test('an order that cannot be kept says why, for every role', () => {
  expect(orderFaults(withOrder([doctor.id]))).toEqual([])
  expect(orderFaults(withOrder([doctor.id, doctor.id]))).toEqual(['twice'])
  expect(orderFaults(withOrder(['nobody']))).toEqual(['unknownPerson'])
  expect(orderFaults(withOrder([psychologist.id]))).toEqual(['notMedical'])
  const { programme, reviewCase } = lungFacts()
  const two = { ...programme, signing: { disciplines: 2 } }
  expect(orderFaults(withOrder([doctor.id], { programme: two }))).toEqual(['tooFewDisciplines'])
  expect(orderFaults(lungFacts({}, { programme: two }))).toEqual(['tooFewDisciplines'])
  for (const role of ROLES) {
    const second = { id: '018f4c2e-0000-7000-8000-00000000000f', name: 'Dr Second', role: role as Role, licence: 'L' }
    const team = [...reviewCase.team, { user: second as never, role }]
    const faults = orderFaults(withOrder([doctor.id, second.id], { programme: two, reviewCase: { ...reviewCase, team } }))
    expect(faults, role).toEqual([...(MEDICAL_ROLES.includes(role) ? [] : ['notMedical']), ...(role === 'physician' ? ['tooFewDisciplines'] : [])])
  }
})
