// One round at a time, and nobody is told "done" of a round that had begun before they asked. Knows nothing of what a round does.

/** @param work one round; must not reject  @param rested called when a round ended and none waits behind it */
export function createTurns(work: () => Promise<void>, rested: () => void) {
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null

  function start(): Promise<void> {
    running = work().finally(() => {
      running = null
      if (!next) rested()
    })
    return running
  }

  return {
    /** @returns the end of a round that began after this call: whatever was written before it is in it */
    ask(): Promise<void> {
      if (!running) return start()
      next ??= running.then(() => {
        next = null
        return running ?? start()
      })
      return next
    },
    /** When nothing runs and nothing waits. */
    async settled(): Promise<void> {
      while (running ?? next) await (next ?? running)
    },
  }
}
