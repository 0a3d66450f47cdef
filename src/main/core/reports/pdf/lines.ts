// Breaks runs of text into lines and sets them. Knows widths, not pages.
import { drawText, type Pdf, type Style, widthOf } from './sheet.ts'

export interface Run {
  readonly text: string
  readonly style: Style
  /** Points above the base line: superscripts. */
  readonly rise?: number
  /** Number of the proof that this run stands for. */
  readonly proof?: number
  /** Starts a new line after this run. */
  readonly breakAfter?: boolean
}

interface Placed {
  run: Run
  text: string
  x: number
  width: number
}

export interface Line {
  readonly placed: readonly Placed[]
  readonly width: number
  /** Proofs cited on this line, in order. */
  readonly proofs: readonly number[]
}

interface Piece {
  readonly run: Run
  readonly text: string
  readonly isLast: boolean
}

/** Words with their trailing blanks; no-break spaces stay inside. A word longer than the line is cut. */
function piecesOf(pdf: Pdf, run: Run, width: number): Piece[] {
  const words = run.text.match(/[^ ]*[ ]+|[^ ]+$/g) ?? []
  const pieces = words.flatMap((word) => {
    const cut: Piece[] = []
    let rest = word
    while (rest !== '') {
      let end = rest.length
      while (end > 1 && widthOf(pdf, rest.slice(0, end).trimEnd(), run.style) > width) end--
      cut.push({ run, text: rest.slice(0, end), isLast: false })
      rest = rest.slice(end)
    }
    return cut
  })
  const last = pieces.pop()
  return last ? [...pieces, { ...last, isLast: true }] : []
}

function isBreak({ run, isLast }: Piece): boolean {
  return isLast && run.breakAfter === true
}

/** Pieces that must stay together: a word, its superscripts, a bold part of it. */
function clustersOf(pieces: readonly Piece[]): Piece[][] {
  const clusters: Piece[][] = []
  let open: Piece[] = []
  for (const piece of pieces) {
    open.push(piece)
    if (piece.text.endsWith(' ') || isBreak(piece)) {
      clusters.push(open)
      open = []
    }
  }
  if (open.length > 0) clusters.push(open)
  return clusters
}

/** @param width points; lines never exceed it */
export function breakLines(pdf: Pdf, runs: readonly Run[], width: number): Line[] {
  const lines: Line[] = []
  let line: Placed[] = []
  let x = 0
  const close = () => {
    lines.push({ placed: mergeRuns(pdf, line), width: x, proofs: line.flatMap(({ run }) => (run.proof === undefined ? [] : [run.proof])) })
    line = []
    x = 0
  }
  for (const cluster of clustersOf(runs.flatMap((run) => piecesOf(pdf, run, width)))) {
    const last = cluster.at(-1)
    const wide = cluster.reduce((sum, { run, text }, i) => sum + widthOf(pdf, i === cluster.length - 1 ? text.trimEnd() : text, run.style), 0)
    if (line.length > 0 && x + wide > width) close()
    for (const { run, text } of cluster) {
      const advance = widthOf(pdf, text, run.style)
      if (x + widthOf(pdf, text.trimEnd(), run.style) > width && line.length > 0) close()
      line.push({ run, text, x, width: advance })
      x += advance
    }
    if (last && isBreak(last)) close()
  }
  if (line.length > 0) close()
  return lines
}

/** Neighbours of one run become one text again, so that copied text keeps its blanks. */
function mergeRuns(pdf: Pdf, line: readonly Placed[]): Placed[] {
  const merged: Placed[] = []
  for (const item of line) {
    const last = merged.at(-1)
    if (last && last.run === item.run) {
      last.text += item.text
      last.width = widthOf(pdf, last.text, last.run.style)
    } else merged.push({ ...item })
  }
  return merged
}

/** @param link makes a superscript lead to its proof */
export function drawLine(pdf: Pdf, line: Line, x: number, baseline: number, link?: (proof: number, x: number, y: number, width: number, height: number) => void): void {
  for (const { run, text, x: offset, width } of line.placed) {
    const at = x + offset
    drawText(pdf, text.replace(/ +$/, (blanks) => (line.placed.at(-1)?.text === text ? '' : blanks)), at, baseline - (run.rise ?? 0), run.style)
    if (run.proof !== undefined) link?.(run.proof, at, baseline - (run.rise ?? 0) - run.style.size, width, run.style.size + 2)
  }
}
