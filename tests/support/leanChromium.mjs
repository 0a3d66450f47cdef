#!/usr/bin/env node
// Chromium for runs that measure memory, started in its place: the driver asks every page and worker to keep a copy of all answers for its inspector
// (up to 200 MB each), which would count as the page's own memory. On the way through, that wish becomes: keep none. Nothing else is changed.
import { spawn } from 'node:child_process'
import { createReadStream, createWriteStream } from 'node:fs'
import process from 'node:process'

const NUL = '\0'
const ASKS = '"method":"Network.enable"'
const ASKS_NONE = `${ASKS},"params":{"maxTotalBufferSize":0,"maxResourceBufferSize":0}`

const browser = spawn(process.env.CONSILIUM_LEAN_BROWSER, process.argv.slice(2), { stdio: ['inherit', 'inherit', 'inherit', 'pipe', 'pipe'] })
// The driver speaks on 3 and listens on 4, one JSON text after the other, each ended by a NUL.
let rest = ''
createReadStream('', { fd: 3, encoding: 'utf8' })
  .on('data', (text) => {
    const messages = (rest + text).split(NUL)
    rest = messages.pop() ?? ''
    for (const message of messages) browser.stdio[3].write(message.replace(ASKS, ASKS_NONE) + NUL)
  })
  .on('end', () => browser.stdio[3].end())
browser.stdio[4].pipe(createWriteStream('', { fd: 4 }))
browser.on('exit', (code) => process.exit(code ?? 1))
