import { createORPCClient, ORPCError, safe } from '@orpc/client'
import { type RouterClient, os } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { ERRORS } from '#shared/contract/errors.ts'
import { CONTRACT_FRAME_LIMIT_BYTES } from '../../src/main/procedures/contractChannel.ts'
import { type OpenTransport, overMessagePort, overWebSocket } from './transports.ts'

const ended: string[] = []

const router = {
  echo: os.input(z.object({ text: z.string(), n: z.number().nullable() })).handler(({ input }) => input),
  refuse: os.errors({ STALE_VERSION: { data: ERRORS.STALE_VERSION.data } }).handler(({ errors }) => {
    throw errors.STALE_VERSION({ data: { currentVersion: 7 } })
  }),
  count: os.input(z.object({ to: z.number() })).handler(async function* ({ input, signal }) {
    try {
      for (let i = 1; i <= input.to && !signal?.aborted; i++) {
        yield i
        await new Promise((resolve) => setTimeout(resolve, 1))
      }
    } finally {
      ended.push('count')
    }
  }),
  wait: os.handler(async ({ signal }) => {
    await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()))
    ended.push('wait')
    return 'aborted'
  }),
}

// The same cases over every transport a host has: what holds in the browser host holds in Electron.
describe.each([
  ['WebSocket', overWebSocket],
  ['MessagePort', overMessagePort],
] as const)('contract over %s', (_name, open) => {
  let transport: OpenTransport
  let client: RouterClient<typeof router>
  beforeEach(async () => {
    ended.length = 0
    transport = await open(router)
    client = createORPCClient(transport.link)
  })
  afterEach(() => transport.stop())

  test('a call comes back as it was sent, names with every letter', async () => {
    const text = 'Núñez García, Ærøskøbing, 王, 👩‍⚕️'
    expect(await client.echo({ text, n: null })).toEqual({ text, n: null })
  })

  test('two hundred calls in flight are answered each with its own', async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => client.echo({ text: 'x', n })))
    expect(answers.map((a) => a.n)).toEqual(Array.from({ length: 200 }, (_, n) => n))
  })

  test('an expected end arrives with its code and data', async () => {
    const { error, isDefined } = await safe(client.refuse())
    expect(isDefined).toBe(true)
    expect(error).toMatchObject({ code: 'STALE_VERSION', data: { currentVersion: 7 } })
  })

  test('input that does not fit never reaches the handler', async () => {
    const bad = client.echo({ text: 1, n: 'x' } as never)
    await expect(bad).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await expect(bad).rejects.toBeInstanceOf(ORPCError)
  })

  test('an unknown procedure is an error, not silence', async () => {
    const unknown = (client as unknown as { nothing: { here(): Promise<unknown> } }).nothing.here()
    await expect(unknown).rejects.toBeInstanceOf(ORPCError)
  })

  test('a stream of events arrives in order and ends', async () => {
    const seen: number[] = []
    for await (const n of await client.count({ to: 20 })) seen.push(n)
    expect(seen).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
  })

  test('who stops listening stops the work', async () => {
    for await (const n of await client.count({ to: 1_000_000 })) if (n === 3) break
    await vi.waitFor(() => expect(ended).toEqual(['count']))
  })

  test('an aborted call ends at the core too', async () => {
    const abort = new AbortController()
    const call = client.wait(undefined, { signal: abort.signal })
    setTimeout(() => abort.abort(), 20)
    await expect(call).rejects.toThrow()
    await vi.waitFor(() => expect(ended).toEqual(['wait']))
  })

  test('a page that goes away ends its streams', async () => {
    const events = await client.count({ to: 1_000_000 })
    await events.next()
    transport.closeClient()
    await vi.waitFor(() => expect(ended).toEqual(['count']))
  })

  const hostile: [string, string | Uint8Array][] = [
    ['no JSON', 'hello'],
    ['half a JSON text', '{"i":"1","p":{"u":"/echo"'],
    ['a JSON value that is no object', '[1,2,3]'],
    ['null', 'null'],
    ['an object without id', '{"p":{"u":"/echo"}}'],
    ['an id that is an object', '{"i":{},"p":{"u":"/echo"}}'],
    ['no payload', '{"i":"1"}'],
    ['a payload that is text', '{"i":"1","p":"/echo"}'],
    ['an address elsewhere', '{"i":"1","p":{"u":"https://evil.example/echo"}}'],
    ['an address that is a number', '{"i":"1","p":{"u":7}}'],
    ['an unknown type', '{"i":"1","t":99,"p":{}}'],
    ['an event without payload', '{"i":"1","t":3}'],
    ['headers that are no text', '{"i":"1","p":{"u":"/echo","h":{"content-type":{}}}}'],
    ['a file in disguise', '{"i":"1","p":{"u":"/echo","h":{"content-disposition":"inline"}}}'],
    ['bytes', new Uint8Array([0, 255, 1, 2])],
    ['no bytes at all', new Uint8Array(0)],
    ['prototype games', '{"i":"1","__proto__":{"t":4},"p":[]}'],
    ['a frame beyond the limit', JSON.stringify({ i: '1', p: { u: '/echo', b: 'x'.repeat(CONTRACT_FRAME_LIMIT_BYTES) } })],
  ]
  test.each(hostile)('%s ends that connection and no other', async (_what, frame) => {
    const rejections: unknown[] = []
    const note = (reason: unknown) => void rejections.push(reason)
    process.on('unhandledRejection', note)
    const printed = vi.spyOn(console, 'error').mockImplementation(note)
    await transport.sendRaw(frame)
    expect(await client.echo({ text: 'still here', n: 1 })).toEqual({ text: 'still here', n: 1 })
    process.off('unhandledRejection', note)
    printed.mockRestore()
    expect(rejections).toEqual([])
  })
})
