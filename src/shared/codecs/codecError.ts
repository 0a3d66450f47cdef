// Why a frame could not be decoded: a closed set that the viewer turns into a sentence. Never carries bytes or names.

export const CODEC_ERRORS = [
  'syntaxNotSupported',
  'truncated',
  'damaged',
  'sizeDiffers',
  'layoutNotSupported',
  'paletteMissing',
] as const
export type CodecErrorCode = (typeof CODEC_ERRORS)[number]

export class CodecError extends Error {
  readonly code: CodecErrorCode
  constructor(code: CodecErrorCode, options?: { cause?: unknown }) {
    super(code, options)
    this.name = 'CodecError'
    this.code = code
  }
}
