// Bytes of a text file as words. Pure but for the platform's decoders.

/**
 * UTF-16 by its mark, else UTF-8 when it is valid, else Windows-1252 (older hospital exports in western Europe).
 * A cut at the end in the middle of a character does not count against UTF-8.
 */
export function decodeText(bytes: Uint8Array<ArrayBuffer>): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
  } catch (error) {
    if (error instanceof TypeError) return new TextDecoder('windows-1252').decode(bytes)
    throw error
  }
}
