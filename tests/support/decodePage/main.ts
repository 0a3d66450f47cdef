/// <reference path="../../../src/renderer/viewers/dicom/loading/codecPackages.d.ts" />
// The renderer's decoder in a real browser: fetches encoded frames, decodes them with the renderer's own modules, answers with the SHA-256 of the native bytes.
import { CodecError } from '../../../src/shared/codecs/codecError.ts'
import { decodeNative } from '../../../src/shared/codecs/decodeNative.ts'
import type { PixelLayout } from '../../../src/shared/codecs/pixelLayout.ts'
import { createCodecModules } from '../../../src/renderer/viewers/dicom/loading/codecModules.ts'

const libraries = createCodecModules()

async function decodeOne(url: string, layout: PixelLayout): Promise<string> {
  const encoded = new Uint8Array(await (await fetch(url)).arrayBuffer())
  try {
    const { bytes } = await decodeNative(encoded, layout, libraries)
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)))
    return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
  } catch (error) {
    return error instanceof CodecError ? error.code : `threw ${String(error)}`
  }
}

Object.assign(window, { decodeOne })
