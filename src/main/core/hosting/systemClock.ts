// The one place of the workstation that reads the wall clock.
import type { Clock } from '#shared/kit/clock.ts'

export const systemClock: Clock = { now: () => Date.now() }
