import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { canonicalReport, canonicalText } from '#shared/casedoc/canonical.ts'
import { setField, setNarrative } from '#shared/casedoc/edit.ts'
import { SECTION } from '#shared/casedoc/layout.ts'
import { decimal } from '#shared/casedoc/proofList.ts'
import { CanonicalReport } from '#shared/domain/canonicalReport.ts'
import { evidence, lungFacts, report, value } from '../../../support/reports/lungCase.ts'

const textOf = (...args: Parameters<typeof lungFacts>) => canonicalText(canonicalReport(lungFacts(...args)))
const hash = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

test('the canonical text reads back as the same report, and every number in it is an integer', () => {
  const text = textOf()
  expect(canonicalText(CanonicalReport.parse(JSON.parse(text)))).toBe(text)
  const numbers: number[] = []
  JSON.parse(text, (_, value: unknown) => (typeof value === 'number' ? numbers.push(value) : value))
  expect(numbers.length).toBeGreaterThan(50)
  expect(numbers.every(Number.isInteger)).toBe(true)
})

test('two replicas with another edit history give the same bytes', () => {
  const typed = lungFacts({
    followUp: (doc, o) => {
      const before = doc.getXmlFragment(SECTION.body).toString()
      setNarrative(doc, o, [{ type: 'paragraph', content: [{ type: 'text', text: 'x' }] }])
      setNarrative(doc, o, lungBody())
      expect(doc.getXmlFragment(SECTION.body).toString()).toBe(before)
    },
  })
  expect(hash(canonicalText(canonicalReport(typed)))).toBe(hash(textOf()))
  const facts = lungFacts()
  expect(canonicalText(canonicalReport({ ...facts, documents: [...facts.documents].reverse(), annotations: [...facts.annotations].reverse() }))).toBe(textOf())
})

function lungBody() {
  return lungFacts().sections['followUp']?.body ?? []
}

test('composed and decomposed letters are one spelling; one other letter is another hash', () => {
  const write = (text: string) => textOf({ followUp: (doc, o) => setNarrative(doc, o, [{ type: 'paragraph', content: [{ type: 'text', text }] }]) })
  expect(write('Revisi\u00f3n')).toBe(write('Revisio\u0301n'))
  expect(hash(write('Revisión'))).not.toBe(hash(write('Revision')))
})

test('how often the author paused while typing does not change the hash', () => {
  const whole = textOf({ followUp: (doc, o) => setNarrative(doc, o, [{ type: 'paragraph', content: [{ type: 'text', text: 'Control anual' }] }]) })
  const pieces = textOf({ followUp: (doc, o) => setNarrative(doc, o, [{ type: 'paragraph', content: [{ type: 'text', text: 'Control ' }, { type: 'text', text: 'anual' }] }]) })
  expect(pieces).toBe(whole)
})

test('proofs are numbered as a reader meets them, answers first, and one mark has one number', () => {
  const { proofs, answers } = canonicalReport(lungFacts())
  expect(proofs.map(({ number }) => number)).toEqual(proofs.map((_, i) => i + 1))
  expect(proofs[0]?.label).toBe('anatomia-patologica.pdf, p. 1')
  expect(new Set(proofs.map(({ annotationId }) => annotationId)).size).toBe(proofs.length)
  expect(proofs).toHaveLength(25)
  const cited = answers.flatMap(({ body }) => body.flatMap((b) => (b.type === 'list' || b.type === 'chart' || b.type === 'table' || b.type === 'figure' ? [] : b.content.flatMap((c) => (c.type === 'proof' ? [c.proof] : [])))))
  expect(cited.slice(0, 2)).toEqual([1, 2])
})

test('a measurement carries both ends, its unit, its source and who measured', () => {
  const { proofs } = canonicalReport(lungFacts())
  expect(proofs.find(({ label }) => label.startsWith('T1 hilio derecho, octubre'))).toMatchObject({
    source: { kind: null, name: 'CT Tórax 2,5 mm', date: '2026-10-29' },
    measurement: { values: ['38.0', '29.0'], unit: 'mm', spacingSource: 'patientCoordinates', pixels: [['184', '250'], ['222', '258'], ['200', '240'], ['206', '270']], author: 'Dra. Helena Okafor' },
  })
})

test('values are kept as entered and shown in the language of the report', () => {
  const stage = (language: 'en' | 'es') => canonicalReport(lungFacts({}, { report: report({ language }) })).sections.find(({ key }) => key === 'comparison')?.fields[0]
  expect(stage('es')).toMatchObject({ label: 'Diagnóstico', value: 'agree', display: 'Coincide' })
  expect(stage('en')).toMatchObject({ label: 'Diagnosis', value: 'agree', display: 'Agrees' })
  const percent = canonicalReport(lungFacts({ biomarkers: (doc, o) => setField(doc, o, 'pdl1Tps', value('12.5')) })).sections.find(({ key }) => key === 'biomarkers')?.fields
  expect(percent).toContainEqual({ key: 'pdl1Tps', label: 'PD-L1 (TPS)', value: '12.5', display: '12,5\u00a0%' })
})

test('an informative report is never titled a medical report', () => {
  for (const language of ['en', 'es'] as const) {
    const { title, legalStatus } = canonicalReport(lungFacts({}, { report: report({ language }) }))
    expect({ title: /medical report|informe médico/i.test(title), legalStatus }).toEqual({ title: false, legalStatus: 'informative' })
  }
})

test('an amendment names the version it replaces by its hash', () => {
  const prior = lungFacts().report.id
  const amended = lungFacts({}, { report: report({ number: 2, replaces: prior, amendmentReason: 'Llegó la biopsia' }), priorContentHash: hash('x') as never })
  expect(canonicalReport(amended).replaces).toEqual({ reportId: prior, reason: 'Llegó la biopsia', contentHash: hash('x') })
})

test('coordinates have one spelling as decimals', () => {
  expect([72, 640.25, -0.00001, 1e-9, 0.1 + 0.2, -7.15926535, 100, 1_000_000].map(decimal)).toEqual(['72', '640.25', '0', '0', '0.3', '-7.1593', '100', '1000000'])
})

test('who changed a value when is no part of the opinion', () => {
  const later = lungFacts({ stage: (doc, o) => setField(doc, o, 'tumour', { ...value('T2a', evidence().annotations[0]!.author), changedAt: '2027-01-01T00:00:00.000Z' }) })
  expect(canonicalText(canonicalReport(later))).toBe(textOf())
})
