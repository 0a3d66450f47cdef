// Where another author writes: a thin line with the name, which fades after two seconds of rest. What arrives from others is only text.

export interface CaretUser {
  name: string
  /** Number of the author's pastel disc, 1 to 7 (tokens). */
  disc: number
}

const longestName = 60

/** @param user presence as another workstation sent it: every part may be missing or foreign */
export function drawCaret(user: Record<string, unknown>): HTMLElement {
  const disc = typeof user.disc === 'number' && user.disc >= 1 && user.disc <= 7 ? Math.trunc(user.disc) : 1
  const name = typeof user.name === 'string' ? user.name.slice(0, longestName) : ''
  const caret = document.createElement('span')
  caret.className = 'caret'
  caret.setAttribute('aria-hidden', 'true')
  caret.dataset.disc = String(disc)
  const label = document.createElement('span')
  label.className = 'caret-name'
  label.textContent = name
  caret.append('\u2060', label, '\u2060')
  return caret
}
