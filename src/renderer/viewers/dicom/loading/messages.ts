// What the viewport and its decode workers say to each other.
import type { DecodedFrame } from '#shared/codecs/decodedFrame.ts'
import type { LoadFailure } from '#shared/codecs/loadFailure.ts'
import type { PixelLayout } from '#shared/codecs/pixelLayout.ts'

export type DecodeRequest = { kind: 'load'; id: number; url: string; layout: PixelLayout } | { kind: 'cancel'; id: number }

export type DecodeReply = { id: number; frame: DecodedFrame } | { id: number; failure: LoadFailure }
