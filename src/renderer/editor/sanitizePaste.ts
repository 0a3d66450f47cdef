// What may come in by paste: plain words and the few shapes of the report's schema. Knows no editor.

/** Control characters, and marks that turn the direction of text and can make "3 mg" read as another dose. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are exactly what is taken out
const hidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFFC]/gu

/** @returns the text without characters that cannot be seen; line ends as \n */
export function sanitizePastedText(text: string): string {
  return text.replace(/\r\n?/gu, '\n').replace(hidden, '')
}

const dropped = 'script, style, meta, link, title, iframe, object, embed, template, noscript, form, img, picture, video, audio, svg, math'
const renamed: Readonly<Record<string, string>> = { H1: 'h3', H2: 'h3', H5: 'h4', H6: 'h4' }

function rename(element: Element, tag: string): void {
  const copy = element.ownerDocument.createElement(tag)
  copy.append(...element.childNodes)
  element.replaceWith(copy)
}

function cleanText(root: Node): void {
  const walker = root.ownerDocument?.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = walker?.nextNode(); node; node = walker?.nextNode()) {
    const clean = sanitizePastedText(node.nodeValue ?? '')
    if (clean !== node.nodeValue) node.nodeValue = clean
  }
}

/** What a cell says of its size; the longest a page may ask for. */
const MOST_JOINED = 50
const spanOf = (cell: Element, name: string) => Math.min(MOST_JOINED, Math.max(1, Number.parseInt(cell.getAttribute(name) ?? '1', 10) || 1))

/**
 * Where the cells of a table stand once joined ones are taken apart: the report's tables have none.
 * @param rows of each cell: columns and rows it covers @returns for each row, in its columns' order, the cell whose words stand there; null = one that a joined cell covered
 */
export function separatedCells(rows: readonly (readonly { columns: number; rows: number }[])[]): (number | null)[][] {
  const grid: (number | null | undefined)[][] = rows.map(() => [])
  rows.forEach((cells, r) => {
    let column = 0
    cells.forEach((cell, n) => {
      while (grid[r]?.[column] !== undefined) column++
      for (let down = 0; down < cell.rows && r + down < rows.length; down++) {
        for (let right = 0; right < cell.columns; right++) (grid[r + down] as (number | null)[])[column + right] = down === 0 && right === 0 ? n : null
      }
      column += cell.columns
    })
  })
  return grid.map((row) => Array.from(row, (at) => at ?? null))
}

/** Takes joined cells apart, so that what stands beside or below them stays in its column; their words stand in the first. */
function separateJoined(table: Element): void {
  const rows = [...table.querySelectorAll('tr')].filter((row) => row.closest('table') === table)
  const cells = rows.map((row) => [...row.children].filter(({ tagName }) => tagName === 'TD' || tagName === 'TH'))
  const spans = cells.map((row) => row.map((cell) => ({ columns: spanOf(cell, 'colspan'), rows: spanOf(cell, 'rowspan') })))
  if (spans.flat().every(({ columns, rows: down }) => columns === 1 && down === 1)) return
  separatedCells(spans).forEach((places, r) => {
    const own = cells[r] ?? []
    const tag = own.length > 0 && own.every(({ tagName }) => tagName === 'TH') ? 'th' : 'td'
    rows[r]?.replaceChildren(...places.map((n) => (n === null ? undefined : own[n]) ?? table.ownerDocument.createElement(tag)))
  })
}

/**
 * Cuts foreign HTML down before the schema reads it: nothing that loads, runs, links or styles stays.
 * Parsed in an inert document, so nothing of it is ever fetched.
 */
export function sanitizedBody(html: string): HTMLElement {
  const inert = new DOMParser().parseFromString(html, 'text/html')
  for (const element of inert.querySelectorAll(dropped)) element.remove()
  for (const element of inert.querySelectorAll('a')) element.replaceWith(...element.childNodes)
  for (const table of inert.querySelectorAll('table')) separateJoined(table)
  for (const element of inert.querySelectorAll('h1, h2, h5, h6')) rename(element, renamed[element.tagName] ?? 'p')
  for (const element of inert.body.querySelectorAll('*')) {
    for (const { name } of [...element.attributes]) {
      if (name !== 'data-proof') element.removeAttribute(name)
    }
  }
  cleanText(inert.body)
  return inert.body
}
