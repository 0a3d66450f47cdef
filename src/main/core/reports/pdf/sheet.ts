// The sheet of paper: measures, colours, fonts, the current place, and what every page carries. Knows no report section.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import { withFont } from './shaping.ts'

const mm = (value: number) => (value * 72) / 25.4

/** A4 in points; margins 25/22/25/22 mm, the text column leaves a gutter for section numbers. */
export const PAGE = { width: mm(210), height: mm(297), top: mm(25), right: mm(22), bottom: mm(25), left: mm(22), gutter: mm(11) }
export const FRAME = {
  left: PAGE.left,
  right: PAGE.width - PAGE.right,
  width: PAGE.width - PAGE.left - PAGE.right,
  column: PAGE.left + PAGE.gutter,
  columnWidth: PAGE.width - PAGE.left - PAGE.right - PAGE.gutter,
  top: PAGE.top + 16,
  bottom: PAGE.height - PAGE.bottom - 8,
}

export const INK = { text: '#15191E', soft: '#4A5560', line: '#C9D0D6', hair: '#DDE2E6', proof: '#0B6AA3', water: '#ECEFF2', paper: '#FBFAF7', mark: '#FFE58A', bad: '#B3261E' }

const FONT_FILES = {
  serif: 'source-serif/TTF/SourceSerif4-Regular.ttf',
  serifItalic: 'source-serif/TTF/SourceSerif4-It.ttf',
  serifBold: 'source-serif/TTF/SourceSerif4-Semibold.ttf',
  serifBoldItalic: 'source-serif/TTF/SourceSerif4-SemiboldIt.ttf',
  sans: 'source-sans/TTF/SourceSans3-Regular.ttf',
  sansBold: 'source-sans/TTF/SourceSans3-Semibold.ttf',
} as const
export type FontName = keyof typeof FONT_FILES

export interface Style {
  readonly font: FontName
  readonly size: number
  readonly color: string
  /** Equal widths for figures, in tables and hashes. */
  readonly tabular?: boolean
}

/** The document, and the widths it has measured at one point size: shaping a word again for every line that is tried is what setting a page costs. */
export type Pdf = InstanceType<typeof PDFDocument> & { readonly unitWidths: Map<string, number> }

export interface SheetOptions {
  readonly title: string
  readonly subject: string
  readonly language: string
  readonly createdAt: Date
  /** Further entries of the information dictionary; part of what a PDF signature covers. */
  readonly info: Readonly<Record<string, string>>
  /** Word across every page, under the text; null = none. */
  readonly watermark: string | null
}

/**
 * Opens an empty PDF/A-1b document. Nothing in it depends on the clock or on chance.
 * The title must not hold markup characters: the library writes it into the metadata as it is.
 */
export function openSheet({ title, subject, language, createdAt, info, watermark }: SheetOptions): Pdf {
  const pdf: Pdf = Object.assign(new PDFDocument({
    subset: 'PDF/A-1b',
    pdfVersion: '1.4',
    tagged: true,
    lang: language,
    displayTitle: true,
    bufferPages: true,
    autoFirstPage: false,
    size: [PAGE.width, PAGE.height],
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
    // None: a default font that is registered again under a name would be parsed anew at every use.
    font: '',
    info: { Title: title, Subject: subject, CreationDate: createdAt, Producer: 'Consilium', Creator: 'Consilium', ...info },
  }), { unitWidths: new Map<string, number>() })
  for (const name of Object.keys(FONT_FILES) as FontName[]) pdf.registerFont(name, fontBytes(name))
  if (watermark !== null) pdf.on('pageAdded', () => drawWatermark(pdf, watermark))
  return pdf
}

const read = new Map<FontName, Buffer>()

function fontBytes(name: FontName): Buffer {
  const bytes = read.get(name) ?? readFileSync(createRequire(import.meta.url).resolve(FONT_FILES[name]))
  read.set(name, bytes)
  return bytes
}

/** PDF/A-1 knows no transparency: a light grey drawn before everything else of its page. */
function drawWatermark(pdf: Pdf, word: string): void {
  const style: Style = { font: 'sansBold', size: 108, color: INK.water }
  pdf.markContent('Artifact', { type: 'Pagination' })
  pdf.save()
  pdf.rotate(-52, { origin: [PAGE.width / 2, PAGE.height / 2] })
  const width = widthOf(pdf, word, style)
  drawText(pdf, word, (PAGE.width - width) / 2, PAGE.height / 2 + 36, style)
  pdf.restore()
  pdf.endMarkedContent()
}

const features = (style: Style) => (style.tabular ? { features: ['tnum' as const] } : {})

/** Points; letter for letter as `drawText` sets it. */
export function widthOf(pdf: Pdf, text: string, style: Style): number {
  const key = `${style.font} ${style.tabular ? 't' : 'p'} ${text}`
  const unit = pdf.unitWidths.get(key) ?? withFont(pdf, style.font).fontSize(1000).widthOfString(text, features(style))
  pdf.unitWidths.set(key, unit)
  return (unit * style.size) / 1000
}

/** One run on one line. @param baseline distance of the base line from the top of the page, points */
export function drawText(pdf: Pdf, text: string, x: number, baseline: number, style: Style): void {
  withFont(pdf, style.font).fontSize(style.size).fillColor(style.color).text(text, x, baseline, { lineBreak: false, baseline: 'alphabetic', ...features(style) })
}

/** Lines are decoration: outside of the reading order. */
export function drawRule(pdf: Pdf, x1: number, x2: number, y: number, color: string, width = 0.5): void {
  pdf.save().lineWidth(width).strokeColor(color).moveTo(x1, y).lineTo(x2, y).stroke().restore()
}

/** The whole file once `end` was called. Listens from now on: ask before the first drawing. */
export function bytesOf(pdf: Pdf): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  return new Promise((resolve, reject) => {
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    pdf.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
    pdf.on('error', reject)
  })
}
