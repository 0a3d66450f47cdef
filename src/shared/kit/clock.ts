// Time as a port: nothing in shared or core reads the wall clock by itself.

export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number
}

/** Instant as ISO 8601 UTC with milliseconds, e.g. 2026-11-22T21:40:00.000Z: the one form in which instants are stored. */
export function isoInstant(ms: number): string {
  return new Date(ms).toISOString()
}
