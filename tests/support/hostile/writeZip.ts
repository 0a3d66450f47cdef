// A ZIP written field by field (APPNOTE 4.3), so that each field can lie.
import { Buffer } from 'node:buffer'
import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  name: string | Buffer
  content?: Buffer
  deflate?: boolean
  /** Lies. */
  crc?: number
  size?: number
  flags?: number
  unixMode?: number
  offset?: number
  method?: number
  /** Stands for the deflated content. */
  packed?: Buffer
}

/** Lies of the end of the directory. */
export interface ZipEnd {
  count?: number
  listOffset?: number
}

export function writeZip(entries: readonly ZipEntry[], { count = entries.length, listOffset }: ZipEnd = {}): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content = Buffer.from('text'), deflate = false, crc, size, flags = 0x800, unixMode = 0o100644, offset, method, packed: given } of entries) {
    const raw = Buffer.from(name)
    const packed = given ?? (deflate ? deflateRawSync(content) : content)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(flags, 2)
    common.writeUInt16LE(method ?? (deflate ? 8 : 0), 4)
    common.writeUInt32LE(crc ?? crc32(content), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(size ?? content.length, 18)
    common.writeUInt16LE(raw.length, 22)
    parts.push(Buffer.from('PK\u0003\u0004', 'latin1'), common, raw, packed)
    const central = Buffer.alloc(46)
    central.write('PK\u0001\u0002', 0, 'latin1')
    central.writeUInt16LE(0x031e, 4)
    common.copy(central, 6)
    central.writeUInt32LE((unixMode << 16) >>> 0, 38)
    central.writeUInt32LE(offset ?? at, 42)
    directory.push(central, raw)
    at += 30 + raw.length + packed.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 0, 'latin1')
  end.writeUInt16LE(count & 0xffff, 8)
  end.writeUInt16LE(count & 0xffff, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(listOffset ?? at, 16)
  return Buffer.concat([...parts, list, end])
}
