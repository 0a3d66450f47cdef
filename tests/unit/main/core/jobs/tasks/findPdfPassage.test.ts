import PDFDocument from 'pdfkit'
import { expect, test } from 'vitest'
import { run } from '../../../../../../src/main/core/jobs/tasks/findPdfPassage.ts'

/** A page of 400 x 400 points with words at known places, written by another library than the one that reads them. */
async function page(): Promise<Uint8Array> {
  const pdf = new PDFDocument({ size: [400, 400], margin: 0 })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const done = new Promise((resolve) => pdf.on('end', resolve))
  pdf.font('Courier').fontSize(10)
  pdf.text('El tumor primario mide', 50, 100, { baseline: 'alphabetic', lineBreak: false })
  pdf.text('30 mm en su diámetro', 50, 115, { baseline: 'alphabetic', lineBreak: false })
  pdf.end()
  await done
  return new Uint8Array(Buffer.concat(chunks))
}

test('words are found on their page, across lines, as rectangles in points from the bottom', async () => {
  const rects = await run({ bytes: await page(), page: 1, quote: 'mide 30 mm' })
  expect(rects).toHaveLength(2)
  const [first, second] = rects as [[number, number, number, number], [number, number, number, number]]
  // Courier: every letter is 6 points wide at size 10. "mide" is letters 18 to 21 of its line.
  expect(first[0]).toBeCloseTo(50 + 18 * 6, 0)
  expect(first[2]).toBeCloseTo(50 + 22 * 6, 0)
  expect(first[1]).toBeLessThan(300)
  expect(first[3]).toBeGreaterThan(300)
  expect(second[0]).toBeCloseTo(50, 0)
  expect(second[2]).toBeCloseTo(50 + 5 * 6, 0)
  expect(second[3]).toBeLessThan(first[3])
})

test('words that are not there have no place', async () => {
  expect(await run({ bytes: await page(), page: 1, quote: 'mide 38 mm' })).toEqual([])
})
