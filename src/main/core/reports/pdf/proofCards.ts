// The picture of a proof: the slice with its measurement drawn, or the quoted words as they were marked. Drawn from the signed content.
import type { CanonicalProof, CanonicalReport } from '#shared/domain/canonicalReport.ts'
import type { Language } from '#shared/domain/reviewCase.ts'
import { encodePng } from '../../imaging/encodePng.ts'
import type { Flow } from './flow.ts'
import { breakLines } from './lines.ts'
import { altOf, valuesOf } from './proofWords.ts'
import { linesOfMark, placeOn, pointsOfMark, type ProofRaster } from './proofRaster.ts'
import { drawText, INK, type Pdf, type Style, widthOf } from './sheet.ts'
import type { PrintWords } from './words.ts'

/** A raster as it is embedded once and drawn wherever its proof is shown. */
export interface ProofPicture {
  readonly image: EmbeddedImage
  readonly raster: ProofRaster
}

type EmbeddedImage = Parameters<Pdf['image']>[0]
/** The library's published types leave this method out. */
interface Embedder {
  openImage(source: Buffer): EmbeddedImage
}

export function embedPictures(pdf: Pdf, rasters: readonly ProofRaster[]): ReadonlyMap<number, ProofPicture> {
  const embed = (png: Uint8Array) => (pdf as unknown as Embedder).openImage(Buffer.from(png))
  return new Map(
    rasters.map((raster) => [raster.number, { raster, image: embed(encodePng({ columns: raster.width, rows: raster.height }, raster.channels, raster.samples)) }]),
  )
}

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Draws the card; the caller opens its Figure element with `altOf`. */
export function drawCard(pdf: Pdf, proof: CanonicalProof, picture: ProofPicture | undefined, box: Box, words: PrintWords, language: Language): void {
  if (proof.anchor.kind === 'passage') drawPassage(pdf, proof.anchor.quote, proof.label, box)
  else if (picture) drawSlice(pdf, proof, picture, box, words, language)
  else drawBlankSlice(pdf, proof, box, words, language)
}

/** Height of a figure in the text by its width, as a card's. */
const FIGURE = { width: 300, ratio: 0.66 }

/** Sets the picture of a proof into the text, as large as the column lets it. */
export function figureSetter(flow: Flow, report: CanonicalReport, pictures: ReadonlyMap<number, ProofPicture>, words: PrintWords) {
  return (number: number, column: { readonly x: number; readonly width: number }): void => {
    const proof = report.proofs.find((one) => one.number === number)
    if (!proof) return
    const width = Math.min(FIGURE.width, column.width)
    const height = width * FIGURE.ratio
    flow.room(height + 30, [number])
    flow.skip(4)
    const box = { x: column.x, y: flow.y, width, height }
    flow.element('Figure', () => drawCard(flow.pdf, proof, pictures.get(number), box, words, report.locale), { alt: altOf(proof, words, report.locale) })
    flow.skip(height + 4)
  }
}

function drawPassage(pdf: Pdf, quote: string, label: string, { x, y, width, height }: Box): void {
  pdf.save().rect(x, y, width, height).fill(INK.paper).lineWidth(0.5).strokeColor(INK.line).rect(x, y, width, height).stroke().restore()
  const style: Style = { font: 'serif', size: 6.6, color: INK.text }
  const leading = 8.6
  const lines = breakLines(pdf, [{ text: quote.replace(/\s+/g, ' ').trim() || label, style }], width - 16)
  const shown = lines.slice(0, Math.floor((height - 14) / leading))
  let baseline = y + (height - shown.length * leading) / 2 + 6.2
  shown.forEach((line, i) => {
    const text = line.placed.map((item) => item.text).join('').trimEnd() + (i === shown.length - 1 && lines.length > shown.length ? '\u00A0…' : '')
    if (quote.trim() !== '') pdf.save().rect(x + 7, baseline - 6.2, Math.min(widthOf(pdf, text, style) + 2, width - 14), leading - 0.6).fill(INK.mark).restore()
    drawText(pdf, text, x + 8, baseline, style)
    baseline += leading
  })
}

