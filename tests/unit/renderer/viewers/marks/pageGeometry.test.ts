// Marks on pages: what is stored must not depend on how the page was turned or zoomed when it was marked.
import PDFDocument from 'pdfkit'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { describe, expect, test } from 'vitest'
import { boxToPageRect, byPlace, markAt, mergePerLine, pageRectToFractions } from '../../../../../src/renderer/viewers/marks/pageGeometry.ts'

const box = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom })

async function onePage(): Promise<Uint8Array> {
  const doc = new PDFDocument({ size: [400, 600], margin: 0 })
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise((resolve) => doc.on('end', resolve))
  doc.rect(100, 200, 50, 20).fill()
  doc.end()
  await ended
  return new Uint8Array(Buffer.concat(chunks))
}

describe('a marked passage', () => {
  test('is one rectangle per line: words of a line are joined, the next line and the next column are not', () => {
    const lines = mergePerLine([box(10, 10, 40, 20), box(44, 10, 90, 20), box(10, 24, 60, 34), box(200, 24, 260, 34)])
    expect(lines).toEqual([box(10, 10, 90, 20), box(10, 24, 60, 34), box(200, 24, 260, 34)])
  })

  test('leaves out slivers that a selection drags along at line ends', () => {
    expect(mergePerLine([box(10, 10, 10.2, 20), box(10, 24, 60, 34)])).toEqual([box(10, 24, 60, 34)])
  })

  test('longer than an anchor may be becomes one area, never a cut-off list', () => {
    const many = Array.from({ length: 300 }, (_, i) => box(0, i * 20, 50, i * 20 + 10))
    expect(mergePerLine(many)).toEqual([box(0, 0, 50, 299 * 20 + 10)])
  })

  // The independent source is pdf.js' own page viewport: a page of 400 x 600 points, a box from 200 points below the top.
  test.each([0, 90, 180, 270])('marked on a page turned by %i degrees has the same points of the unrotated page', async (rotation) => {
    const document = await getDocument({ data: await onePage(), verbosity: 0 }).promise
    const page = await document.getPage(1)
    const viewport = page.getViewport({ scale: 1.7, rotation })
    const [ax = 0, ay = 0] = viewport.convertToViewportPoint(100, 380)
    const [bx = 0, by = 0] = viewport.convertToViewportPoint(150, 400)
    const onScreen = box(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by))
    expect(boxToPageRect(onScreen, viewport)).toEqual([100, 380, 150, 400])
    const shown = pageRectToFractions([100, 380, 150, 400], viewport)
    expect(shown.left * viewport.width).toBeCloseTo(onScreen.left)
    expect(shown.bottom * viewport.height).toBeCloseTo(onScreen.bottom)
    await document.loadingTask.destroy()
  })
})

test('highlights are listed as one reads: by page, from the top, from the left', () => {
  const at = (page: number, x: number, top: number) => ({ page, rects: [[x, top - 10, x + 20, top] as [number, number, number, number]] })
  const list = [at(2, 10, 700), at(1, 200, 500), at(1, 10, 500), at(1, 10, 700)].sort(byPlace)
  expect(list.map(({ page, rects }) => [page, rects[0]?.[0], rects[0]?.[3]])).toEqual([[1, 10, 700], [1, 10, 500], [1, 200, 500], [2, 10, 700]])
})

test('a click where two marks lie chooses the smaller one', () => {
  const marks = [{ id: 'paragraph', boxes: [box(0, 0, 1, 1)] }, { id: 'word', boxes: [box(0.2, 0.2, 0.3, 0.3)] }]
  expect(markAt(marks, 0.25, 0.25)?.id).toBe('word')
  expect(markAt(marks, 0.9, 0.9)?.id).toBe('paragraph')
  expect(markAt(marks.slice(1), 0.9, 0.9)).toBeUndefined()
})
