// A small case bundle: a request, a letter, and five CT slices of one fictional patient. Made in code, visibly synthetic.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { standardQuestions } from '../../src/shared/domain/reviewCase.ts'
import { slice } from './dicomFile.ts'

export function writeSmallBundle(): string {
  const folder = mkdtempSync(join(tmpdir(), 'consilium-bundle-'))
  const patient = { familyName: 'Ruiz Mora', givenName: 'Ana', birthDate: '1963-04-08', sex: 'female', identifiers: [{ issuer: null, value: '882211' }] }
  writeFileSync(
    join(folder, 'consilium-request.json'),
    JSON.stringify({
      schema: 'consilium-request/1',
      patient,
      packId: 'onc/1',
      policyId: 'oncology-remote',
      condition: 'Lung cancer',
      requestedOn: '2026-11-16',
      language: 'en',
      motives: ['confirmDiagnosis'],
      patientWords: 'Is the operation still possible?',
      questions: standardQuestions(),
      allergies: [],
    }),
  )
  writeFileSync(join(folder, 'letter.txt'), 'Discharge summary. Patient: Ana Ruiz Mora. Date of birth: 8 April 1963. The patient was discharged on 2 June 2026 in good condition after three cycles.')
  mkdirSync(join(folder, 'CT'))
  for (let i = 0; i < 5; i++) writeFileSync(join(folder, 'CT', `IM${i}`), slice({ number: i + 1 }))
  return folder
}
