// The pages small, in a column: drawn only while they are in view, so that a long file costs no memory.
import { useEffect, useRef, useState } from 'react'
import { useT } from '../../i18n/useT.ts'
import type { PdfController } from './pdfController.ts'
import { usePdfState } from './usePdf.ts'

const width = 92

function Thumbnail({ controller, page, current, seen }: { controller: PdfController; page: number; current: boolean; seen: boolean }) {
  const t = useT()
  const box = useRef<HTMLButtonElement>(null)
  const [near, setNear] = useState(false)
  useEffect(() => {
    const button = box.current
    if (!button) return
    const watcher = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), { rootMargin: '200px' })
    watcher.observe(button)
    return () => watcher.disconnect()
  }, [])
  useEffect(() => {
    if (current) box.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const rotation = usePdfState(controller, (state) => state.rotation)
  return (
    <button
      ref={box}
      type="button"
      className="pdf-thumbnail"
      data-focus="inside"
      aria-current={current ? 'page' : undefined}
      aria-label={t(seen ? 'documents.viewer.pageSeen' : 'documents.viewer.pageUnseen', { page })}
      onClick={() => controller.goToPage(page)}
    >
      {near ? <Drawing key={rotation} controller={controller} page={page} /> : <span className="pdf-thumbnail-blank" />}
      <span className="t-micro t-number">
        {page}
        {!seen && <span className="pdf-unseen" aria-hidden="true" />}
      </span>
    </button>
  )
}

function Drawing({ controller, page }: { controller: PdfController; page: number }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const stop = new AbortController()
    if (canvas.current) void controller.drawThumbnail(page, canvas.current, width, stop.signal)
    return () => stop.abort()
  }, [controller, page])
  return <canvas ref={canvas} className="pdf-thumbnail-canvas" />
}

export function PdfThumbnails({ controller }: { controller: PdfController }) {
  const t = useT()
  const pages = usePdfState(controller, (state) => state.pages)
  const current = usePdfState(controller, (state) => state.page)
  const seen = usePdfState(controller, (state) => state.seen)
  return (
    <nav className="pdf-thumbnails" aria-label={t('documents.viewer.thumbnails')}>
      {Array.from({ length: pages }, (_, i) => i + 1).map((page) => (
        <Thumbnail key={page} controller={controller} page={page} current={page === current} seen={seen.has(page)} />
      ))}
    </nav>
  )
}
