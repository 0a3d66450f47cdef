import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fillByteRange, insertCms, readSignature, signedBytes } from '../../../../../src/main/core/signoff/byteRange.ts'
import { checkCms, makeCms } from '../../../../../src/main/core/signoff/cms.ts'
import { readRecord } from '../../../../../src/main/core/signoff/signedRecord.ts'
import { newPdfCertificate } from '../../../../../src/main/core/identity/pdfCertificate.ts'
import { doctor } from '../../../../support/reports/lungCase.ts'

const place = '0'.repeat(4096)
const empty = Buffer.from(`%PDF-1.4\n1 0 obj\n<<\n/ByteRange [0 999999999 999999999 999999999]\n/Contents <${place}>\n>>\nendobj\n%%EOF`, 'latin1')

test('the signature covers every byte but its own place, and its length never changes the file', async () => {
  const { pdf, range } = fillByteRange(empty)
  expect(pdf.length).toBe(empty.length)
  const { privateKey, certificate } = await newPdfCertificate(doctor, Date.UTC(2026, 10, 22))
  const cms = await makeCms(signedBytes(pdf, range), privateKey, certificate)
  const signed = insertCms(pdf, range, cms)
  const read = readSignature(signed)
  expect(read).toMatchObject({ range, coversWhole: true })
  expect(Buffer.from(read!.cms)).toEqual(Buffer.from(cms))
  expect(signedBytes(signed, range).length).toBe(empty.length - place.length - 2)
  expect((await checkCms(read!.cms, signedBytes(signed, range))).ok).toBe(true)
})

test('a signature by another key, over other bytes, or of another certificate is not valid', async () => {
  const content = Buffer.from('what was signed')
  const one = await newPdfCertificate(doctor, Date.UTC(2026, 10, 22))
  const other = await newPdfCertificate(doctor, Date.UTC(2026, 10, 22))
  expect((await checkCms(await makeCms(content, one.privateKey, one.certificate), content)).ok).toBe(true)
  expect((await checkCms(await makeCms(content, one.privateKey, one.certificate), Buffer.from('what was signee'))).ok).toBe(false)
  expect((await checkCms(await makeCms(content, other.privateKey, one.certificate), content)).ok).toBe(false)
})

test('every other spelling of the two numbers of a signature is refused, though a library may read them as the same', async () => {
  const content = Buffer.from('what was signed')
  const { privateKey, certificate } = await newPdfCertificate(doctor, Date.UTC(2026, 10, 22))
  for (let round = 0; round < 3; round++) {
    const cms = Buffer.from(await makeCms(content, privateKey, certificate))
    // The signature stands last: SEQUENCE of two INTEGER, 70 to 72 bytes.
    for (let at = cms.length - 74; at < cms.length; at++) {
      for (const bit of at < cms.length - 66 || (cms.length - at > 30 && cms.length - at < 38) ? [0, 1, 2, 3, 4, 5, 6, 7] : [at % 8]) {
        cms[at]! ^= 1 << bit
        if ((await checkCms(cms, content)).ok) expect.fail(`byte ${at - cms.length}, bit ${bit}`)
        cms[at]! ^= 1 << bit
      }
    }
    expect((await checkCms(cms, content)).ok).toBe(true)
  }
})

test('a second field, a missing field and a signature too long are refused', () => {
  expect(() => fillByteRange(Buffer.concat([empty, empty]))).toThrow()
  expect(() => fillByteRange(Buffer.from('%PDF-1.4'))).toThrow()
  const { pdf, range } = fillByteRange(empty)
  expect(() => insertCms(pdf, range, new Uint8Array(2049))).toThrow()
})

test('foreign bytes never make the check throw', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.nat(400), async (bytes, at) => {
      // With the digest inside, so that the rest of it is looked at.
      const content = bytes.subarray(0, 20)
      const foreign = Buffer.concat([bytes, createHash('sha256').update(content).digest()])
      expect((await checkCms(foreign, content)).ok).toBe(false)
      const broken = Buffer.from(empty)
      broken.set(bytes, Math.min(at, broken.length - bytes.length))
      readSignature(broken)
      expect(readRecord(broken)).toBeUndefined()
    }),
    { numRuns: 200 },
  )
})
