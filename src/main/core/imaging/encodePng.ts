// The smallest PNG writer that is enough for thumbnails: 8-bit grey or RGB, no filter. Source: PNG specification (W3C), chunk and CRC rules.
import { crc32, deflateSync } from 'node:zlib'

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

/** @param samples row by row, interleaved; `rows * columns * channels` bytes */
export function encodePng(size: { columns: number; rows: number }, channels: 1 | 3, samples: Uint8Array): Uint8Array<ArrayBuffer> {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size.columns, 0)
  header.writeUInt32BE(size.rows, 4)
  header.set([8, channels === 3 ? 2 : 0, 0, 0, 0], 8)
  const stride = size.columns * channels
  const lines = Buffer.alloc((stride + 1) * size.rows)
  for (let row = 0; row < size.rows; row++) lines.set(samples.subarray(row * stride, (row + 1) * stride), row * (stride + 1) + 1)
  const file = Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', deflateSync(lines)), chunk('IEND', Buffer.alloc(0))])
  return new Uint8Array(file)
}

function chunk(name: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(content.length, 0)
  out.set(body, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}
