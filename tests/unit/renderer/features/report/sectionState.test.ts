import { expect, test } from 'vitest'
import type { SigningObstacle, TemplateSection } from '../../../../../src/shared/domain/report.ts'
import { inOrder, stateOf } from '../../../../../src/renderer/features/report/sectionState.ts'

const section = (change: Partial<TemplateSection> = {}): TemplateSection => ({
  key: 'diagnosis', number: 5, title: { en: 'Diagnosis', es: 'Diagnóstico' }, kind: 'narrative', fields: [], required: true, claimsNeedProof: true, restrictedTo: null, hint: { en: '', es: '' }, lists: [], rules: [], ...change,
})
const obstacle = (severity: SigningObstacle['severity'], sectionKey = 'diagnosis'): SigningObstacle => ({ code: 'fieldEmpty', severity, sectionKey, fieldKey: null, detail: '' })

test('a section blocks before it warns, and only its own obstacles count', () => {
  expect(stateOf(section(), [obstacle('warning'), obstacle('blocker')])).toBe('blocked')
  expect(stateOf(section(), [obstacle('warning')])).toBe('warned')
  expect(stateOf(section(), [obstacle('blocker', 'stage')])).toBe('complete')
})

test('a section nobody asks for is not called complete', () => {
  expect(stateOf(section({ required: false }), [])).toBe('optional')
  expect(stateOf(section({ required: false, kind: 'questions' }), [])).toBe('complete')
})

test('blockers stand before warnings, each in the order of the report', () => {
  const list = [obstacle('warning', 'a'), obstacle('blocker', 'b'), obstacle('warning', 'c'), obstacle('blocker', 'd')]
  expect(inOrder(list).map(({ sectionKey }) => sectionKey)).toEqual(['b', 'd', 'a', 'c'])
  // The intake is another room: a walk through the report goes there last.
  const gate = { ...obstacle('blocker', 'e'), code: 'startGateClosed' as const }
  expect(inOrder([gate, ...list]).map(({ sectionKey }) => sectionKey)).toEqual(['b', 'd', 'e', 'a', 'c'])
})
