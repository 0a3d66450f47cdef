// Copied words remember the case they were copied in; another case does not take them unasked (H20). Only the case's id travels, in a type that no
// other program reads. Knows no editor.

/** Kept by the browser between its own pages; other programs see only the words. */
const CASE_TYPE = 'application/x-consilium-case'

/** Marks what is copied or cut inside a case. Called after the editor has put its own forms into the clipboard. */
export function markCopy(event: ClipboardEvent, caseId: string): void {
  const { clipboardData } = event
  if (!clipboardData) return
  if (!event.defaultPrevented) {
    const words = selectedWords(event.target)
    if (words === '') return
    clipboardData.setData('text/plain', words)
    event.preventDefault()
    if (event.type === 'cut') document.execCommand('delete')
  }
  clipboardData.setData(CASE_TYPE, caseId)
}

function selectedWords(target: EventTarget | null): string {
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return target.value.slice(target.selectionStart ?? 0, target.selectionEnd ?? 0)
  return document.getSelection()?.toString() ?? ''
}

/** @returns the words that come from another case; null when nothing speaks against them */
export function foreignWords(data: DataTransfer | null, caseId: string): string | null {
  const from = data?.getData(CASE_TYPE) ?? ''
  return from !== '' && from !== caseId ? (data?.getData('text/plain') ?? '') : null
}
