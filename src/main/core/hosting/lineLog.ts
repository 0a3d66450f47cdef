// The log of every host: one JSON line per event on a stream that is never stdout. Event names and opaque ids only (V23).
import type { Writable } from 'node:stream'
import type { Clock } from '#shared/kit/clock.ts'
import { isoInstant } from '#shared/kit/clock.ts'
import type { Logger } from '../ports.ts'

type Fields = Record<string, string | number | boolean>

/** @param quiet leaves out `info` lines */
export function createLineLog(out: Writable, clock: Clock, quiet = false): Logger {
  const write = (level: 'info' | 'warn' | 'error') => (event: string, fields: Fields = {}) => {
    out.write(`${JSON.stringify({ time: isoInstant(clock.now()), level, event, ...fields })}\n`)
  }
  return { info: quiet ? () => {} : write('info'), warn: write('warn'), error: write('error') }
}
