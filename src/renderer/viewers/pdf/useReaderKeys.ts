// Keys of the pages themselves. Single letters that a feature adds are commands of the registry, not of this file.
import type { KeyboardEvent } from 'react'
import type { PdfController } from './pdfController.ts'

interface ReaderActions {
  openFind(): void
  togglePanel(): void
}

export function useReaderKeys(controller: PdfController | null, { openFind, togglePanel }: ReaderActions) {
  return (event: KeyboardEvent) => {
    if (!controller || event.target instanceof HTMLInputElement) return
    const state = controller.state.getState()
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() === 'f') openFind()
      else if (event.key === '0') controller.zoomTo('page-width')
      else return
      event.preventDefault()
      event.stopPropagation()
      return
    }
    const act = {
      '/': openFind,
      o: togglePanel,
      '+': () => controller.zoomBy(1),
      '-': () => controller.zoomBy(-1),
      ArrowLeft: () => controller.goToPage(state.page - 1),
      ArrowRight: () => controller.goToPage(state.page + 1),
      Home: () => controller.goToPage(1),
      End: () => controller.goToPage(state.pages),
    }[event.key]
    if (!act || event.altKey || event.shiftKey) return
    event.preventDefault()
    act()
  }
}
