// Makes and remembers small pictures of whole pages, one after the other. Knows no feature.
import { keepPdf, takePdf } from './keptPdfs.ts'

const WIDTH = 240
const MOST_SHOTS = 120

const shots = new Map<string, string>()
let turn: Promise<unknown> = Promise.resolve()

const keyOf = (address: string, page: number) => `${address} ${page}`

export function rememberedPage(address: string, page: number): string | null {
  return shots.get(keyOf(address, page)) ?? null
}

/** At lock: nothing clinical stays in this window's memory. */
export function dropPages(): void {
  shots.clear()
}

/** @returns a data: address. @throws PdfOpenError when the file cannot be opened, DOMException when it is no longer wanted */
export function drawPage(address: string, page: number, signal: AbortSignal): Promise<string> {
  const drawn = turn.then(() => rememberedPage(address, page) ?? draw(address, page, signal))
  turn = drawn.catch(() => undefined)
  return drawn
}

async function draw(address: string, page: number, signal: AbortSignal): Promise<string> {
  signal.throwIfAborted()
  const { openPdf } = await import('./engine.ts')
  const open = takePdf(address) ?? (await openPdf(address, signal, async () => null))
  try {
    const pdfPage = await open.document.getPage(page)
    const viewport = pdfPage.getViewport({ scale: WIDTH / pdfPage.getViewport({ scale: 1 }).width })
    const canvas = Object.assign(document.createElement('canvas'), { width: Math.round(viewport.width), height: Math.round(viewport.height) })
    const task = pdfPage.render({ canvas, viewport })
    signal.addEventListener('abort', () => task.cancel(), { once: true })
    await task.promise
    const picture = canvas.toDataURL('image/jpeg', 0.8)
    shots.set(keyOf(address, page), picture)
    for (const oldest of [...shots.keys()].slice(0, Math.max(0, shots.size - MOST_SHOTS))) shots.delete(oldest)
    return picture
  } finally {
    if (open.locked || signal.aborted) void open.close()
    else keepPdf(address, open)
  }
}
