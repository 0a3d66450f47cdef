// The first part of a multipart answer, as it arrives, and one object as a multipart request. Pure; trusts no length.
import { randomUUID } from 'node:crypto'

const HEAD_LIMIT = 16_384

/** @throws Error when the answer is not what its boundary promises */
export async function* firstPart(source: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<Uint8Array> {
  const end = Buffer.from(`\r\n--${boundary}`, 'latin1')
  let held = Buffer.alloc(0)
  let inBody = false
  for await (const chunk of source) {
    held = held.length === 0 ? Buffer.from(chunk) : Buffer.concat([held, chunk])
    if (!inBody) {
      const head = held.indexOf('\r\n\r\n')
      if (head < 0) {
        if (held.length > HEAD_LIMIT) throw new Error('part without a head')
        continue
      }
      if (held.indexOf(`--${boundary}`) < 0 || held.indexOf(`--${boundary}`) > head) throw new Error('boundary missing')
      held = held.subarray(head + 4)
      inBody = true
    }
    const at = held.indexOf(end)
    if (at >= 0) {
      yield held.subarray(0, at)
      return
    }
    const safe = held.length - end.length
    if (safe > 0) {
      yield held.subarray(0, safe)
      held = held.subarray(safe)
    }
  }
  throw new Error('answer was cut off')
}

/** The boundary a content type names; null for answers in one piece. */
export function boundaryOf(contentType: string): string | null {
  if (!/^multipart\/related/iu.test(contentType)) return null
  const found = /boundary=(?:"([^"]+)"|([^;\s]+))/iu.exec(contentType)
  const boundary = found?.[1] ?? found?.[2] ?? null
  return boundary !== null && boundary.length <= 200 ? boundary : null
}

/** One DICOM file as the body of a STOW-RS request. */
export function onePart(file: Uint8Array): { contentType: string; body: Uint8Array<ArrayBuffer> } {
  // 122 random bits: that the file holds them by chance is left out of account.
  const boundary = `part-${randomUUID()}`
  const [head, tail] = [Buffer.from(`--${boundary}\r\nContent-Type: application/dicom\r\n\r\n`, 'latin1'), Buffer.from(`\r\n--${boundary}--\r\n`, 'latin1')]
  return { contentType: `multipart/related; type="application/dicom"; boundary=${boundary}`, body: Buffer.concat([head, file, tail]) }
}
