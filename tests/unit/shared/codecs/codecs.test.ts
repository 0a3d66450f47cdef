import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeFrame, toDecodedFrame } from '../../../../src/shared/codecs/decodeFrame.ts'
import { decodeNative } from '../../../../src/shared/codecs/decodeNative.ts'
import type { CodecLibraries } from '../../../../src/shared/codecs/libraries.ts'
import type { PixelLayout } from '../../../../src/shared/codecs/pixelLayout.ts'
import { decodeRle } from '../../../../src/shared/codecs/rle.ts'
import { decodeJpegLossless } from '../../../../src/shared/codecs/jpegLossless.ts'
import { decodeDctJpeg } from '../../../../src/shared/codecs/jpegDct.ts'

/** No wasm is reached by these layouts. */
const none = {} as CodecLibraries

function layout(change: Partial<PixelLayout> = {}): PixelLayout {
  return {
    TransferSyntaxUID: '1.2.840.10008.1.2.1', Rows: 2, Columns: 2, SamplesPerPixel: 1, PhotometricInterpretation: 'MONOCHROME2', PlanarConfiguration: null,
    BitsAllocated: 16, BitsStored: 16, HighBit: 15, PixelRepresentation: 0, ...change,
  }
}

/** PackBits with literal runs only, the other half of the coding is in the runs of `repeated`. */
function rleFrame(planes: Uint8Array[]): Uint8Array {
  const coded = planes.map((plane) => Uint8Array.from([...chunks(plane)].flatMap((run) => [run.length - 1, ...run])))
  const head = new DataView(new ArrayBuffer(64))
  head.setUint32(0, planes.length, true)
  let at = 64
  for (const [n, c] of coded.entries()) {
    head.setUint32(4 + n * 4, at, true)
    at += c.length
  }
  return Uint8Array.from([...new Uint8Array(head.buffer), ...coded.flatMap((c) => [...c])])
}
function* chunks(bytes: Uint8Array) {
  for (let i = 0; i < bytes.length; i += 128) yield bytes.subarray(i, i + 128)
}

describe('stored values', () => {
  test('signed 12-bit values keep their sign and lose overlay bits above HighBit', async () => {
    // PS3.5 8.1.1: 12 bits stored in 16, high bit 11. 0xF800 | 0x800 = overlay bits + -2048.
    const frame = await decodeFrame(new Uint8Array([0x00, 0xf8, 0xff, 0x07, 0xff, 0xff, 0x01, 0x10]), layout({ BitsStored: 12, HighBit: 11, PixelRepresentation: 1 }), none)
    expect([...frame.values]).toEqual([-2048, 2047, -1, 1])
    expect(frame).toMatchObject({ min: -2048, max: 2047 })
  })
  test('big-endian words are turned', async () => {
    const frame = await decodeFrame(new Uint8Array([0x01, 0x02, 0, 1, 0, 2, 0, 3]), layout({ TransferSyntaxUID: '1.2.840.10008.1.2.2' }), none)
    expect([...frame.values]).toEqual([0x0102, 1, 2, 3])
  })
  test('a frame with too few bytes is refused, never padded with black', async () => {
    await expect(decodeFrame(new Uint8Array(7), layout(), none)).rejects.toMatchObject({ code: 'truncated' })
  })
  test('an unknown transfer syntax is refused by name', async () => {
    await expect(decodeNative(new Uint8Array(8), layout({ TransferSyntaxUID: '1.2.840.10008.1.2.4.102' }), none)).rejects.toMatchObject({ code: 'syntaxNotSupported' })
  })
  test('one-bit frames come out as 0 and 1, first pixel in the lowest bit', async () => {
    const frame = await decodeFrame(new Uint8Array([0b0101]), layout({ BitsAllocated: 1, BitsStored: 1, HighBit: 0 }), none)
    expect([...frame.values]).toEqual([1, 0, 1, 0])
  })
})

