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

/** Letters of very different widths, a justified line, and a line written upwards; widths are pdfkit's own figures. */
async function uneven() {
  const pdf = new PDFDocument({ size: [400, 400], margin: 0 })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const done = new Promise((resolve) => pdf.on('end', resolve))
  pdf.font('Helvetica').fontSize(12)
  const line = 'Illimitable millimetres WWW: 38 mm in May'
  pdf.text(line, 40, 100, { baseline: 'alphabetic', lineBreak: false, kerning: false } as PDFKit.Mixins.TextOptions)
  pdf.text('ill mm WW 38 mm', 40, 140, { baseline: 'alphabetic', lineBreak: false, wordSpacing: 9 })
  pdf.save().rotate(-90, { origin: [200, 300] }).text('ill WWW ill', 200, 300, { baseline: 'alphabetic', lineBreak: false }).restore()
  const width = (words: string) => pdf.widthOfString(words)
  const places = { before: width('Illimitable millimetres WWW: '), marked: width('38 mm'), spaced: width('ill mm WW ') + 3 * 9, turned: width('ill ') }
  pdf.end()
  await done
  return { bytes: new Uint8Array(Buffer.concat(chunks)), ...places }
}

test('a mark begins and ends with its letters, however wide they are', async () => {
  const { bytes, before, marked, spaced, turned } = await uneven()
  const find = (quote: string) => run({ bytes: bytes.slice(), page: 1, quote })
  const [value] = await find('38 mm in')
  expect(value?.[0]).toBeCloseTo(40 + before, 0)
  const [only] = await find('38 mm')
  expect((only?.[2] ?? 0) - (only?.[0] ?? 0)).toBeCloseTo(marked, 0)
  // Wide gaps make pieces: the last one ends with its last letter.
  const justified = await find('WW 38 mm')
  expect(justified.at(-1)?.[2]).toBeCloseTo(40 + spaced + marked + 9, 0)
  // Turned by 90 degrees the line runs up the page: 100 points from the bottom and what stands before the words.
  const upwards = await find('WWW ill')
  expect(upwards[0]?.[1]).toBeCloseTo(100 + turned, 0)
})

test('words that are not there have no place', async () => {
  expect(await run({ bytes: await page(), page: 1, quote: 'mide 38 mm' })).toEqual([])
})
