// Makes and remembers pictures of passages. One file stays open for a moment, so that the next chip of it is drawn at once.
import type { PageRect } from '#shared/domain/annotation.ts'
import { keepPdf, takePdf } from './keptPdfs.ts'

export interface PassageShot {
  /** data: address of a JPEG. */
  readonly picture: string
  /** CSS pixels. */
  readonly width: number
  readonly height: number
}

const WIDTH = 336
const MOST_HEIGHT = 220
/** Lines of page above and below the passage, in points. */
const AROUND = 26
const LEAST_HEIGHT = 90
const MOST_SHOTS = 40

const token = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

const shots = new Map<string, PassageShot>()
const keyOf = (address: string, page: number, rects: readonly PageRect[]) => `${address} ${page} ${rects.join(' ')}`

export function rememberedPassage(address: string, page: number, rects: readonly PageRect[]): PassageShot | null {
  return shots.get(keyOf(address, page, rects)) ?? null
}

/** At lock: nothing clinical stays in this window's memory. */
export function dropPassages(): void {
  shots.clear()
}

/** @throws PdfOpenError when the file cannot be opened; a locked file is not asked for its password here */
export async function drawPassage(address: string, page: number, rects: readonly PageRect[], signal: AbortSignal): Promise<PassageShot> {
  const { openPdf, pdfjs } = await import('./engine.ts')
  const open = takePdf(address) ?? (await openPdf(address, signal, async () => null))
  try {
    const pdfPage = await open.document.getPage(page)
    const natural = pdfPage.getViewport({ scale: 1 })
    const points = rects.flatMap(([x1, y1, x2, y2]) => [natural.convertToViewportPoint(x1, y1), natural.convertToViewportPoint(x2, y2)] as number[][])
    const ys = points.map(([, y = 0]) => y)
    const middle = (Math.min(...ys) + Math.max(...ys)) / 2
    const wanted = Math.max(LEAST_HEIGHT, Math.max(...ys) - Math.min(...ys) + 2 * AROUND)
    const scale = WIDTH / natural.width
    const height = Math.min(wanted, MOST_HEIGHT / scale, natural.height)
    const top = Math.min(Math.max(0, (wanted > height ? Math.min(...ys) - AROUND : middle - height / 2)), natural.height - height)
    const sharp = Math.max(2, window.devicePixelRatio)
    const viewport = pdfPage.getViewport({ scale: scale * sharp, offsetY: -top * scale * sharp })
    const canvas = Object.assign(document.createElement('canvas'), { width: Math.round(WIDTH * sharp), height: Math.round(height * scale * sharp) })
    const task = pdfPage.render({ canvas, viewport, background: token('--page'), annotationMode: pdfjs.AnnotationMode.ENABLE })
    signal.addEventListener('abort', () => task.cancel(), { once: true })
    await task.promise
    const pen = canvas.getContext('2d')
    if (pen) {
      pen.globalCompositeOperation = 'multiply'
      pen.fillStyle = token('--mark-claim')
      for (const [x1, y1, x2, y2] of rects) {
        const [ax = 0, ay = 0] = viewport.convertToViewportPoint(x1, y1)
        const [bx = 0, by = 0] = viewport.convertToViewportPoint(x2, y2)
        pen.fillRect(Math.min(ax, bx), Math.min(ay, by), Math.abs(bx - ax), Math.abs(by - ay))
      }
    }
    const shot = { picture: canvas.toDataURL('image/jpeg', 0.85), width: WIDTH, height: Math.round(height * scale) }
    shots.set(keyOf(address, page, rects), shot)
    for (const oldest of [...shots.keys()].slice(0, Math.max(0, shots.size - MOST_SHOTS))) shots.delete(oldest)
    return shot
  } finally {
    if (open.locked || signal.aborted) void open.close()
    else keepPdf(address, open)
  }
}
