// What the viewport and its decode workers say to each other.
import type { CodecErrorCode } from '#shared/codecs/codecError.ts'
import type { DecodedFrame } from '#shared/codecs/decodedFrame.ts'
import type { PixelLayout } from '#shared/codecs/pixelLayout.ts'

export type DecodeRequest = { kind: 'load'; id: number; url: string; layout: PixelLayout } | { kind: 'cancel'; id: number }

/** Why a frame is not there; each has a sentence. */
export type LoadFailure = CodecErrorCode | 'timeout' | 'notOnDevice' | 'notReadable' | 'workerEnded'

export type DecodeReply = { id: number; frame: DecodedFrame } | { id: number; failure: LoadFailure }
