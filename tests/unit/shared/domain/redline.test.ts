// The redline between two versions: values, rows and words, told once, where they are.
import { expect, test } from 'vitest'
import { canonicalReport } from '#shared/casedoc/canonical.ts'
import { setField, setNarrative } from '#shared/casedoc/edit.ts'
import { redline } from '#shared/domain/redline.ts'
import { evidence, lungFacts, value } from '../../../support/reports/lungCase.ts'

const { proofs } = evidence()
const words = (...lines: string[]) => lines.map((text) => ({ type: 'paragraph' as const, content: [{ type: 'text' as const, text }] }))
const version = (change: Parameters<typeof lungFacts>[0]) => canonicalReport(lungFacts(change))
const said = (before: ReturnType<typeof version>, now: ReturnType<typeof version>) =>
  redline(before, now).sections.map(({ key, lines }) => [key, lines.map((parts) => parts.map(({ kind, text }) => (kind === 'same' ? text : `${kind === 'added' ? '+' : '-'}{${text}}`)).join(''))])

test('the same content has no changes, whoever typed it and in however many pieces', () => {
  expect(redline(version({}), version({})).sections).toEqual([])
})

test('a rewritten sentence is told word by word, a new one as a whole, a changed value with its label', () => {
  const before = version({ followUp: (doc, o) => setNarrative(doc, o, words('Tomografía de control en tres meses.', 'Se mantiene igual.', 'Esta frase se retira.')) })
  const now = version({
    followUp: (doc, o) => setNarrative(doc, o, words('Tomografía de control en dos meses.', 'Se mantiene igual.', 'Acuda antes con fiebre alta.')),
    stage: (doc, o) => setField(doc, o, 'stageGroup', value('IIIB')),
  })
  const [stage, followUp] = said(before, now)
  expect(stage).toEqual(['stage', ['Grupo: -{IIIA}+{IIIB}']])
  expect(followUp).toEqual(['followUp', ['Tomografía de control en -{tres}+{dos} meses.', '-{Esta frase se retira.}', '+{Acuda antes con fiebre alta.}']])
})

test('a proof that was exchanged is a change, although the words are the same', () => {
  const cite = (proof: (typeof proofs)['ecog']) => version({ followUp: (doc, o) => setNarrative(doc, o, [{ type: 'paragraph', content: [{ type: 'text', text: 'Ver el documento. ' }, { type: 'proof', proof }] }]) })
  const [[, [line]] = ['', []]] = said(cite(proofs.ecog), cite(proofs.allergy)).filter(([one]) => one === 'followUp') as [string, string[]][]
  expect(line).toContain('Ver el documento.')
  expect(line).toMatch(/-\{[^}]*ECOG/)
})
