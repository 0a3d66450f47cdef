// Spells a key combination for people. Pure.

const names: Record<string, string> = {
  $mod: 'Ctrl', Control: 'Ctrl', ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc', ' ': 'Space', Slash: '/',
  PageUp: 'PgUp', PageDown: 'PgDn', Period: '.', '\\?': '?', BracketLeft: '[', BracketRight: ']', Backslash: '\\',
}

/**
 * @param keys tinykeys form, e.g. "g d" or "$mod+k"
 * @returns one text per chord of a sequence, e.g. ["G", "D"] or ["Ctrl K"]
 */
export function readableKeys(keys: string): string[] {
  return keys.split(' ').map((chord) =>
    chord
      .split('+')
      .map((key) => names[key] ?? (/^Key[A-Z]$/.test(key) ? key.slice(3) : key.length === 1 ? key.toUpperCase() : key))
      .join(' '),
  )
}
