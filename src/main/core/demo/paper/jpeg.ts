// A small baseline JPEG encoder for the demo's scan and photograph. Grey or YCbCr without subsampling; same bytes for the same picture.
import { AC_CHROMA, AC_LUMA, buildCodes, type Codes, DC_CHROMA, DC_LUMA, type HuffmanSpec, LUMA_STEPS, CHROMA_STEPS, ZIGZAG } from './jpegTables.ts'

interface Picture {
  readonly width: number
  readonly height: number
  /** One plane (grey) or three (red, green, blue), 0..255, not clamped. */
  readonly planes: readonly Float32Array[]
}

interface JpegOptions {
  /** 1..100 as in libjpeg. */
  readonly quality: number
  /** EXIF orientation 1..8; left out when absent. */
  readonly orientation?: number
  /** Dots per inch in the JFIF header. */
  readonly dpi?: number
}

/** @source ITU-T T.81 (baseline sequential DCT), JFIF 1.02, EXIF 2.3 for the orientation tag */
export function encodeJpeg(picture: Picture, options: JpegOptions): Buffer {
  const planes = picture.planes.length === 3 ? toYCbCr(picture.planes) : picture.planes
  const isColour = planes.length === 3
  const luma = scaledSteps(LUMA_STEPS, options.quality)
  const chroma = scaledSteps(CHROMA_STEPS, options.quality)
  const head = [
    Buffer.from([0xff, 0xd8]),
    options.orientation === undefined ? jfifSegment(options.dpi ?? 72) : exifSegment(options.orientation),
    stepsSegment(0, luma),
    ...(isColour ? [stepsSegment(1, chroma)] : []),
    frameSegment(picture, planes.length),
    huffmanSegment(0x00, DC_LUMA),
    huffmanSegment(0x10, AC_LUMA),
    ...(isColour ? [huffmanSegment(0x01, DC_CHROMA), huffmanSegment(0x11, AC_CHROMA)] : []),
    scanSegment(planes.length),
  ]
  return Buffer.concat([...head, encodeScan(picture, planes, luma, chroma), Buffer.from([0xff, 0xd9])])
}

function toYCbCr(rgb: readonly Float32Array[]): Float32Array[] {
  const [red, green, blue] = rgb as readonly [Float32Array, Float32Array, Float32Array]
  const y = new Float32Array(red.length)
  const cb = new Float32Array(red.length)
  const cr = new Float32Array(red.length)
  for (let i = 0; i < red.length; i++) {
    const r = red[i] as number
    const g = green[i] as number
    const b = blue[i] as number
    y[i] = 0.299 * r + 0.587 * g + 0.114 * b
    cb[i] = -0.168736 * r - 0.331264 * g + 0.5 * b + 128
    cr[i] = 0.5 * r - 0.418688 * g - 0.081312 * b + 128
  }
  return [y, cb, cr]
}

function scaledSteps(steps: readonly number[], quality: number): number[] {
  const scale = quality < 50 ? 5000 / quality : 200 - 2 * quality
  return steps.map((step) => Math.min(255, Math.max(1, Math.floor((step * scale + 50) / 100))))
}

function segment(marker: number, body: Buffer | readonly number[]): Buffer {
  const bytes = Buffer.from(body)
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(bytes.length + 2, 2)
  return Buffer.concat([head, bytes])
}

function jfifSegment(dpi: number): Buffer {
  return segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 2, 1, dpi >> 8, dpi & 255, dpi >> 8, dpi & 255, 0, 0])
}

/** APP1 with one tag: orientation (0x0112, SHORT). */
function exifSegment(orientation: number): Buffer {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
  return segment(0xe1, [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff])
}

function stepsSegment(id: number, steps: readonly number[]): Buffer {
  return segment(0xdb, [id, ...ZIGZAG.map((at) => steps[at] ?? 1)])
}

function frameSegment({ width, height }: Picture, components: number): Buffer {
  const parts = Array.from({ length: components }, (_, i) => [i + 1, 0x11, i === 0 ? 0 : 1]).flat()
  return segment(0xc0, [8, height >> 8, height & 255, width >> 8, width & 255, components, ...parts])
}

function huffmanSegment(id: number, spec: HuffmanSpec): Buffer {
  return segment(0xc4, [id, ...spec.counts, ...spec.symbols])
}

function scanSegment(components: number): Buffer {
  const parts = Array.from({ length: components }, (_, i) => [i + 1, i === 0 ? 0x00 : 0x11]).flat()
  return segment(0xda, [components, ...parts, 0, 63, 0])
}

