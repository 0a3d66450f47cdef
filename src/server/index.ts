// Command line of the central server: `consilium serve [--port N] [--host H] [--data DIR] [--new-code] [--invited-only] [--restored]`.
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { isoInstant } from '#shared/kit/clock.ts'
import { startServer } from './createServer.ts'
import { createServerLogger } from './log.ts'

async function main() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4180' },
      host: { type: 'string', default: '127.0.0.1' },
      data: { type: 'string', default: 'consilium-server' },
      'new-code': { type: 'boolean', default: false },
      restored: { type: 'boolean', default: false },
      'invited-only': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  const directory = resolve(values.data)
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const server = await startServer({
    directory,
    databaseUrl: process.env['DATABASE_URL'] || undefined,
    masterKeyFile: process.env['CONSILIUM_MASTER_KEY_FILE'] || undefined,
    invitedOnly: values['invited-only'] || process.env['CONSILIUM_INVITED_ONLY'] === '1',
    log: createServerLogger((line) => process.stderr.write(line), () => isoInstant(Date.now())),
    host: values.host,
    port: Number(values.port),
    renewCode: values['new-code'],
    restored: values.restored,
    clock: { now: () => Date.now() },
  })
  const { url, serverId, enrolmentCode } = server
  if (values.json) process.stdout.write(`${JSON.stringify({ url, serverId, enrolmentCode })}\n`)
  else process.stdout.write(`Consilium server ${url}\n${enrolmentCode ? `Enrolment code (shown once): ${enrolmentCode}\n` : ''}Stop with Ctrl-C.\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      server.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    })
  }
}

await main()
