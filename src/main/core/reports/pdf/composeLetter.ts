// A printed letter of one or more pages: sender, date, subject, paragraphs, a list with reasons. The same content gives the same bytes.
import type { Language } from '#shared/domain/reviewCase.ts'
import { type Flow, startFlow } from './flow.ts'
import { breakLines } from './lines.ts'
import { bytesOf, drawRule, drawText, FRAME, INK, openSheet, PAGE, type Style, widthOf } from './sheet.ts'

export interface LetterPrint {
  readonly language: Language
  readonly sender: string
  /** As printed, and as YYYY-MM-DD: the PDF's own date. */
  readonly date: string
  readonly day: string
  /** Case and programme. */
  readonly reference: string
  readonly patient: string
  readonly title: string
  readonly salutation: string
  readonly before: readonly string[]
  readonly list: readonly { item: string; why: string }[]
  readonly after: readonly string[]
  readonly closing: readonly string[]
  readonly footer: string
  /** Without its ending; no name of a person. */
  readonly fileName: string
}

const META: Style = { font: 'sans', size: 9, color: INK.soft }
const SENDER: Style = { font: 'sansBold', size: 11, color: INK.text }
const TITLE: Style = { font: 'serif', size: 17, color: INK.text }
const BODY: Style = { font: 'serif', size: 11, color: INK.text }
const STRONG: Style = { font: 'serifBold', size: 11, color: INK.text }
const LEADING = 16.5

export function composeLetter(letter: LetterPrint): Promise<{ pdf: Uint8Array }> {
  const pdf = openSheet({ title: letter.title.replace(/[<>&"']/g, ' '), subject: letter.reference, language: letter.language, createdAt: new Date(`${letter.day}T12:00:00Z`), info: {}, watermark: null })
  const bytes = bytesOf(pdf)
  const flow = startFlow(pdf)
  paragraph(flow, letter.sender, SENDER)
  paragraph(flow, letter.date, META)
  paragraph(flow, letter.reference, META)
  paragraph(flow, letter.patient, META, 22)
  flow.element('H1', () => set(flow, letter.title, TITLE, 23, FRAME.left, FRAME.width))
  flow.skip(14)
  paragraph(flow, letter.salutation, BODY, 8)
  for (const text of letter.before) paragraph(flow, text, BODY, 8)
  if (letter.list.length > 0) flow.group('L', () => {
      for (const entry of letter.list) listItem(flow, entry)
    })
  flow.skip(6)
  for (const [i, text] of letter.after.entries()) {
    // The greeting never stands on a sheet by itself.
    if (i === letter.after.length - 1) flow.room(LEADING * (2.5 + 1.5 * letter.closing.length))
    paragraph(flow, text, BODY, 8)
  }
  flow.skip(10)
  for (const text of letter.closing) paragraph(flow, text, BODY, 4)
  drawFeet(flow, letter)
  pdf.end()
  return bytes.then((data) => ({ pdf: data }))
}

function set(flow: Flow, text: string, style: Style, leading: number, x: number, width: number): void {
  flow.lines(breakLines(flow.pdf, [{ text, style }], width), x, leading, { isCiting: false })
}

function paragraph(flow: Flow, text: string, style: Style, after = 0): void {
  flow.element('P', () => set(flow, text, style, style.size * 1.5, FRAME.left, FRAME.width))
  flow.skip(after)
}

function listItem(flow: Flow, { item, why }: { item: string; why: string }): void {
  const indent = 16
  flow.room(LEADING * (why === '' ? 1 : 2))
  flow.group('LI', () => {
    flow.element('LBody', () => {
      drawText(flow.pdf, '–', FRAME.left + 2, flow.y + LEADING * 0.74, BODY)
      set(flow, item, STRONG, LEADING, FRAME.left + indent, FRAME.width - indent)
      if (why !== '') set(flow, why, { ...META, size: 9.6 }, 14, FRAME.left + indent, FRAME.width - indent)
    })
  })
  flow.skip(5)
}

/** Case and page on every sheet, and that it is no medical report (S1-19). */
function drawFeet({ pdf }: Flow, { reference, footer }: LetterPrint): void {
  const { count } = pdf.bufferedPageRange()
  for (let page = 0; page < count; page++) {
    pdf.switchToPage(page)
    pdf.markContent('Artifact', { type: 'Pagination' })
    const y = PAGE.height - PAGE.bottom + 12
    const place = `${reference} · ${page + 1} / ${count}`
    drawRule(pdf, FRAME.left, FRAME.right, y, INK.line)
    drawText(pdf, footer, FRAME.left, y + 12, { ...META, size: 8.2 })
    drawText(pdf, place, FRAME.right - widthOf(pdf, place, { ...META, size: 8.2 }), y + 23, { ...META, size: 8.2 })
    pdf.endMarkedContent()
  }
}
