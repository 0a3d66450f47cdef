// How often something that moves is told to others.

/** 25 words a second while something moves; none while nothing does. */
export const EVERY_MS = 40

export interface Paced {
  /** Something has changed: told at once, or as soon as a word may be said again. The last change is never lost. */
  ask(): void
  stop(): void
}

/** @param tell says how things stand at that moment */
export function paced(tell: () => void, now: () => number = () => performance.now()): Paced {
  let last = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | undefined
  const say = () => {
    timer = undefined
    last = now()
    tell()
  }
  return {
    ask: () => {
      if (timer !== undefined) return
      const wait = EVERY_MS - (now() - last)
      if (wait <= 0) say()
      else timer = setTimeout(say, wait)
    },
    stop: () => {
      clearTimeout(timer)
      timer = undefined
    },
  }
}
