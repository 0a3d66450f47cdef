// Reads JSON of our own files, which a disk may have torn.

/** @returns undefined for text that is not JSON; the caller validates the rest */
export function parseStoredJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined
    throw cause
  }
}
