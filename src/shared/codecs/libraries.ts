// The wasm decoders as they are injected: the host (browser worker or Node) knows how to load them, this room only how to use them.

export interface WasmFrameInfo {
  width: number
  height: number
  bitsPerSample: number
  componentCount: number
  isSigned?: boolean
}

export interface WasmDecoder {
  getEncodedBuffer(length: number): Uint8Array
  decode(): void
  getFrameInfo(): WasmFrameInfo
  getDecodedBuffer(): Uint8Array
  /** JPEG-LS: 0 = samples in planes. */
  getInterleaveMode?(): number
  delete(): void
}

type Makes = new () => WasmDecoder

/** Each loads its module once and keeps it. */
export interface CodecLibraries {
  jpeg(): Promise<{ JPEGDecoder: Makes }>
  jpegLs(): Promise<{ JpegLSDecoder: Makes }>
  jpeg2000(): Promise<{ J2KDecoder: Makes }>
  htj2k(): Promise<{ HTJ2KDecoder: Makes }>
}
