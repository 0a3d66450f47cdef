// One JSON line per event on stderr: a code, ids that name no person, numbers. Never a message of foreign code, an address or a body.
type Fields = Readonly<Record<string, string | number | boolean>>

export interface ServerLogger {
  info(event: string, fields?: Fields): void
  warn(event: string, fields?: Fields): void
  error(event: string, fields?: Fields): void
}

/** @param write takes whole lines */
export function createServerLogger(write: (line: string) => void, now: () => string): ServerLogger {
  const at = (level: string) => (event: string, fields: Fields = {}) => write(`${JSON.stringify({ at: now(), level, event, ...fields })}\n`)
  return { info: at('info'), warn: at('warn'), error: at('error') }
}
