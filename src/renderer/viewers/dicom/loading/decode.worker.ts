// Fetches and decodes frames off the main thread. One frame per message; the buffer is transferred, file bytes are dropped at once.
import { CodecError } from '#shared/codecs/codecError.ts'
import { decodeFrame } from '#shared/codecs/decodeFrame.ts'
import { createCodecModules } from './codecModules.ts'
import type { LoadFailure } from '#shared/codecs/loadFailure.ts'
import type { DecodeReply, DecodeRequest } from './messages.ts'

const libraries = createCodecModules()
const running = new Map<number, AbortController>()

self.addEventListener('message', ({ data }: MessageEvent<DecodeRequest>) => {
  if (data.kind === 'cancel') running.get(data.id)?.abort()
  else void load(data)
})

async function load({ id, url, layout }: Extract<DecodeRequest, { kind: 'load' }>): Promise<void> {
  const abort = new AbortController()
  running.set(id, abort)
  try {
    const response = await fetch(url, { signal: abort.signal })
    if (!response.ok) return reply({ id, failure: response.status === 404 ? 'notOnDevice' : 'notReadable' })
    const frame = await decodeFrame(new Uint8Array(await response.arrayBuffer()), layout, libraries)
    self.postMessage({ id, frame } satisfies DecodeReply, { transfer: [frame.values.buffer as ArrayBuffer] })
  } catch (error) {
    if (!abort.signal.aborted) reply({ id, failure: failureOf(error) })
  } finally {
    running.delete(id)
  }
}

function reply(message: DecodeReply): void {
  self.postMessage(message)
}

function failureOf(error: unknown): LoadFailure {
  if (error instanceof CodecError) return error.code
  return error instanceof TypeError ? 'notReadable' : 'damaged'
}
