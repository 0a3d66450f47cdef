// Why a frame is not on the screen; each reason has a sentence.
import type { CodecErrorCode } from './codecError.ts'

export type LoadFailure = CodecErrorCode | 'timeout' | 'notOnDevice' | 'notReadable' | 'workerEnded'