function drawSlice(pdf: Pdf, proof: CanonicalProof, { image, raster }: ProofPicture, box: Box, words: PrintWords, language: Language): void {
  const scale = Math.max(box.width / raster.width, box.height / raster.height)
  const width = raster.width * scale
  const height = raster.height * scale
  const left = box.x + (box.width - width) / 2
  const top = box.y + (box.height - height) / 2
  pdf.save().rect(box.x, box.y, box.width, box.height).clip()
  pdf.rect(box.x, box.y, box.width, box.height).fill('#000000')
  pdf.image(image, left, top, { width, height })
  const at = (point: readonly [number, number]): [number, number] => {
    const [across, down] = placeOn(raster, point)
    return [left + across * width, top + down * height]
  }
  for (const { points, isShortAxis } of linesOfMark(proof.measurement)) drawLine(pdf, points.map(at), isShortAxis, OWN_LINE)
  for (const mark of proof.marks ?? []) for (const { points, isShortAxis } of linesOfMark(mark)) drawLine(pdf, points.map(at), isShortAxis, KEY_LINE)
  for (const mark of proof.marks ?? []) drawLabel(pdf, labelOf(mark, words, language), at(pointsOfMark(mark)[0] ?? [0, 0]), box)
  pdf.restore()
}

const OWN_LINE = '#FFFFFF'
/** What is drawn on a key image, in the viewers' own colour of marks. */
const KEY_LINE = '#FFD166'

type CanonicalMark = NonNullable<CanonicalProof['measurement']>

function labelOf(mark: CanonicalMark, words: PrintWords, language: Language): string {
  return mark.unit === '1' ? mark.label : [mark.label, valuesOf(mark, words, language)].filter(Boolean).join(' ')
}

/** Beside the first point, inside of the picture; dark all around, so that it reads on any grey. */
function drawLabel(pdf: Pdf, text: string, [x, y]: readonly [number, number], box: Box): void {
  if (text.trim() === '') return
  const size = Math.max(4.6, Math.min(8, box.width / 26))
  const style: Style = { font: 'sansBold', size, color: KEY_LINE }
  const left = Math.max(box.x + 2, Math.min(x + 4, box.x + box.width - widthOf(pdf, text, style) - 2))
  const baseline = Math.max(box.y + size + 1, Math.min(y - 4, box.y + box.height - 3))
  for (const [dx, dy] of [[-0.5, 0], [0.5, 0], [0, -0.5], [0, 0.5]] as const) drawText(pdf, text, left + dx, baseline + dy, { ...style, color: '#000000' })
  drawText(pdf, text, left, baseline, style)
}

/** Light over black, readable on any grey. */
function drawLine(pdf: Pdf, [first, ...rest]: readonly [number, number][], isShortAxis: boolean, light: string): void {
  if (!first || rest.length === 0) return
  for (const [color, width] of [['#000000', 2.2], [light, 0.9]] as const) {
    pdf.save().lineWidth(width).strokeColor(color).lineCap('round')
    if (isShortAxis && color === light) pdf.dash(2, { space: 1.6 })
    pdf.moveTo(...first)
    for (const point of rest) pdf.lineTo(...point)
    pdf.stroke().restore()
  }
}

/** No picture is made up: the values on black, as the slice is not on this machine or cannot be shown. */
function drawBlankSlice(pdf: Pdf, proof: CanonicalProof, { x, y, width, height }: Box, words: PrintWords, language: Language): void {
  pdf.save().rect(x, y, width, height).fill('#111417').restore()
  const value = proof.measurement ? valuesOf(proof.measurement, words, language) : proof.label
  const big: Style = { font: 'sansBold', size: 10, color: '#FFFFFF' }
  const small: Style = { font: 'sans', size: 6.8, color: '#C9D0D6' }
  const lines = breakLines(pdf, [{ text: value, style: big }], width - 16).slice(0, 3)
  let baseline = y + height / 2 - (lines.length - 1) * 6
  for (const line of lines) {
    drawText(pdf, line.placed.map((item) => item.text).join('').trimEnd(), x + 8, baseline, big)
    baseline += 12
  }
  const source = breakLines(pdf, [{ text: proof.source?.name ?? words.sourceNotInCase, style: small }], width - 16)[0]
  if (source) drawText(pdf, source.placed.map((item) => item.text).join('').trimEnd(), x + 8, baseline + 1, small)
}
