import PDFDocument from 'pdfkit'
import { expect, test } from 'vitest'
import { run } from '../../../../../../src/main/core/jobs/tasks/readOwnMarks.ts'

test('what a sender marked in a PDF is read with its place, words and author; links and forms are no marks', async () => {
  const doc = new PDFDocument({ size: [400, 400], margin: 40 })
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const done = new Promise((resolve) => doc.on('end', resolve))
  doc.fontSize(11).text('Adenocarcinoma de 24 mm.', 40, 40)
  doc.highlight(40, 38, 150, 14, { T: new String('Dra. Vidal') } as object)
  doc.note(300, 300, 20, 20, 'Falta una hoja')
  doc.link(40, 200, 100, 20, 'https://example.org/')
  doc.end()
  await done
  const marks = await run({ bytes: new Uint8Array(Buffer.concat(chunks)) })
  expect(marks.map(({ page, shape, note }) => [page, shape, note])).toEqual([
    [1, 'highlight', ''],
    [1, 'note', 'Falta una hoja'],
  ])
  expect(marks[0]?.quote).toContain('Adenocarcinoma')
  expect(marks[0]?.author).toBe('Dra. Vidal')
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = marks[0]?.rects[0] ?? []
  // Drawn 38 to 52 points from the top of a 400-point page.
  expect([x1, y1, x2, y2].map(Math.round)).toEqual([40, 348, 190, 362])
})
