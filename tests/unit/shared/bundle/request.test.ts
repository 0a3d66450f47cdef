import { expect, test } from 'vitest'
import { parseCaseRequest } from '../../../../src/shared/bundle/request.ts'

const request = {
  schema: 'consilium-request/1',
  patient: { familyName: 'Ruiz Mora', givenName: 'Ana', birthDate: '1963-04-08', sex: 'female', identifiers: [] },
  packId: 'onc/1',
  policyId: 'oncology-remote',
  condition: 'Lung adenocarcinoma',
  requestedOn: '2026-03-01',
  language: 'es',
  motives: ['chooseOptions'],
  patientWords: '',
  questions: [],
  allergies: null,
}

test('a request is read, byte-order mark or not; anything else is no request', () => {
  expect(parseCaseRequest(`\uFEFF${JSON.stringify(request)}`)).toEqual(request)
  expect(parseCaseRequest(JSON.stringify({ ...request, schema: 'consilium-request/2' }))).toBeUndefined()
  expect(parseCaseRequest('{')).toBeUndefined()
})
