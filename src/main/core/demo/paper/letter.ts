// Hospital letters as PDF with a real text layer: letterhead, patient box, paragraphs, tables, signature. Knows no patient.
import PDFDocument from 'pdfkit'
import type { QuoteTruth } from '../truth.ts'
import type { FontBytes } from './fonts.ts'

export interface Letterhead {
  readonly name: string
  readonly unit: string
  readonly address: string
  /** #RRGGBB */
  readonly colour: string
  readonly emblem: 'cross' | 'wave' | 'ring'
}

export interface LetterPlan {
  readonly letterhead: Letterhead
  readonly title: string
  /** Right of the title: report number, date. */
  readonly reference: string
  readonly patient: readonly (readonly [label: string, value: string])[]
  readonly parts: readonly LetterPart[]
  readonly footer: string
  /** "Página" or "Page". */
  readonly pageWord: string
  /** YYYY-MM-DD; also the date inside the file. */
  readonly date: string
  readonly language: 'es' | 'en'
}

type LetterPart =
  | { readonly heading: string }
  | { readonly paragraph: string; readonly quotes?: readonly { about: string; text: string }[] }
  | { readonly bullets: readonly string[]; readonly quotes?: readonly { about: string; text: string }[] }
  | { readonly table: readonly (readonly string[])[]; readonly widths: readonly number[]; readonly flag?: number }
  | { readonly signature: readonly string[] }

interface FinishedLetter {
  readonly bytes: Buffer
  readonly pages: number
  readonly quotes: readonly QuoteTruth[]
}

const PAGE = { width: 595.28, height: 841.89, margin: 62, bottom: 74 }
const INK = '#1d2329'
const SOFT = '#5b646d'
type Doc = InstanceType<typeof PDFDocument>

export async function writeLetter(plan: LetterPlan, fonts: FontBytes): Promise<FinishedLetter> {
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: 56, left: PAGE.margin, right: PAGE.margin, bottom: PAGE.bottom },
    bufferPages: true,
    lang: plan.language,
    info: { Title: plan.title, Author: plan.letterhead.name, CreationDate: new Date(`${plan.date}T09:00:00Z`) },
  })
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<void>((done, failed) => {
    doc.on('end', done)
    doc.on('error', failed)
  })
  for (const face of ['serif', 'serifBold', 'serifItalic', 'sans', 'sansBold'] as const) doc.registerFont(face, fonts[face])
  drawLetterhead(doc, plan)
  drawPatient(doc, plan)
  const quotes: QuoteTruth[] = []
  for (const part of plan.parts) drawPart(doc, part, quotes)
  const pages = drawFooters(doc, plan)
  doc.end()
  await ended
  return { bytes: Buffer.concat(chunks), pages, quotes }
}

const inner = PAGE.width - 2 * PAGE.margin

function drawLetterhead(doc: Doc, plan: LetterPlan): void {
  const { letterhead } = plan
  const x = PAGE.margin
  drawEmblem(doc, letterhead, x, 52)
  doc.font('sansBold').fontSize(15).fillColor(letterhead.colour).text(letterhead.name, x + 46, 50, { width: inner - 46 })
  doc.font('sans').fontSize(9.5).fillColor(SOFT).text(letterhead.unit, x + 46, doc.y, { width: inner - 46 })
  doc.text(letterhead.address, x + 46, doc.y, { width: inner - 46 })
  const line = doc.y + 8
  doc.moveTo(x, line).lineTo(x + inner, line).lineWidth(1.4).strokeColor(letterhead.colour).stroke()
  doc.font('sansBold').fontSize(14).fillColor(INK).text(plan.title, x, line + 18, { width: inner - 130 })
  const below = doc.y
  doc.font('sans').fontSize(9.5).fillColor(SOFT).text(plan.reference, x + inner - 130, line + 20, { width: 130, align: 'right' })
  doc.y = Math.max(below, doc.y) + 10
}

function drawEmblem(doc: Doc, letterhead: Letterhead, x: number, y: number): void {
  doc.save().fillColor(letterhead.colour).strokeColor(letterhead.colour)
  if (letterhead.emblem === 'cross') {
    doc.roundedRect(x, y, 34, 34, 7).fill()
    doc.fillColor('#ffffff').rect(x + 14, y + 7, 6, 20).rect(x + 7, y + 14, 20, 6).fill()
  } else if (letterhead.emblem === 'wave') {
    doc.lineWidth(3).moveTo(x, y + 12).bezierCurveTo(x + 11, y - 4, x + 22, y + 28, x + 34, y + 12).stroke()
    doc.lineWidth(3).moveTo(x, y + 25).bezierCurveTo(x + 11, y + 9, x + 22, y + 41, x + 34, y + 25).stroke()
  } else {
    doc.lineWidth(4.5).circle(x + 17, y + 17, 14).stroke()
    doc.circle(x + 17, y + 17, 4.5).fill()
  }
  doc.restore()
}

function drawPatient(doc: Doc, plan: LetterPlan): void {
  if (plan.patient.length === 0) return
  const top = doc.y
  const rows = Math.ceil(plan.patient.length / 2)
  const height = rows * 17 + 14
  doc.roundedRect(PAGE.margin, top, inner, height, 3).lineWidth(0.7).strokeColor('#b9c0c6').stroke()
  for (const [i, [label, value]] of plan.patient.entries()) {
    const x = PAGE.margin + 10 + (i % 2) * (inner / 2)
    const y = top + 9 + Math.floor(i / 2) * 17
    doc.font('sans').fontSize(9.5).fillColor(SOFT).text(`${label}: `, x, y, { continued: true, width: inner / 2 - 16 })
    doc.font('sansBold').fillColor(INK).text(value)
  }
  doc.x = PAGE.margin
  doc.y = top + height + 10
}

