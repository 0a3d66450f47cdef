import { expect, test } from 'vitest'
import { isoInstant } from '../../../../src/shared/kit/clock.ts'
import { CaseId, DicomUid, newUuid, Sha256 } from '../../../../src/shared/kit/ids.ts'

// RFC 9562 appendix A.6: the UUIDv7 of 2022-02-22 14:22:22.00 GMT-05:00 begins with 017F22E2-79B0-7.
test('an id begins with its time, as in RFC 9562’s example', () => {
  expect(newUuid(1_645_557_742_000)).toMatch(/^017f22e2-79b0-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('ids are unlike, in the order of their milliseconds, and pass for ids', () => {
  const ids = Array.from({ length: 1000 }, (_, i) => newUuid(1_795_000_000_000 + i))
  expect(new Set(ids).size).toBe(1000)
  expect([...ids].sort()).toEqual(ids)
  expect(ids.every((id) => CaseId.safeParse(id).success)).toBe(true)
})

test('ids, hashes and DICOM UIDs are taken in their one spelling only', () => {
  expect(CaseId.safeParse('01936A00-0000-7000-8000-00000000000A').success).toBe(false)
  expect(Sha256.safeParse('A'.repeat(64)).success).toBe(false)
  expect(Sha256.safeParse('a'.repeat(64)).success).toBe(true)
  expect([DicomUid.safeParse('1.2.840.10008.1.2').success, DicomUid.safeParse('1.2/3').success, DicomUid.safeParse('1'.repeat(65)).success]).toEqual([true, false, false])
})

test('an instant is stored in UTC with milliseconds', () => {
  expect(isoInstant(Date.UTC(2026, 10, 22, 21, 40))).toBe('2026-11-22T21:40:00.000Z')
})
