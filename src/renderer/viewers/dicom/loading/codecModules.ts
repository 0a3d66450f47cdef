// The wasm decoders in the browser: each module is fetched from this application once, when the first frame needs it.
import charlsWasm from '@cornerstonejs/codec-charls/decodewasm?url'
import charls from '@cornerstonejs/codec-charls/decodewasmjs'
import turboWasm from '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasm?url'
import turbo from '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs'
import openjpegWasm from '@cornerstonejs/codec-openjpeg/decodewasm?url'
import openjpeg from '@cornerstonejs/codec-openjpeg/decodewasmjs'
import openjphWasm from '@cornerstonejs/codec-openjph/wasm?url'
import openjph from '@cornerstonejs/codec-openjph/wasmjs'
import type { CodecLibraries } from '#shared/codecs/libraries.ts'

/** A set of lazily loaded decoders for one worker. */
export function createCodecModules(): CodecLibraries {
  return {
    jpeg: once(() => turbo(options(turboWasm))),
    jpegLs: once(() => charls(options(charlsWasm))),
    jpeg2000: once(() => openjpeg(options(openjpegWasm))),
    htj2k: once(() => openjph(options(openjphWasm))),
  }
}

/** Codec chatter is cut: it may quote the file. */
function options(wasm: string) {
  return { locateFile: () => wasm, print: () => undefined, printErr: () => undefined }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}
