import { expect, test } from 'vitest'
import type { SigningObstacle, TemplateSection } from '../../../../src/shared/domain/report.ts'
import { detailOf, grouped } from '../../../../src/renderer/ui/obstacleWords.ts'

const t = Object.assign((key: string, values: Record<string, string | number> = {}) => `${key} ${Object.values(values).join()}`.trim(), { language: 'en' as const })
const section: TemplateSection = {
  key: 'diagnosis', number: 5, title: { en: 'Diagnosis', es: 'Diagnóstico' }, kind: 'narrative', required: true, claimsNeedProof: true, restrictedTo: null, hint: { en: '', es: '' }, lists: [], rules: [],
  fields: [{ key: 'morphology', label: { en: 'Morphology', es: 'Morfología' }, kind: 'text', required: true }],
}
const obstacle = (change: Partial<SigningObstacle>): SigningObstacle => ({ code: 'fieldEmpty', severity: 'blocker', sectionKey: 'diagnosis', fieldKey: 'morphology', detail: 'Morfología', ...change })

test('an obstacle of a Spanish report is named in the language of the screen', () => {
  expect(detailOf(obstacle({}), [section], t)).toBe('Morphology')
  expect(detailOf(obstacle({ sectionKey: 'answers', fieldKey: '6.confidence', detail: 'Seguridad de la respuesta 6' }), [section], t)).toBe('report.answers.confidenceOf 6')
  expect(detailOf(obstacle({ code: 'claimWithoutProof', fieldKey: null, detail: 'La masa mide 38 mm' }), [section], t)).toBe('La masa mide 38 mm')
})

test('missing values of one section stand together, and nothing is lost or moved between sections', () => {
  const list = [obstacle({}), obstacle({ code: 'sectionEmpty', fieldKey: null }), obstacle({ fieldKey: 'icd10' }), obstacle({ sectionKey: 'stage', fieldKey: 'tumour' })]
  const groups = grouped(list)
  expect(groups.map(({ all }) => all.length)).toEqual([2, 1, 1])
  expect(groups.flatMap(({ all }) => all)).toHaveLength(list.length)
})
