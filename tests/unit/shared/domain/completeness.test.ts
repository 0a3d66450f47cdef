import { expect, test } from 'vitest'
import { completenessOf } from '../../../../src/shared/domain/completeness.ts'

test('what an oncology opinion needs and has not is named', () => {
  expect(completenessOf('onc/1', ['pathology', 'imagingReport', 'other'], true)).toEqual({ present: 3, required: 6, missing: ['laboratory', 'medicationList', 'consent'] })
})

test('a discharge summary stands for the treating doctor’s letter', () => {
  expect(completenessOf('pd/1', ['dischargeSummary'], false).missing).not.toContain('letter')
})