function pageNumber(doc: Doc): number {
  const range = doc.bufferedPageRange()
  return range.start + range.count
}

/** Starts a new page when less than this is left, so that nothing quoted is cut in two. */
function need(doc: Doc, height: number): void {
  if (doc.y + height <= PAGE.height - PAGE.bottom) return
  doc.addPage()
  doc.x = PAGE.margin
  doc.y = 64
}

function drawPart(doc: Doc, part: LetterPart, quotes: QuoteTruth[]): void {
  if ('heading' in part) {
    need(doc, 60)
    doc.moveDown(0.5).font('sansBold').fontSize(10.5).fillColor(INK).text(part.heading, PAGE.margin, doc.y, { width: inner })
    doc.moveDown(0.15)
  } else if ('paragraph' in part) {
    doc.font('serif').fontSize(10.8).fillColor(INK)
    const options = { width: inner, lineGap: 2.2 }
    need(doc, doc.heightOfString(part.paragraph, options))
    for (const quote of part.quotes ?? []) quotes.push({ ...quote, page: pageNumber(doc) })
    doc.text(part.paragraph, PAGE.margin, doc.y, options)
    doc.moveDown(0.35)
  } else if ('bullets' in part) drawBullets(doc, part, quotes)
  else if ('table' in part) drawTable(doc, part)
  else drawSignature(doc, part.signature)
}

function drawBullets(doc: Doc, part: Extract<LetterPart, { bullets: readonly string[] }>, quotes: QuoteTruth[]): void {
  doc.font('serif').fontSize(10.8).fillColor(INK)
  const options = { width: inner - 18, lineGap: 2.2 }
  for (const bullet of part.bullets) {
    need(doc, doc.heightOfString(bullet, options))
    for (const quote of part.quotes ?? []) if (bullet.includes(quote.text)) quotes.push({ ...quote, page: pageNumber(doc) })
    const y = doc.y
    doc.circle(PAGE.margin + 5, y + 7.4, 1.6).fill(INK)
    doc.fillColor(INK).text(bullet, PAGE.margin + 18, y, options)
    doc.moveDown(0.15)
  }
  doc.x = PAGE.margin
  doc.moveDown(0.25)
}

function drawTable(doc: Doc, part: Extract<LetterPart, { table: readonly (readonly string[])[] }>): void {
  const size = 17
  need(doc, Math.min(part.table.length, 14) * size + 10)
  const total = part.widths.reduce((sum, width) => sum + width, 0)
  for (const [r, row] of part.table.entries()) {
    need(doc, size)
    const y = doc.y
    if (r === 0) doc.rect(PAGE.margin, y, inner, size).fill('#eef1f3')
    let x = PAGE.margin
    for (const [c, cell] of row.entries()) {
      const width = ((part.widths[c] ?? 1) / total) * inner
      const isFlag = part.flag === c && cell !== '' && r > 0
      doc.font(r === 0 || isFlag ? 'sansBold' : 'sans').fontSize(9.6).fillColor(isFlag ? '#9a3412' : INK)
      doc.text(cell, x + 5, y + 3.2, { width: width - 8, lineBreak: false })
      x += width
    }
    doc.moveTo(PAGE.margin, y + size).lineTo(PAGE.margin + inner, y + size).lineWidth(0.5).strokeColor('#cfd5da').stroke()
    doc.x = PAGE.margin
    doc.y = y + size
  }
  doc.moveDown(0.6)
}

/** Heights of the strokes of a signature: everybody signs in their own way, and always the same. */
function penOf(name: string): number[] {
  return Array.from({ length: 4 + (name.length % 3) }, (_, i) => 8 + ((name.charCodeAt((i * 7 + 3) % name.length) * 7) % 24))
}

/** A scribble as ink, then who signed. */
function drawSignature(doc: Doc, lines: readonly string[]): void {
  need(doc, 110)
  const y = doc.y + 22
  const x = PAGE.margin + 4
  const pen = penOf(lines[0] ?? '')
  doc.save().lineWidth(1.2).strokeColor('#22387a').moveTo(x, y + 10)
  for (let i = 0; i < pen.length; i++) {
    const from = x + i * 22
    const lift = pen[i] ?? 0
    doc.bezierCurveTo(from + 4, y + 8 - lift, from + 10, y + 12 + 0.9 * lift, from + 22, y + 6 + 0.15 * lift)
  }
  doc.bezierCurveTo(x + 60, y + 24, x + 20, y + 24, x + 22 * pen.length + 30, y + 17).stroke().restore()
  doc.y = y + 28
  for (const [i, line] of lines.entries()) {
    doc.font(i === 0 ? 'sansBold' : 'sans').fontSize(9.8).fillColor(i === 0 ? INK : SOFT)
    doc.text(line, PAGE.margin, doc.y, { width: inner })
  }
}

function drawFooters(doc: Doc, plan: LetterPlan): number {
  const { count } = doc.bufferedPageRange()
  for (let page = 0; page < count; page++) {
    doc.switchToPage(page)
    doc.page.margins.bottom = 0
    const y = PAGE.height - 48
    doc.font('sans').fontSize(8).fillColor(SOFT)
    doc.text(plan.footer, PAGE.margin, y, { width: inner - 80, lineBreak: false })
    doc.text(`${plan.pageWord} ${page + 1} / ${count}`, PAGE.margin + inner - 80, y, { width: 80, align: 'right', lineBreak: false })
  }
  return count
}
