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

/**
 * Cuts foreign HTML down before the schema reads it: nothing that loads, runs, links or styles stays.
 * Parsed in an inert document, so nothing of it is ever fetched.
 */
export function sanitizedBody(html: string): HTMLElement {
  const inert = new DOMParser().parseFromString(html, 'text/html')
  for (const element of inert.querySelectorAll(dropped)) element.remove()
  for (const element of inert.querySelectorAll('a')) element.replaceWith(...element.childNodes)
  for (const element of inert.querySelectorAll('h1, h2, h5, h6')) rename(element, renamed[element.tagName] ?? 'p')
  for (const element of inert.body.querySelectorAll('*')) {
    for (const { name } of [...element.attributes]) {
      if (name !== 'data-proof') element.removeAttribute(name)
    }
  }
  cleanText(inert.body)
  return inert.body
}
