// Proofs behind coded values: two authors' both stand, they are numbered where they are read, and an earlier opinion takes them along into the comparison.
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { canonicalReport } from '#shared/casedoc/canonical.ts'
import { sectionText } from '#shared/casedoc/digest.ts'
import { putFieldProof, removeFieldProof, setField } from '#shared/casedoc/edit.ts'
import { rowKey, SECTION } from '#shared/casedoc/layout.ts'
import { readSection } from '#shared/casedoc/read.ts'
import { sectionBlocks, withProofs } from '#shared/domain/canonicalLists.ts'
import { axesOf, isExplained } from '#shared/domain/difference.ts'
import { opinionPoints, statementsOf } from '#shared/domain/earlierOpinions.ts'
import { extractOf } from '#shared/domain/extract.ts'
import { proofObstacles } from '#shared/domain/proofObstacles.ts'
import { redline } from '#shared/domain/redline.ts'
import { evidence, lungFacts, template, value } from '../../../support/reports/lungCase.ts'

const { proofs } = evidence()
const [first, second] = [proofs.firstStage, proofs.massOctober]
const origin = { actorId: 'a', room: 'r', tool: 'test' }

test('two people who cite one value offline both stand, what is taken away goes, and what is no proof is counted', () => {
  const a = new Y.Doc()
  const b = new Y.Doc()
  putFieldProof(a, origin, 'firstStage', first)
  putFieldProof(b, origin, 'firstStage', second)
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b))
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a))
  expect(readSection(a).fieldProofs?.firstStage).toHaveLength(2)
  expect(sectionText(a)).toBe(sectionText(b))
  removeFieldProof(a, origin, 'firstStage', first.annotationId)
  expect(readSection(a).fieldProofs).toEqual({ firstStage: [second] })
  a.getMap(SECTION.proofs).set('firstStage|x', { label: 'nothing' })
  expect(readSection(a).unreadable).toBe(1)
})

const cited = () =>
  lungFacts({
    firstOpinion: (doc, o) => {
      const [row] = readSection(doc).lists.priorOpinions ?? []
      if (row) putFieldProof(doc, o, rowKey('priorOpinions', row.id, 'diagnosis'), first)
    },
    comparison: (doc, o) => putFieldProof(doc, o, 'agreementStage', second),
  })

test('the signed form numbers them behind the value and behind the value of a row, in print, in an extract and in the comparison of versions', () => {
  const report = canonicalReport(cited())
  const number = (annotationId: string) => report.proofs.find((proof) => proof.annotationId === annotationId)?.number
  const section = (key: string) => report.sections.find((one) => one.key === key)
  const stage = section('comparison')?.fields.find(({ key }) => key === 'agreementStage')
  expect(stage?.proofs).toEqual([number(second.annotationId)])
  expect(stage && withProofs(stage)).toBe(`${stage?.display} [${number(second.annotationId)}]`)
  const opinions = section('firstOpinion')
  expect(opinions?.lists?.[0]?.rows[0]?.fields.find(({ key }) => key === 'diagnosis')?.proofs).toEqual([number(first.annotationId)])
  expect(JSON.stringify(opinions && sectionBlocks(opinions))).toContain(`{"type":"proof","proof":${number(first.annotationId)}}`)
  expect(extractOf(report, ['firstOpinion']).proofs.map(({ annotationId }) => annotationId)).toContain(first.annotationId)
  expect(JSON.stringify(redline(canonicalReport(lungFacts()), report))).toContain(second.label)
})

test('a report without such proofs has the bytes it always had', () => {
  expect(JSON.stringify(canonicalReport(lungFacts()).sections.flatMap(({ fields }) => fields))).not.toContain('"proofs"')
})

test('a proof behind a value of an axis explains the difference as a paragraph does; a mark that is gone is warned of', () => {
  const without = lungFacts({ comparison: (doc, o) => setField(doc, o, 'agreementFollowUp', value('differ')) })
  const axis = (facts: ReturnType<typeof lungFacts>) => axesOf(facts).find(({ field }) => field === 'agreementFollowUp')
  const isClear = (facts: ReturnType<typeof lungFacts>) => {
    const one = axis(facts)
    return one !== undefined && isExplained(facts, { ...one, reason: 'newData' })
  }
  expect(isClear(without)).toBe(false)
  const withProof = lungFacts({ comparison: (doc, o) => { setField(doc, o, 'agreementFollowUp', value('differ')); putFieldProof(doc, o, 'firstFollowUp', first) } })
  expect(isClear(withProof)).toBe(true)
  const gone = { ...withProof, annotations: withProof.annotations.filter(({ id }) => id !== first.annotationId) }
  expect(proofObstacles(gone).filter(({ sectionKey }) => sectionKey === 'comparison').map(({ code }) => code)).toContain('proofWithdrawn')
})

test('an earlier opinion says diagnosis, stage with its edition, and intent on the axes; of its plan nobody guesses the part', () => {
  const oncology = template('onc/1')
  const comparison = oncology.sections.find(({ key }) => key === 'comparison')
  const list = oncology.sections.find(({ key }) => key === 'firstOpinion')?.lists[0]
  if (!comparison || !list) throw new Error('the template has lost its sections')
  const row = { id: 'x', order: 1, fields: { author: value('Dr. Uno'), institution: value('Hospital Valdeluna'), diagnosis: value('Adenocarcinoma'), stage: value('cT2a N2 M0'), edition: value('8.ª'), intent: value('373808002'), plan: value('Cirugía y quimioterapia') } }
  expect(statementsOf(comparison, list, row, 'es')).toEqual([
    { field: 'firstDiagnosis', from: ['diagnosis'], value: 'Adenocarcinoma' },
    { field: 'firstStage', from: ['stage', 'edition'], value: 'cT2a N2 M0, 8.ª' },
    { field: 'firstIntent', from: ['intent'], value: 'Curativa' },
  ])
  const other = { id: 'y', order: 2, fields: { author: value('Dra. Dos'), diagnosis: value('Carcinoma') } }
  expect(opinionPoints(list, [row, other], 'en').map(({ field, said }) => [field, ...said])).toEqual([
    ['author', 'Dr. Uno', 'Dra. Dos'],
    ['institution', 'Hospital Valdeluna', ''],
    ['diagnosis', 'Adenocarcinoma', 'Carcinoma'],
    ['stage', 'cT2a N2 M0', ''],
    ['edition', '8.ª', ''],
    ['intent', 'Curative', ''],
    ['plan', 'Cirugía y quimioterapia', ''],
  ])
})
