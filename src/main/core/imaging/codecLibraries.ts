// Loads the wasm decoders in Node for shared/codecs. Each module is read once per thread, from the installed packages, never from the network.
import { createRequire } from 'node:module'
import type { CodecLibraries, WasmDecoder } from '#shared/codecs/libraries.ts'

type Makes = new () => WasmDecoder
type Factory<T> = (options: { print: () => void; printErr: () => void }) => Promise<T>

/** A set of lazily loaded decoders; codec chatter on stdout and stderr is cut, because it may quote the file. */
export function createCodecLibraries(): CodecLibraries {
  const require = createRequire(import.meta.url)
  const load = <T>(name: string) => once(() => (require(name) as Factory<T>)({ print: () => {}, printErr: () => {} }))
  return {
    jpeg: load<{ JPEGDecoder: Makes }>('@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs'),
    jpegLs: load<{ JpegLSDecoder: Makes }>('@cornerstonejs/codec-charls/decodewasmjs'),
    jpeg2000: load<{ J2KDecoder: Makes }>('@cornerstonejs/codec-openjpeg/decodewasmjs'),
    htj2k: load<{ HTJ2KDecoder: Makes }>('@cornerstonejs/codec-openjph/wasmjs'),
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}
