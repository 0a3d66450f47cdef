// Our JPEG encoder against libjpeg-turbo's decoder.
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { encodeJpeg } from '../../../../../../src/main/core/demo/paper/jpeg.ts'

interface Decoder {
  getEncodedBuffer(length: number): Uint8Array
  getDecodedBuffer(): Uint8Array
  decode(): void
  getFrameInfo(): { width: number; height: number; componentCount: number }
}

async function decode(bytes: Uint8Array) {
  const load = createRequire(import.meta.url)('@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs') as () => Promise<{ JPEGDecoder: new () => Decoder }>
  const decoder = new (await load()).JPEGDecoder()
  decoder.getEncodedBuffer(bytes.length).set(bytes)
  decoder.decode()
  return { ...decoder.getFrameInfo(), pixels: Uint8Array.from(decoder.getDecodedBuffer()) }
}

const wave = (width: number, height: number, phase: number) =>
  Float32Array.from({ length: width * height }, (_, i) => 128 + 90 * Math.sin((i % width) / 9 + phase) * Math.cos(Math.floor(i / width) / 13))

test('a grey picture of odd size comes back within a few levels', async () => {
  const plane = wave(61, 43, 0)
  const picture = await decode(encodeJpeg({ width: 61, height: 43, planes: [plane] }, { quality: 92 }))
  expect(picture).toMatchObject({ width: 61, height: 43, componentCount: 1 })
  const worst = plane.reduce((most, value, i) => Math.max(most, Math.abs(value - picture.pixels[i]!)), 0)
  expect(worst).toBeLessThan(8)
})

test('a colour picture comes back with its colours', async () => {
  const planes = [wave(64, 48, 0), wave(64, 48, 1), wave(64, 48, 2)]
  const picture = await decode(encodeJpeg({ width: 64, height: 48, planes }, { quality: 95, orientation: 6 }))
  expect(picture.componentCount).toBe(3)
  let worst = 0
  for (let i = 0; i < 64 * 48; i++) for (let p = 0; p < 3; p++) worst = Math.max(worst, Math.abs(planes[p]![i]! - picture.pixels[3 * i + p]!))
  expect(worst).toBeLessThan(14)
})

test('the EXIF orientation stands where readers look for it', () => {
  const bytes = encodeJpeg({ width: 8, height: 8, planes: [new Float32Array(64)] }, { quality: 80, orientation: 6 })
  expect(bytes.subarray(6, 12).toString('latin1')).toBe('Exif\0\0')
  const entry = bytes.indexOf(Buffer.from([0x01, 0x12, 0, 3, 0, 0, 0, 1]))
  expect(bytes.readUInt16BE(entry + 8)).toBe(6)
})
