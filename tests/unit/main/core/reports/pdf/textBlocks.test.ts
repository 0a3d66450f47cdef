// Blocks of the text on their way into what is signed and handed on: an author's table, live tables, laboratory values, a key image.
import { expect, test } from 'vitest'
import type * as Y from 'yjs'
import { canonicalReport } from '#shared/casedoc/canonical.ts'
import { setField, setNarrative } from '#shared/casedoc/edit.ts'
import { NODES, SECTION } from '#shared/casedoc/layout.ts'
import { writeBlocks } from '#shared/casedoc/narrative.ts'
import { unprovenClaims } from '#shared/domain/claims.ts'
import { labBlock, quantitiesOf } from '#shared/domain/labTrend.ts'
import { LabValue } from '#shared/domain/labValue.ts'
import { ReportBlock } from '#shared/domain/reportBlock.ts'
import { type Block, inlinesOf, paragraphsOf, plainText } from '#shared/domain/reportContent.ts'
import { signingObstacles } from '#shared/domain/signingObstacles.ts'
import { XmlElement } from 'yjs'
import { docxOf } from '../../../../../../src/main/core/delivery/docx.ts'
import { wholePage } from '../../../../../../src/main/core/delivery/htmlReport.ts'
import { unpackZip } from '../../../../../../src/main/core/delivery/unpackZip.ts'
import { composeReport } from '../../../../../../src/main/core/reports/pdf/composeReport.ts'
import { doctor, evidence, lungFacts, value } from '../../../../../support/reports/lungCase.ts'
import { pdfPages } from '../../../../../support/reports/pdfText.ts'
import { rasters } from '../../../../../support/reports/rasters.ts'

const { proofs } = evidence()
const text = (words: string) => [{ type: 'text', text: words } as const]
const TABLE: Block = { type: 'table', caption: null, head: true, rows: [[text('Fecha'), text('Medida')], [text('24 de mayo'), [...text('46 mm '), { type: 'proof', proof: proofs.massMay }]], [text('29 de octubre'), text('38 mm')]] }
const FIGURE: Block = { type: 'figure', proof: proofs.massOctober, caption: 'La masa en octubre' }
const written: Block[] = [{ type: 'paragraph', content: text('Dos fechas comparadas.') }, TABLE, { type: 'live', source: 'staging' }, { type: 'live', source: 'options' }, { type: 'live', source: 'medicines' }, FIGURE]
type Facts = ReturnType<typeof lungFacts>
const withBlocks = (change: Parameters<typeof lungFacts>[0] = {}): Facts => lungFacts({ imaging: (doc, origin) => setNarrative(doc, origin, written), ...change })

const blocksOf = (facts: Facts) => canonicalReport(facts).sections.find(({ key }) => key === 'imaging')?.body ?? []
const captions = (facts: Facts) => blocksOf(facts).flatMap((block) => (block.type === 'table' ? [block.caption] : []))
const words = (facts: Facts) => JSON.stringify(blocksOf(facts))

test('what is written reads back the same; a proof in a row stands for its row and no other', () => {
  const { body, unreadable } = withBlocks().sections.imaging ?? { body: [], unreadable: 1 }
  expect(unreadable).toBe(0)
  expect(body).toEqual(written)
  expect(paragraphsOf([TABLE]).flatMap((row) => unprovenClaims(row))).toEqual([{ opening: '38 mm', isFigure: true, isShare: false }])
  const claims = signingObstacles(withBlocks(), { signer: doctor, today: '2026-11-22', isSigned: false, steps: [] }).filter(({ code, sectionKey }) => code === 'claimWithoutProof' && sectionKey === 'imaging')
  expect(claims).toMatchObject([{ detail: '38 mm', severity: 'blocker' }])
})

test('live tables say what is coded now: a changed stage changes the text without a key', () => {
  expect(captions(withBlocks())).toEqual([null, 'Estadio', 'Opciones', 'Medicación'])
  expect(words(withBlocks())).toContain('IIIA')
  const changed = withBlocks({ stage: (doc, origin) => setField(doc, origin, 'stageGroup', value('IIIB')) })
  expect(words(changed)).toContain('IIIB')
  expect(words(changed)).not.toContain('IIIA')
  // Nothing is coded: nothing is printed, and no empty frame.
  const { medicines: _none, ...lists } = withBlocks().sections.patientAndTreatment?.lists ?? {}
  const facts = withBlocks()
  const without: Facts = { ...facts, sections: { ...facts.sections, patientAndTreatment: { ...facts.sections.patientAndTreatment!, lists } } }
  expect(captions(without)).toEqual([null, 'Estadio', 'Opciones'])
})