describe('colour', () => {
  const colour = layout({ SamplesPerPixel: 3, BitsAllocated: 8, BitsStored: 8, HighBit: 7, Rows: 1 })
  test('planes and interleaved samples give the same picture', () => {
    const planar = toDecodedFrame({ bytes: new Uint8Array([1, 4, 2, 5, 3, 6]), PhotometricInterpretation: 'RGB', PlanarConfiguration: 1 }, colour)
    const mixed = toDecodedFrame({ bytes: new Uint8Array([1, 2, 3, 4, 5, 6]), PhotometricInterpretation: 'RGB', PlanarConfiguration: 0 }, colour)
    expect([...planar.values]).toEqual([...mixed.values])
  })
  test('YBR_FULL white, black and the three primaries (ITU-R BT.601, full range)', () => {
    const ybr = [255, 128, 128, 0, 128, 128, 76, 85, 255, 150, 44, 21, 29, 255, 107]
    const frame = toDecodedFrame({ bytes: new Uint8Array(ybr), PhotometricInterpretation: 'YBR_FULL', PlanarConfiguration: 0 }, { ...colour, Columns: 5 })
    const want = [255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255]
    for (const [n, v] of want.entries()) expect(Math.abs((frame.values[n] as number) - v)).toBeLessThanOrEqual(2)
  })
  test('a palette is applied from its first mapped value; beyond its ends the end entries hold', () => {
    const palette = { first: 10, bits: 16 as const, red: [0, 0xff00], green: [0, 0x8000], blue: [0xff00, 0] }
    const frame = toDecodedFrame({ bytes: new Uint8Array([0, 10, 11, 200]), PhotometricInterpretation: 'PALETTE COLOR', PlanarConfiguration: 0 }, layout({ BitsAllocated: 8, BitsStored: 8, HighBit: 7, palette }))
    expect([...frame.values]).toEqual([0, 0, 255, 0, 0, 255, 255, 128, 0, 255, 128, 0])
  })
  test('a palette image without its table is refused, not shown as grey', () => {
    const bare = () => toDecodedFrame({ bytes: new Uint8Array(4), PhotometricInterpretation: 'PALETTE COLOR', PlanarConfiguration: 0 }, layout({ BitsAllocated: 8, BitsStored: 8, HighBit: 7 }))
    expect(bare).toThrow(expect.objectContaining({ code: 'paletteMissing' }))
  })
})

describe('RLE', () => {
  test('sixteen-bit values survive: the first segment holds the high bytes', () => {
    const words = [0x0102, 0xfffe, 0x8000, 0x00ff]
    const high = Uint8Array.from(words, (w) => w >> 8)
    const low = Uint8Array.from(words, (w) => w & 255)
    expect([...new Uint16Array(decodeRle(rleFrame([high, low]), layout()).buffer)]).toEqual(words)
  })
  test('repeated runs are unpacked', () => {
    const head = new Uint8Array(64)
    head[0] = 1
    head[4] = 64
    const frame = decodeRle(Uint8Array.from([...head, 257 - 4, 7]), layout({ BitsAllocated: 8, BitsStored: 8, HighBit: 7 }))
    expect([...frame]).toEqual([7, 7, 7, 7])
  })
})

test('no damaged stream makes a decoder hang, crash or answer with a picture of other size', () => {
  const jpegHead = [0xff, 0xd8, 0xff, 0xc3, 0, 11, 12, 0, 2, 0, 2, 1, 1, 0x11, 0, 0xff, 0xc4, 0, 20, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0xff, 0xda, 0, 8, 1, 1, 0, 1, 0, 0]
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (noise, withHead) => {
      const bytes = Uint8Array.from(withHead ? [...jpegHead, ...noise] : noise)
      for (const decode of [decodeRle, decodeJpegLossless, decodeDctJpeg]) {
        try {
          expect(decode(bytes, layout())).toHaveLength(8)
        } catch (error) {
          expect(error).toMatchObject({ name: 'CodecError' })
        }
      }
    }),
    { numRuns: 500 },
  )
})
