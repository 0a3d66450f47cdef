// "1-3, 7, 5" as page numbers in the order written. Pure.

/** @returns every page for nothing written; null when a page is not there or it cannot be read as pages */
export function pagesWritten(text: string, count: number): number[] | null {
  const parts = text.split(/[,;\s]+/).filter((part) => part !== '')
  if (parts.length === 0) return Array.from({ length: count }, (_, i) => i + 1)
  const pages: number[] = []
  for (const part of parts) {
    const [, first = '', last = first] = /^(\d{1,5})(?:[-–](\d{1,5}))?$/.exec(part) ?? []
    const [from, to] = [Number(first), Number(last)]
    if (first === '' || from < 1 || to > count || to < from) return null
    for (let page = from; page <= to; page++) if (!pages.includes(page)) pages.push(page)
  }
  return pages
}
