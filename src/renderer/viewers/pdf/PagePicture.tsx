// A small picture of one page of a PDF, or of a photograph, turned as it will stand. Says nothing to screen readers that its caption does not.
import { useEffect, useState } from 'react'
import { drawPage, rememberedPage } from './pageShots.ts'
import './pdf.css'

export function PagePicture({ address, isPdf, page, turn }: { address: string; isPdf: boolean; page: number; turn: number }) {
  const [drawn, setDrawn] = useState<string | null>(() => (isPdf ? rememberedPage(address, page) : address))
  useEffect(() => {
    if (!isPdf || rememberedPage(address, page)) return
    const stop = new AbortController()
    drawPage(address, page, stop.signal).then(
      (picture) => !stop.signal.aborted && setDrawn(picture),
      // A page that cannot be drawn keeps its blank sheet: its caption says which it is.
      () => undefined,
    )
    return () => stop.abort()
  }, [address, isPdf, page])
  return <span className="page-picture">{drawn && <img src={drawn} alt="" data-turn={turn} />}</span>
}
