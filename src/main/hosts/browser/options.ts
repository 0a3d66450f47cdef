// What the browser host can be told when it is started. Reads arguments; does nothing.
import { parseArgs } from 'node:util'

export interface BrowserHostOptions {
  /** 0 = a free port. */
  readonly port: number
  readonly dataDirectory: string | null
  /** false: print the address and serve until stopped, whatever window there was. */
  readonly window: boolean
}

/** @throws TypeError with a sentence for people when an argument is not understood */
export function readOptions(args: readonly string[]): BrowserHostOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { port: { type: 'string' }, data: { type: 'string' }, store: { type: 'string' }, serve: { type: 'boolean' } },
    allowPositionals: false,
    strict: true,
  })
  const port = Number(values.port ?? 0)
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new TypeError('--port takes a number from 0 to 65535')
  return { port, dataDirectory: values.data ?? values.store ?? null, window: values.serve !== true }
}
