// The stamp of a printed version, drawn: before everything else of the first page. Knows no report.
import type { Flow } from './flow.ts'
import { breakLines } from './lines.ts'
import { drawRule, FRAME, INK, type Style } from './sheet.ts'
import type { PrintStamp } from './stampWords.ts'

const HEADING: Style = { font: 'sansBold', size: 10.5, color: INK.text }
const LINE: Style = { font: 'sans', size: 9, color: INK.text, tabular: true }

/** Before everything else of the first page, between two strong rules. */
export function setStamp(flow: Flow, { heading, lines, isExtract }: PrintStamp): void {
  const color = isExtract ? INK.text : INK.bad
  const edge = () => {
    flow.pdf.markContent('Artifact', { type: 'Layout' })
    drawRule(flow.pdf, FRAME.left, FRAME.right, flow.y, color, 1.4)
    flow.pdf.endMarkedContent()
    flow.skip(5)
  }
  edge()
  flow.element('P', () => flow.lines(breakLines(flow.pdf, [{ text: heading, style: { ...HEADING, color } }], FRAME.width), FRAME.left, 14.5))
  for (const text of lines) flow.element('P', () => flow.lines(breakLines(flow.pdf, [{ text, style: LINE }], FRAME.width), FRAME.left, 12.4))
  flow.skip(5)
  edge()
  flow.skip(4)
}
