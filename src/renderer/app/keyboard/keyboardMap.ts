// Turns the command registry into key bindings. Single keys never act while somebody types; viewer keys only inside a viewer, list or board.
import type { Command } from '../commands.ts'

const VIEWER = '[data-viewer], [role="application"], [role="listbox"], [role="grid"], [role="tree"]'

export function isTyping(element: Element | null): boolean {
  if (!element) return false
  if ('isContentEditable' in element && element.isContentEditable === true) return true
  return element.matches('input:not([type="checkbox"], [type="radio"], [type="button"], [type="range"]), textarea, select, [role="textbox"], [contenteditable="true"]')
}

/** A combination with Ctrl, Cmd, Alt or a function key may act while typing; a bare key may not. */
export function isSafeWhileTyping(keys: string): boolean {
  return keys.split(' ').every((chord) => /^(.*\+)?F\d+$/.test(chord) || /(\$mod|Control|Meta|Alt)\+/.test(chord))
}

/**
 * The command a key press is meant for.
 * @param candidates commands with these keys, the latest registered last
 * @param active the focused element
 */
export function chooseCommand(candidates: readonly Command[], active: Element | null): Command | null {
  const viewer = active?.closest(VIEWER) ?? null
  const owner = viewer?.getAttribute('data-viewer') ?? ''
  const fits = candidates.filter((command) => {
    if (command.enabled === false) return false
    if (isTyping(active) && !isSafeWhileTyping(command.keys ?? '')) return false
    if (command.scope === 'global') return true
    return viewer !== null && (owner === '' || command.id.startsWith(`${owner}.`))
  })
  return fits.findLast((command) => command.scope === 'viewer') ?? fits.at(-1) ?? null
}

/**
 * The registry's spelling made robust over keyboards: a printed sign may need Shift or AltGr somewhere.
 * @returns tinykeys binding
 */
export function bindingOf(keys: string): string {
  return keys
    .split(' ')
    .map((chord) => {
      if (/^[?!/.,:;]$/.test(chord)) return `[Shift]+${chord}`
      if (/^[[\]\\]$/.test(chord)) return `[Control]+[Alt]+${chord}`
      return chord
    })
    .join(' ')
}
