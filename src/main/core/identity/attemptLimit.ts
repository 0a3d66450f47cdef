// How often a passphrase may be tried: counted on disk before the answer, so that killing the program does not reset it.
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { caseError } from '#shared/contract/errors.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { writeFileDurably } from '#shared/node/durableFiles.ts'
import { parseStoredJson } from './storedJson.ts'

const Attempts = z.object({ failures: z.number().int().nonnegative(), waitUntilMs: z.number(), lastSeenMs: z.number() })
type Attempts = z.infer<typeof Attempts>

const WAIT_AFTER = 10
const WAIT_MS = 15 * 60_000
/** From here on only the recovery code opens (safety note §6). */
const CLOSED_AFTER = 30
const NONE: Attempts = { failures: 0, waitUntilMs: 0, lastSeenMs: 0 }

export type AttemptLimit = ReturnType<typeof createAttemptLimit>

export function createAttemptLimit(file: string, clock: Clock) {
  function read(): Attempts {
    if (!existsSync(file)) return NONE
    const parsed = Attempts.safeParse(parseStoredJson(readFileSync(file, 'utf8')))
    // An unreadable counter is not a free run: it counts as one that has just reached the wait.
    return parsed.success ? parsed.data : { failures: WAIT_AFTER, waitUntilMs: clock.now() + WAIT_MS, lastSeenMs: clock.now() }
  }
  const write = (attempts: Attempts) => writeFileDurably(file, JSON.stringify(attempts))

  /**
   * A clock set back does not shorten the wait.
   * @throws CaseError PASSPHRASE_WRONG while waiting, PASSPHRASE_LOCKED for a passphrase after 30 failures
   */
  function admit(by: 'passphrase' | 'recoveryCode'): void {
    const { failures, waitUntilMs, lastSeenMs } = read()
    if (by === 'passphrase' && failures >= CLOSED_AFTER) throw caseError('PASSPHRASE_LOCKED', {})
    const now = Math.max(clock.now(), lastSeenMs)
    if (now < waitUntilMs) throw caseError('PASSPHRASE_WRONG', { attemptsLeft: 0, waitSeconds: Math.ceil((waitUntilMs - now) / 1000) })
  }

  /** Counts one failure and tells what is left. */
  function failed(): ReturnType<typeof caseError<'PASSPHRASE_WRONG'>> {
    const before = read()
    const failures = before.failures + 1
    const mustWait = failures % WAIT_AFTER === 0
    const now = Math.max(clock.now(), before.lastSeenMs)
    write({ failures, waitUntilMs: mustWait ? now + WAIT_MS : before.waitUntilMs, lastSeenMs: now })
    return caseError('PASSPHRASE_WRONG', { attemptsLeft: mustWait ? 0 : WAIT_AFTER - (failures % WAIT_AFTER), waitSeconds: mustWait ? WAIT_MS / 1000 : 0 })
  }

  /** A success ends the counting. @returns the failures before it, for the audit */
  function forgive(): number {
    const { failures } = read()
    if (failures > 0) write({ ...NONE, lastSeenMs: clock.now() })
    return failures
  }

  return { admit, failed, forgive }
}
