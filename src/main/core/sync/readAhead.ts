// Parts of a file in order, the next already on its way while the last is worked on. Knows no file and no line.

/**
 * @param ask the part at the offset
 * @param ahead false: one at a time, for a line whose speed is limited
 */
export async function* readAhead<T>(ask: (offset: number) => Promise<T>, { bytes, partBytes, ahead = true }: { bytes: number; partBytes: number; ahead?: boolean }): AsyncGenerator<T> {
  let next = bytes > 0 ? ask(0) : null
  for (let offset = partBytes; next !== null; offset += partBytes) {
    const part: T = await next
    const after = offset < bytes ? () => ask(offset) : null
    next = ahead && after ? after() : null
    // Its failure is met when it is its turn, also when nobody asks for it any more.
    next?.catch(() => undefined)
    yield part
    if (!ahead && after) next = after()
  }
}
