// The lesion table in a report's text: snapshot in, whole text with proofs out, one per reader, unreadable ones never dropped.
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { NODES, SECTION, type EditOrigin } from '#shared/casedoc/layout.ts'
import { putLesionTable } from '#shared/casedoc/lesionTable.ts'
import { readSection } from '#shared/casedoc/read.ts'
import { Measurement } from '#shared/domain/annotation.ts'
import { unprovenClaims } from '#shared/domain/claims.ts'
import type { ImagingStudy } from '#shared/domain/imagingStudy.ts'
import { ResponseChoices, TrackedLesion } from '#shared/domain/lesion.ts'
import { reportedLesions } from '#shared/domain/reportedLesions.ts'
import { inlinesOf, paragraphsOf, plainText } from '#shared/domain/reportContent.ts'
import { evaluate, lesionSeries, responseTable } from '#shared/domain/responseTable.ts'

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const authored = { author: id(900), authorName: 'H. Osei', createdAt: '2026-11-01T10:00:00Z', changedAt: '2026-11-01T10:00:00Z' }
const studies = [{ StudyInstanceUID: '1.1', studyDate: '2026-05-24' }, { StudyInstanceUID: '1.2', studyDate: '2026-10-29' }] as ImagingStudy[]
const t1 = TrackedLesion.parse({ ...authored, id: id(1), label: 'T1', site: 'right hilum', organ: 'lung', role: 'target' })
const measured = (n: number, study: string, mm: string) =>
  Measurement.parse({
    ...authored, id: id(n), type: 'measurement', label: 'T1', values: [mm], spacingSource: 'pixelSpacing', note: '', lesionId: t1.id,
    anchor: { kind: 'image', StudyInstanceUID: study, SeriesInstanceUID: '2.1', SOPInstanceUID: `3.${n}`, frame: 1, FrameOfReferenceUID: '4.1', view: null }, shape: { type: 'length', points: { pixels: [[0, 0], [1, 0]], patient: null } },
  })
const record = { lesions: [t1], findings: [], outside: [], choices: ResponseChoices.parse({}), assessments: {}, unreadable: 0 }
const origin: EditOrigin = { actorId: id(900), room: 'case/x/report/1/imaging', tool: 'test' }

function snapshot(followUp: string, language: 'en' | 'es' = 'en') {
  const table = responseTable(record, [measured(11, '1.1', '46.0'), measured(12, '1.2', followUp)], studies, id(900))
  const series = lesionSeries(table, record, () => null)
  const made = reportedLesions(table, series && evaluate(series, 'recist11'), 'recist11', { id: t1.author, name: 'H. Osei' }, language)
  if (!made) throw new Error('nothing to report')
  return made
}

test('46.0 to 30.0 mm is -34.8 %, PR; every line that states a figure carries its proofs', () => {
  const doc = new Y.Doc()
  expect(putLesionTable(doc, origin, snapshot('30.0'))).toBe('added')
  const { body, unreadable } = readSection(doc)
  expect(unreadable).toBe(0)
  const lines = paragraphsOf(body).map((paragraph) => plainText(paragraph).replaceAll('\u00a0', ' ').replace(/ +/g, ' '))
  expect(lines).toEqual([
    'Lesions and response by RECIST 1.1, reading of H. Osei',
    'T1 right hilum, target: 24 May 2026 46.0 mm ; 29 Oct 2026 30.0 mm ',
    'Sum of targets: 24 May 2026 46.0 mm ; 29 Oct 2026 30.0 mm ',
    'Against baseline: 29 Oct 2026 −34.8 % ',
    'Response: 24 May 2026 baseline ; 29 Oct 2026 PR ',
  ])
  expect(paragraphsOf(body).flatMap((paragraph) => unprovenClaims(paragraph))).toEqual([])
  expect(inlinesOf(body).flatMap((inline) => (inline.type === 'proof' ? [inline.proof.annotationId] : [])).slice(0, 2)).toEqual([id(11), id(12)])
})

test('the same reader’s table is replaced, another reader’s stands beside it; Spanish reports say it in Spanish', () => {
  const doc = new Y.Doc()
  putLesionTable(doc, origin, snapshot('30.0', 'es'))
  expect(putLesionTable(doc, origin, snapshot('38.0', 'es'))).toBe('replaced')
  expect(putLesionTable(doc, origin, { ...snapshot('38.0', 'es'), reader: id(901) as typeof t1.author })).toBe('added')
  expect(doc.getXmlFragment(SECTION.body).length).toBe(2)
  expect(plainText(inlinesOf(readSection(doc).body))).toContain('Lesiones y respuesta según RECIST 1.1')
  expect(plainText(inlinesOf(readSection(doc).body))).toContain('38,0')
})

test('a table that cannot be read blocks signing and is not guessed', () => {
  const doc = new Y.Doc()
  const node = new Y.XmlElement(NODES.lesionTable)
  node.setAttribute('table', '{"rows":')
  doc.getXmlFragment(SECTION.body).push([node])
  expect(readSection(doc)).toMatchObject({ unreadable: 1, body: [{ content: [{ type: 'unreadableProof' }] }] })
})
