// Recognised words over the pages of a PDF that are pictures only, for the pages that are on the screen.
import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import type { RecognisedPage } from '#shared/domain/recognition.ts'
import { ReadWords } from '../words/ReadWords.tsx'
import type { PdfController } from './pdfController.ts'
import type { PageLayer } from './pdfState.ts'
import { usePdfState } from './usePdf.ts'

/** @returns null for a page that was not read. A new function is a reason to ask again. */
export type LoadWords = (page: number) => Promise<RecognisedPage | null>

function PageWords({ page, layer, load }: { page: number; layer: PageLayer; load: LoadWords }) {
  const [read, setRead] = useState<RecognisedPage | null>(null)
  useEffect(() => {
    let gone = false
    void load(page).then((answer) => !gone && setRead(answer), () => undefined)
    return () => {
      gone = true
    }
  }, [page, load])
  if (!read) return null
  return createPortal(<ReadWords key={layer.version} words={read.words} boxOf={layer.fractions} aspect={layer.under.clientWidth / Math.max(1, layer.under.clientHeight)} />, layer.over)
}

export function PdfWords({ controller, load }: { controller: PdfController; load: LoadWords }) {
  const layers = usePdfState(controller, (state) => state.layers)
  return [...layers].map(([page, layer]) => <PageWords key={page} page={page} layer={layer} load={load} />)
}
