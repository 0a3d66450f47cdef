// Who may talk to the browser host (threat T7): one-time tokens, the session cookie, and what Host, Origin and Sec-Fetch-* must say. No I/O.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { Clock } from '#shared/kit/clock.ts'

const TOKEN_VALID_MS = 30_000
/** Wrong guesses after which tokens in circulation are void; a new one must be asked for at the terminal. */
const WRONG_TOKEN_LIMIT = 20
const SESSION_LIMIT = 8

interface Visit {
  readonly method: string
  readonly pathname: string
  readonly headers: IncomingHttpHeaders
  readonly upgrade: boolean
}

export type Verdict = 'refused' | 'stranger' | 'guest'

export interface Admission {
  /** A fresh token for the URL fragment: valid 30 s, once. */
  issueToken(): string
  /** @returns the Set-Cookie value of a new session, or null */
  redeem(token: string): string | null
  /**
   * `refused`: the request comes from elsewhere, answer 403 whatever it asks. `stranger`: from our own page or the address bar, but not signed in:
   * only the entrance may be shown. `guest`: holds a session.
   */
  judge(visit: Visit): Verdict
}

/** @param host exactly what the Host header must be, e.g. 127.0.0.1:49152 */
export function createAdmission(host: string, clock: Clock): Admission {
  const tokens = new Map<string, number>()
  const sessions = new Set<string>()
  const cookieName = `consilium-${host.split(':')[1]}`
  const origin = `http://${host}`
  let wrong = 0

  function redeem(token: string): string | null {
    const key = digest(token)
    const until = tokens.get(key)
    tokens.delete(key)
    if (until === undefined || clock.now() > until) {
      wrong++
      if (wrong >= WRONG_TOKEN_LIMIT) tokens.clear()
      return null
    }
    wrong = 0
    const session = randomBytes(32).toString('base64url')
    sessions.add(digest(session))
    const oldest = sessions.values().next().value
    if (sessions.size > SESSION_LIMIT && oldest) sessions.delete(oldest)
    return `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`
  }

  function judge(visit: Visit): Verdict {
    if (visit.headers.host !== host || !comesFromHere(visit, origin)) return 'refused'
    const session = cookieOf(visit.headers.cookie, cookieName)
    return session !== undefined && holds(sessions, digest(session)) ? 'guest' : 'stranger'
  }

  return {
    issueToken() {
      const token = randomBytes(32).toString('base64url')
      for (const [key, until] of tokens) if (clock.now() > until) tokens.delete(key)
      tokens.set(digest(token), clock.now() + TOKEN_VALID_MS)
      return token
    },
    redeem,
    judge,
  }
}

/**
 * Reads and shows need an Origin that is absent or ours; everything that changes or connects needs ours. Sec-Fetch-Site, where the browser
 * sends it, must be same-origin; only the entrance may be navigated to from elsewhere (address bar, the launcher's own start page).
 */
function comesFromHere({ method, pathname, headers, upgrade }: Visit, origin: string): boolean {
  const stated = headers.origin
  const reads = (method === 'GET' || method === 'HEAD') && !upgrade
  if (stated === undefined ? !reads : stated !== origin) return false
  const site = headers['sec-fetch-site']
  if (site === undefined || site === 'same-origin') return true
  return reads && pathname === '/' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
}

const digest = (secret: string) => createHash('sha256').update(secret).digest('base64url')

/** Compares with every member in constant time each: where the match lies is not measurable. */
function holds(sessions: Set<string>, wanted: string): boolean {
  let found = false
  for (const session of sessions) found = timingSafeEqual(Buffer.from(session), Buffer.from(wanted)) || found
  return found
}

function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const [key, value] = part.trim().split('=')
    if (key === name) return value
  }
  return undefined
}
