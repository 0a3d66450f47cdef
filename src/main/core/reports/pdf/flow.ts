// Fills pages from top to bottom: where the next line goes, when a page ends, which proofs a page has cited. Knows no report.
import { FRAME, type Pdf } from './sheet.ts'
import { type Line, drawLine } from './lines.ts'

/** Height kept free at the foot of a page that cites proofs: rule, heading, thumbnails, two lines of caption. */
export const STRIP_HEIGHT = 116
/** Thumbnails in one strip; further proofs of the page are in the list at the end. */
export const STRIP_CARDS = 4

type Struct = ReturnType<Pdf['struct']>

export interface Flow {
  readonly pdf: Pdf
  /** Next free line, points from the top of the page. */
  y: number
  /** Proofs cited on each page, in order, once each. */
  readonly cited: number[][]
  /** Starts a page unless this much fits below `y`; `proofs` are those that the content will cite. */
  room(height: number, proofs?: readonly number[]): void
  /** Nothing stands on the page yet. */
  isAtTop(): boolean
  skip(height: number): void
  /** Runs `draw` as the content of a new element inside the open one. */
  element(type: string, draw: () => void, options?: { alt?: string; title?: string }): void
  /** Opens an element whose children are elements. */
  group(type: string, fill: () => void): void
  /** Sets lines one below the other, page by page. */
  lines(lines: readonly Line[], x: number, leading: number, options?: { isCiting?: boolean }): void
}

export function proofTarget(number: number): string {
  return `proof-${number}`
}

export function startFlow(pdf: Pdf): Flow {
  const root = pdf.struct('Document')
  pdf.addStructure(root)
  const parents: Struct[] = [root]
  const cited: number[][] = []

  function startPage() {
    if (cited.length === 0) pdf.addPage()
    else pdf.continueOnNewPage()
    cited.push([])
    flow.y = FRAME.top
  }

  function addChild(struct: Struct) {
    parents.at(-1)?.add(struct)
  }

  const flow: Flow = {
    pdf,
    y: FRAME.top,
    cited,
    room(height, proofs = []) {
      const isCiting = proofs.length > 0 || (cited.at(-1)?.length ?? 0) > 0
      if (flow.y + height > FRAME.bottom - (isCiting ? STRIP_HEIGHT : 0)) startPage()
    },
    isAtTop: () => flow.y === FRAME.top,
    skip(height) {
      flow.y += height
    },
    element(type, draw, options = {}) {
      const struct = pdf.struct(type, options)
      addChild(struct)
      struct.add(draw)
      struct.end()
    },
    group(type, fill) {
      const struct = pdf.struct(type)
      addChild(struct)
      parents.push(struct)
      fill()
      parents.pop()
      struct.end()
    },
    lines(lines, x, leading, { isCiting = true } = {}) {
      for (const line of lines) {
        flow.room(leading, isCiting ? line.proofs : [])
        const page = cited.at(-1)
        if (isCiting && page) for (const proof of line.proofs) if (!page.includes(proof)) page.push(proof)
        drawLine(pdf, line, x, flow.y + leading * 0.74, (proof, left, top, width, height) => pdf.goTo(left - 1, top, width + 2, height, proofTarget(proof)))
        flow.y += leading
      }
    },
  }
  startPage()
  return flow
}
