// The line of a server for one room: encrypted, known by the code on the host's screen, and nothing is said to anybody else who answers.
import { readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { connect } from 'node:tls'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { addressOfRoomCode, pinOfAddress, roomCodeOf } from '../../src/shared/domain/board/roomCode.ts'
import { startServerProcess } from '../support/serverProcess.ts'
import { writeSmallBundle } from '../support/smallBundle.ts'
import { openTestWorkstation, until } from '../support/workstation.ts'

const open: { stop(): Promise<unknown> | unknown }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.stop()
})

/** A wire that writes down every byte that passes to the server. */
async function tappedWire(port: number) {
  const passed: Buffer[] = []
  const wire = createServer((near) => {
    import('node:net').then(({ connect: dial }) => {
      const far = dial(port, '127.0.0.1')
      near.on('data', (part) => passed.push(part))
      near.pipe(far).on('error', () => near.destroy())
      far.pipe(near).on('error', () => far.destroy())
    }, () => near.destroy())
  })
  await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve))
  open.push({ stop: () => wire.close() })
  return { port: (wire.address() as AddressInfo).port, passed }
}

test('a workstation joins by the code, files and words arrive, and none of them can be read on the wire', { timeout: 120_000 }, async () => {
  const server = await startServerProcess({ board: true })
  const [host, guest] = [await openTestWorkstation(), await openTestWorkstation()]
  open.push({ stop: () => server.stop() }, host, guest)
  expect(new URL(server.url).protocol).toBe('https:')
  const pin = pinOfAddress(server.url) ?? ''
  const wire = await tappedWire(server.port)
  const address = addressOfRoomCode(roomCodeOf('127.0.0.1', wire.port, pin) ?? '') ?? ''
  await host.signUp('Dr Host', 'chair', 'L-1')
  const ana = await guest.signUp('Dr Ana Quevedo', 'radiologist', 'L-2')
  for (const one of [host, guest]) await one.client.sync.connect({ serverUrl: address, enrolmentCode: server.enrolmentCode ?? '' })
  const caseId = await host.takeIn(writeSmallBundle())
  await host.client.sync.syncNow()
  await host.client.sync.assign({ caseId, userId: ana.id })
  await until('case and files arrive', async () => {
    await host.client.sync.syncNow()
    await guest.client.sync.syncNow()
    const [one] = await guest.client.cases.list()
    return one !== undefined && (await guest.client.cases.documents({ caseId })).length > 0 && (await guest.client.imaging.studies({ caseId })).length > 0
  })
  const bytes = Buffer.concat(wire.passed)
  expect(bytes.byteLength).toBeGreaterThan(2_000)
  for (const word of ['Quevedo', 'Bearer', 'GET /', 'POST /', 'PUT /', server.enrolmentCode ?? 'none']) expect(bytes.includes(word), word).toBe(false)
})

test('whoever answers with another certificate is told nothing', { timeout: 90_000 }, async () => {
  const [true1, other] = [await startServerProcess({ board: true }), await startServerProcess({ board: true })]
  const guest = await openTestWorkstation()
  open.push({ stop: () => true1.stop() }, { stop: () => other.stop() }, guest)
  await guest.signUp('Dr Ana', 'radiologist', 'L-2')
  const wrong = addressOfRoomCode(roomCodeOf('127.0.0.1', other.port, pinOfAddress(true1.url) ?? '') ?? '') ?? ''
  await expect(guest.client.sync.connect({ serverUrl: wrong, enrolmentCode: other.enrolmentCode ?? '' })).rejects.toMatchObject({ code: 'LINE_NOT_TRUSTED' })
  // Without the pin the platform's own trust speaks: nobody vouches for the certificate.
  await expect(guest.client.sync.connect({ serverUrl: `https://127.0.0.1:${true1.port}`, enrolmentCode: true1.enrolmentCode ?? '' })).rejects.toMatchObject({ code: 'SERVER_UNREACHABLE' })
  await guest.client.sync.connect({ serverUrl: true1.url, enrolmentCode: true1.enrolmentCode ?? '' })
})

test('the server keeps its certificate, speaks TLS 1.3 only, and its key lies in a file of its own', { timeout: 60_000 }, async () => {
  const first = await startServerProcess({ board: true })
  await first.stop()
  const again = await startServerProcess({ board: true, directory: first.directory, port: first.port })
  open.push({ stop: () => again.stop() })
  expect(pinOfAddress(again.url)).toBe(pinOfAddress(first.url))
  expect(readFileSync(join(first.directory, 'room-line.pem'), 'utf8')).toContain('PRIVATE KEY')
  const said = await new Promise<string>((resolve) => {
    const socket = connect({ host: '127.0.0.1', port: again.port, rejectUnauthorized: false, maxVersion: 'TLSv1.2' })
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''))
    socket.once('secureConnect', () => resolve(socket.getProtocol() ?? ''))
  })
  expect(said).toMatch(/PROTOCOL_VERSION/)
})
