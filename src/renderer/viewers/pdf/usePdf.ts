// Opens a PDF while a component shows it. The engine itself is loaded on first use, so that the work list starts without it.
import { useEffect, useState, type RefObject } from 'react'
import { useStore } from 'zustand'
import { useT } from '../../i18n/useT.ts'
import type { PdfController } from './pdfController.ts'
import { createPdfState, type PdfState } from './pdfState.ts'
import { useArrival } from '../useArrival.ts'

const waiting = createPdfState()

/**
 * @param address content-channel path of the file; another address closes the old file
 * @returns null until the engine is there; a file that arrives later opens by itself, with a new controller
 */
export function usePdf(
  address: string,
  container: RefObject<HTMLDivElement | null>,
  pages: RefObject<HTMLDivElement | null>,
): PdfController | null {
  const t = useT()
  const [controller, setController] = useState<PdfController | null>(null)
  const isMissing = usePdfState(controller, ({ phase }) => phase === 'unreachable')
  const attempt = useArrival(address, isMissing)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt opens the same file again
  useEffect(() => {
    let opened: PdfController | null = null
    let gone = false
    void import('./pdfController.ts').then(({ showPdf }) => {
      if (gone || !container.current || !pages.current) return
      opened = showPdf(container.current, pages.current, address, (page) => t('documents.viewer.pageName', { page }))
      setController(opened)
    })
    return () => {
      gone = true
      setController(null)
      opened?.close()
    }
  }, [address, container, pages, t, attempt])
  return controller
}

export function usePdfState<T>(controller: PdfController | null, select: (state: PdfState) => T): T {
  return useStore(controller?.state ?? waiting, select)
}
