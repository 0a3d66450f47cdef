import { createHash, randomBytes } from 'node:crypto'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createPartLine } from '../../../../../src/main/core/sync/partLine.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections()
})

async function at(answer: RequestListener): Promise<URL> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  servers.push(server)
  server.unref()
  await new Promise((resolve) => server.once('listening', resolve))
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/part`)
}

const send = createPartLine(undefined)

test('the bytes of a part arrive as they are, both ways', async () => {
  const bytes = randomBytes(3_000_001)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const url = await at((request, reply) => {
    if (request.method === 'GET') return void reply.writeHead(206, { 'content-length': bytes.length }).end(bytes)
    const hash = createHash('sha256')
    request.on('data', (piece: Buffer) => hash.update(piece)).on('end', () => reply.writeHead(202, { 'upload-offset': request.headers['content-length'] ?? '', 'x-sha256': hash.digest('hex') }).end())
  })
  const put = await send(url, { method: 'PUT', body: bytes })
  expect([put.status, put.header('upload-offset'), put.header('x-sha256'), put.header('nothing')]).toEqual([202, '3000001', sha256, null])
  const got = await send(url, { method: 'GET', atMost: bytes.length })
  expect(got.body.equals(bytes)).toBe(true)
  expect((await send(url, { method: 'HEAD', atMost: 9 })).body.length).toBe(0)
})

test('what is larger than asked for, cut short or sent elsewhere is refused; a refusal is not read', async () => {
  const large = await at((_request, reply) => void reply.end(Buffer.alloc(1000)))
  await expect(send(large, { method: 'GET', atMost: 999 })).rejects.toThrow('more bytes than asked for')
  const chunked = await at((_request, reply) => {
    reply.write(Buffer.alloc(700))
    reply.end(Buffer.alloc(700))
  })
  await expect(send(chunked, { method: 'GET', atMost: 1000 })).rejects.toThrow('more bytes than announced')
  const cut = await at((_request, reply) => {
    reply.writeHead(206, { 'content-length': 1000 }).write(Buffer.alloc(10))
    setTimeout(() => reply.destroy(), 20)
  })
  await expect(send(cut, { method: 'GET', atMost: 1000 })).rejects.toThrow()
  let followed = false
  const target = await at((_request, reply) => {
    followed = true
    reply.end()
  })
  const moved = await at((_request, reply) => void reply.writeHead(302, { location: target.href }).end('elsewhere'))
  expect(await send(moved, { method: 'GET', atMost: 100 })).toMatchObject({ status: 302, body: Buffer.alloc(0) })
  expect(followed).toBe(false)
})

test('a server that hangs up in the middle of a part is an error and nothing more; a wish to stop stops', async () => {
  const deaf = await at((request) => void request.socket.destroy())
  await expect(send(deaf, { method: 'PUT', body: Buffer.alloc(5_000_000) })).rejects.toThrow()
  const early = await at((request, reply) => {
    reply.writeHead(507, { 'upload-offset': '0' }).end(() => request.socket.destroy())
  })
  await send(early, { method: 'PUT', body: Buffer.alloc(5_000_000) }).then(({ status }) => expect(status).toBe(507), (error: unknown) => expect(error).toBeInstanceOf(Error))
  const stop = new AbortController()
  const mute = await at(() => stop.abort())
  await expect(send(mute, { method: 'GET', atMost: 1, signal: stop.signal })).rejects.toThrow(/abort/i)
})