/** Bits of the scan, with a zero byte after each 0xFF. */
function createBitWriter(capacity: number) {
  let bytes = Buffer.alloc(capacity)
  let length = 0
  let held = 0
  let count = 0
  function putByte(byte: number): void {
    if (length + 2 > bytes.length) bytes = Buffer.concat([bytes], bytes.length * 2)
    bytes[length++] = byte
    if (byte === 0xff) bytes[length++] = 0
  }
  return {
    put(value: number, size: number): void {
      held = (held << size) | (value & ((1 << size) - 1))
      count += size
      while (count >= 8) {
        putByte((held >> (count - 8)) & 255)
        count -= 8
      }
      held &= (1 << count) - 1
    },
    finish(): Buffer {
      if (count > 0) this.put(0x7f, 8 - count)
      return bytes.subarray(0, length)
    },
  }
}

type BitWriter = ReturnType<typeof createBitWriter>

function encodeScan(picture: Picture, planes: readonly Float32Array[], luma: number[], chroma: number[]): Buffer {
  const writer = createBitWriter(picture.width * picture.height)
  const tables = [
    { steps: luma, dc: buildCodes(DC_LUMA), ac: buildCodes(AC_LUMA) },
    { steps: chroma, dc: buildCodes(DC_CHROMA), ac: buildCodes(AC_CHROMA) },
  ] as const
  const before = planes.map(() => 0)
  const block = new Float32Array(64)
  for (let y = 0; y < picture.height; y += 8) {
    for (let x = 0; x < picture.width; x += 8) {
      for (const [p, plane] of planes.entries()) {
        const { steps, dc, ac } = p === 0 ? tables[0] : tables[1]
        readBlock(block, plane, picture, x, y)
        transform(block)
        before[p] = writeBlock(writer, block, steps, dc, ac, before[p] ?? 0)
      }
    }
  }
  return writer.finish()
}

function readBlock(block: Float32Array, plane: Float32Array, { width, height }: Picture, x: number, y: number): void {
  for (let v = 0; v < 8; v++) {
    const row = Math.min(height - 1, y + v) * width
    for (let u = 0; u < 8; u++) {
      const value = plane[row + Math.min(width - 1, x + u)] as number
      block[v * 8 + u] = (value < 0 ? 0 : value > 255 ? 255 : value) - 128
    }
  }
}

const COSINES = Float32Array.from({ length: 64 }, (_, i) => {
  const k = i >> 3
  return (k === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * (i & 7) + 1) * k * Math.PI) / 16)
})

/** Two-dimensional DCT in place, rows then columns. */
function transform(block: Float32Array): void {
  const line = new Float32Array(8)
  for (const [lineStep, step] of [[8, 1], [1, 8]] as const) {
    for (let l = 0; l < 8; l++) {
      for (let k = 0; k < 8; k++) {
        let sum = 0
        for (let n = 0; n < 8; n++) sum += (COSINES[k * 8 + n] as number) * (block[l * lineStep + n * step] as number)
        line[k] = sum
      }
      for (let k = 0; k < 8; k++) block[l * lineStep + k * step] = line[k] as number
    }
  }
}

/** Writes one block; returns its DC value for the next difference. */
function writeBlock(writer: BitWriter, block: Float32Array, steps: number[], dc: Codes, ac: Codes, before: number): number {
  const level = (at: number) => Math.round((block[at] as number) / (steps[at] as number))
  const first = level(0)
  writeValue(writer, dc, 0, first - before)
  let zeros = 0
  for (let i = 1; i < 64; i++) {
    const value = level(ZIGZAG[i] as number)
    if (value === 0) {
      zeros++
      continue
    }
    for (; zeros > 15; zeros -= 16) writer.put(ac.code[0xf0] as number, ac.size[0xf0] as number)
    writeValue(writer, ac, zeros, value)
    zeros = 0
  }
  if (zeros > 0) writer.put(ac.code[0] as number, ac.size[0] as number)
  return first
}

function writeValue(writer: BitWriter, codes: Codes, zeros: number, value: number): void {
  const size = value === 0 ? 0 : 32 - Math.clz32(Math.abs(value))
  const symbol = (zeros << 4) | size
  writer.put(codes.code[symbol] as number, codes.size[symbol] as number)
  if (size > 0) writer.put(value < 0 ? value - 1 : value, size)
}
