// Guidelines and articles that the case did not bring, and the pages somebody has had in view: real store, real workers.
import { expect, onTestFinished, test } from 'vitest'
import { listUnseen } from '../../../../../src/main/core/documents/seenPageStore.ts'
import { placeOf } from '../../../../../src/main/core/reports/pdf/proofWords.ts'
import { PRINT_WORDS } from '../../../../../src/main/core/reports/pdf/words.ts'
import { proofState } from '../../../../../src/shared/domain/proofState.ts'
import { CalendarDate } from '../../../../../src/shared/domain/patient.ts'
import { AnnotationId } from '../../../../../src/shared/kit/ids.ts'
import { openIntakeClinic } from '../../../../support/intakeClinic.ts'
import { writeSmallBundle } from '../../../../support/smallBundle.ts'
import { temporaryFolder } from '../../../../support/temporaryFolder.ts'

async function aCase() {
  const clinic = openIntakeClinic(temporaryFolder())
  onTestFinished(clinic.close)
  const { caseId } = await clinic.takeIn(writeSmallBundle())
  if (!caseId) throw new Error('no case')
  return { clinic, caseId, documents: () => clinic.cases.documents({ caseId }) }
}

const CITATION = { title: 'Metastatic non-small-cell lung cancer: guideline', publisher: 'Ann Oncol 34:339', version: '2023/2', accessedOn: CalendarDate.parse('2026-11-20'), link: 'https://doi.org/10.1016/j.annonc.2022.12.013' }
const WORDS = 'Osimertinib is the preferred first-line option.'

test('a guideline becomes a text of the case with its edition, the day it was read and its address as words; cited again it stays one', async () => {
  const { clinic, caseId, documents } = await aCase()
  const before = documents().length
  const made = await clinic.documentDesk.cite({ caseId, citation: CITATION, words: WORDS })
  expect(made).toMatchObject({ kind: 'literature', mediaType: 'text/plain', citation: CITATION, institution: CITATION.publisher, documentDate: null, identity: { verdict: 'notStated' } })
  // The edition's stroke is no folder of a file name.
  expect(made.name).toMatch(/^Metastatic non-small-cell lung cancer: guideline, 2023-2 \(.*20.*2026\)\.txt$/u)
  const text = Buffer.from(await clinic.content.readAll(made.sha256)).toString('utf8')
  for (const part of [CITATION.title, CITATION.publisher, CITATION.version, CITATION.link, WORDS]) expect(text).toContain(part)
  expect((await clinic.documentDesk.cite({ caseId, citation: CITATION, words: WORDS })).id).toBe(made.id)
  expect(documents()).toHaveLength(before + 1)
  // On paper a proof into it names what it is, which edition, and when it was read.
  const proof = { number: 1, kind: 'passage', label: 'guideline', annotationId: made.id, anchor: { kind: 'passage', documentId: made.id, sha256: made.sha256, page: 1, rects: [], quote: WORDS }, source: { kind: made.kind, name: made.name, date: null }, measurement: null } as const
  expect(placeOf(proof as never, PRINT_WORDS.en, 'en')).toBe(`Guideline or article, p.\u00a01, ${made.name}`)
  // It is nothing that the patient had to bring, and nobody has to read a page of it.
  expect(clinic.db.read((r) => listUnseen(r, caseId, documents())).map(({ name }) => name)).not.toContain(made.name)
})

test('a proof into a guideline says when it is stated as superseded or withdrawn, and stands again when that is taken back', async () => {
  const { clinic, caseId, documents } = await aCase()
  const { id, sha256 } = await clinic.documentDesk.cite({ caseId, citation: CITATION, words: WORDS })
  const annotationId = AnnotationId.parse('01936a00-0000-7000-8000-0000000000aa')
  const anchor = { kind: 'passage' as const, documentId: id, sha256, page: 1, rects: [[0, 0, 0, 0] as [number, number, number, number]], quote: 'Osimertinib' }
  const mark = { id: annotationId, author: '01936a00-0000-7000-8000-00000000000a', authorName: 'Dr Helen Okafor', createdAt: '2026-11-22T09:00:00Z', changedAt: '2026-11-22T09:00:00Z', type: 'highlight', category: 'claim', note: '', anchor } as const
  const state = () => proofState({ annotationId, anchor }, { documents: documents(), studies: [], annotations: [mark as never] })
  const states = (['superseded', 'withdrawn', 'current'] as const).map((standing) => {
    clinic.documentDesk.describe({ caseId, documentId: id, facts: { standing } })
    return state()
  })
  expect(states).toEqual(['literatureSuperseded', 'literatureWithdrawn', 'good'])
})

test('pages count as unseen until they were in view: by file, never more than it has, and kept', async () => {
  const { clinic, caseId, documents } = await aCase()
  const unseen = () => clinic.db.read((r) => listUnseen(r, caseId, documents()))
  const [letter] = documents()
  if (!letter) throw new Error('no document')
  expect(unseen()).toContainEqual({ name: letter.name, pages: letter.pages ?? 1 })
  expect(clinic.documentDesk.seen({ caseId, documentId: letter.id, pages: [] })).toEqual({ pages: [] })
  const all = Array.from({ length: letter.pages ?? 1 }, (_, i) => i + 1)
  expect(clinic.documentDesk.seen({ caseId, documentId: letter.id, pages: [...all, 999] })).toEqual({ pages: all })
  expect(unseen().map(({ name }) => name)).not.toContain(letter.name)
  expect(() => clinic.documentDesk.seen({ caseId, documentId: 'other', pages: [1] })).toThrow('DOCUMENT_NOT_FOUND')
})
