// Reading a stored PDF by ranges: only from this origin, and never other bytes than asked for.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRangeSource } from '../../../../../src/renderer/viewers/pdf/rangeSource.ts'
import { describeLink } from '../../../../../src/renderer/viewers/pdf/outsideLink.ts'
import { tidyQuote } from '../../../../../src/renderer/viewers/pdf/textSelection.ts'

const file = Buffer.from(Array.from({ length: 200_000 }, (_, i) => i % 251))
let server: Server
let base = ''
const asked: string[] = []
const signal = new AbortController().signal

beforeAll(async () => {
  server = createServer((request, response) => {
    const range = request.headers.range ?? ''
    asked.push(range)
    if (request.url === '/empty') return response.writeHead(416, { 'Content-Range': 'bytes */0' }).end()
    if (request.url === '/whole') return response.writeHead(200).end(file)
    if (request.url !== '/file') return response.writeHead(404).end()
    const [from = 0, to = 0] = range.replace('bytes=', '').split('-').map(Number)
    const last = Math.min(to, file.length - 1)
    return response.writeHead(206, { 'Content-Range': `bytes ${from}-${last}/${file.length}` }).end(file.subarray(from, last + 1))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterAll(() => void server.close())

test('the length and the first bytes come with one request, further bytes by exact range', async () => {
  const source = await openRangeSource('/file', base, signal)
  expect(source.length).toBe(200_000)
  expect(source.head.length).toBe(65_536)
  expect(Buffer.from(await source.read(150_000, 150_010, signal))).toEqual(file.subarray(150_000, 150_010))
  expect(asked.slice(-2)).toEqual(['bytes=0-65535', 'bytes=150000-150009'])
})

test('a range shorter than asked for is an error, not a page with holes', async () => {
  const source = await openRangeSource('/file', base, signal)
  await expect(source.read(199_999, 200_010, signal)).rejects.toThrow('another range')
})

test('a store that ignores ranges is read whole', async () => {
  const source = await openRangeSource('/whole', base, signal)
  expect(source.length).toBe(200_000)
  expect((await source.read(10, 20, signal))[0]).toBe(10)
})

test('an empty file opens as an empty file, a missing one does not open', async () => {
  expect((await openRangeSource('/empty', base, signal)).length).toBe(0)
  await expect(openRangeSource('/missing', base, signal)).rejects.toThrow('404')
})

test('a document of another origin is never fetched', async () => {
  const before = asked.length
  await expect(openRangeSource('http://127.0.0.2/file', base, signal)).rejects.toThrow('another origin')
  expect(asked.length).toBe(before)
})

test('of a link only the host is shown as the place it leads to', () => {
  expect(describeLink('https://viewer.example.org/study?id=1')).toEqual({ host: 'viewer.example.org', address: 'https://viewer.example.org/study?id=1' })
  expect(describeLink('https://safe.org@evil.example/').host).toBe('evil.example')
  expect(describeLink('javascript:alert(1)').host).toBe('')
  expect(describeLink('file:///etc/passwd').host).toBe('')
})

test('a quote is its words: line ends and runs of blanks are one blank', () => {
  expect(tidyQuote('  30 mm in its\n largest   diameter ')).toBe('30 mm in its largest diameter')
})