test('tables and key image stand in the PDF, the page and the DOCX', async () => {
  const report = canonicalReport(withBlocks())
  const figure = blocksOf(withBlocks()).find((block) => block.type === 'figure')
  const number = figure?.type === 'figure' ? figure.proof : 0
  const { pdf } = await composeReport({ report, contentHash: 'a'.repeat(64), rasters: rasters([number]), signature: null })
  const pages = (await pdfPages(pdf)).join(' ')
  for (const said of ['Medida', '46 mm', 'IIIA', 'Resección pulmonar derecha con linfadenectomía', 'Tiotropio', 'La masa en octubre']) expect(pages, said).toContain(said)
  const facts = { signerName: 'A', signedAt: '2026-11-22T21:03:00.000Z', contentHash: 'a'.repeat(64), stamp: null }
  const { main } = wholePage({ report, isWhole: true, leftOut: [] }, { ...facts, freeVisitUntil: null, hasCopy: false, pictures: new Map([[number, 'images/p.png']]) })
  expect(main).toContain('<th scope="col">Medida</th>')
  expect(main).toContain(`<img src="images/p.png" alt="La masa en octubre"><figcaption>La masa en octubre<sup><a href="report.html#proof-${number}">${number}</a></sup>`)
  const docx = (await unpackZip(Buffer.from(await docxOf(report, facts)))).get('word/document.xml')
  const xml = Buffer.from(docx ?? []).toString('utf8')
  expect(xml).toContain('Medida')
  expect(xml).toContain('La masa en octubre')
  expect(xml.match(/<w:tbl>/g)?.length).toBeGreaterThanOrEqual(5)
})

const lab = (id: string, takenOn: string, amount: string, unit: string) =>
  LabValue.parse({ id, state: 'confirmed', analyte: 'haemoglobin', name: 'Hemoglobina', value: amount, valueText: amount, unit, rangeText: '13,0-17,0', takenOn, anchor: proofs.markers.anchor, decidedBy: doctor.id, decidedByName: doctor.name, decidedAt: '2026-11-20T10:00:00.000Z' })

test('laboratory values come oldest first in one unit, each with its proof; what cannot be read is never dropped', async () => {
  // 125 g/L is 12.5 g/dL (a tenth: 1 L = 10 dL).
  const [quantity] = quantitiesOf([lab('b', '2026-10-30', '11.2', 'g/dL'), lab('a', '2026-05-24', '125', 'g/L')])
  const block = quantity && labBlock(quantity, 'Hemoglobina', () => proofs.markers, 'es')
  expect(block?.rows.map(({ cells }) => cells.map((cell) => cell.replaceAll('\u00a0', ' ')))).toEqual([
    ['24 may 2026', '12,5 g/dL', '125 g/L', '13,0-17,0'],
    ['30 oct 2026', '11,2 g/dL', '11.2 g/dL', '13,0-17,0'],
  ])
  expect(quantity && labBlock(quantity, 'Hemoglobina', () => null, 'es')).toBeNull()
  const put = (attribute: string) => (doc: Y.Doc) => {
    const element = new XmlElement(NODES.reportBlock)
    element.setAttribute('block', attribute)
    writeBlocks(doc.getXmlFragment(SECTION.body), [])
    doc.getXmlFragment(SECTION.body).push([element])
  }
  // Two days with a number are a line; what is no number is a gap in it, one day alone is none.
  expect(block?.chart).toMatchObject({ kind: 'trend', title: 'Hemoglobina (g/dL)', unit: 'g/dL', days: ['2026-05-24', '2026-10-30'], lines: [{ label: 'Hemoglobina', values: ['12.5', '11.2'] }] })
  expect(block?.chart?.inWords.replaceAll('\u00a0', ' ')).toBe('Hemoglobina (g/dL). Hemoglobina: 24 may 2026 12,5 g/dL; 30 oct 2026 11,2 g/dL.')
  const unread = { ...lab('c', '2026-08-01', '1', 'g/dL'), value: null, valueText: '<8' }
  const withGap = quantitiesOf([lab('a', '2026-05-24', '125', 'g/L'), unread, lab('b', '2026-10-30', '11.2', 'g/dL')])[0]
  expect(withGap && labBlock(withGap, 'Hemoglobina', () => proofs.markers, 'es')?.chart?.lines[0]?.values).toEqual(['12.5', null, '11.2'])
  const single = quantitiesOf([lab('a', '2026-05-24', '125', 'g/L')])[0]
  expect(single && labBlock(single, 'Hemoglobina', () => proofs.markers, 'es')?.chart).toBeUndefined()
  const facts = lungFacts({ imaging: put(JSON.stringify(ReportBlock.parse(block))) })
  expect(facts.sections.imaging?.body.map(({ type }) => type)).toEqual(['table', 'chart'])
  // Printed with its title and dates, drawn in the page that is handed on.
  const report = canonicalReport(facts)
  const { pdf } = await composeReport({ report, contentHash: 'a'.repeat(64), rasters: rasters([]), signature: null })
  expect((await pdfPages(pdf)).join(' ').replaceAll('\u00a0', ' ')).toContain('Hemoglobina (g/dL)')
  const { main } = wholePage({ report, isWhole: true, leftOut: [] }, { signerName: 'A', signedAt: '2026-11-22T21:03:00.000Z', contentHash: 'a'.repeat(64), stamp: null, freeVisitUntil: null, hasCopy: false, pictures: new Map() })
  const drawn = main.replaceAll('\u00a0', ' ')
  for (const said of ['<strong>Hemoglobina (g/dL)</strong>', 'aria-label="Hemoglobina (g/dL). Hemoglobina: 24 may 2026 12,5 g/dL']) expect(drawn.includes(said), said).toBe(true)
  expect(plainText(inlinesOf(facts.sections.imaging?.body ?? []))).toContain('Hemoglobina')
  expect(paragraphsOf(facts.sections.imaging?.body ?? []).flatMap((row) => unprovenClaims(row))).toEqual([])
  expect(lungFacts({ imaging: put('{"source":"nothing"}') }).sections.imaging?.unreadable).toBe(1)
})
