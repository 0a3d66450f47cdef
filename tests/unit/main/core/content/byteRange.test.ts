import { expect, test } from 'vitest'
import { readByteRange } from '#core/content/byteRange.ts'

// Expected spans are the examples and rules of RFC 9110 §14.1.2 for a representation of 10000 bytes.
test.each([
  ['bytes=0-499', { start: 0, end: 500 }],
  ['bytes=500-999', { start: 500, end: 1000 }],
  ['bytes=-500', { start: 9500, end: 10_000 }],
  ['bytes=9500-', { start: 9500, end: 10_000 }],
  ['bytes=0-0', { start: 0, end: 1 }],
  ['bytes=-1', { start: 9999, end: 10_000 }],
  ['bytes=9999-20000', { start: 9999, end: 10_000 }],
  ['bytes=-20000', { start: 0, end: 10_000 }],
])('%s of 10000 bytes', (header, span) => {
  expect(readByteRange(header, 10_000)).toEqual(span)
})

test.each(['bytes=10000-', 'bytes=10000-10001', 'bytes=-0', 'bytes=99999999999-'])('%s cannot be satisfied', (header) => {
  expect(readByteRange(header, 10_000)).toBe('unsatisfiable')
})

test.each([null, '', 'bytes=', 'bytes=-', 'bytes=5-4', 'bytes=a-b', 'lines=0-1', 'bytes=0-1,5-6', 'bytes=0x0-0x1'])(
  '%s is ignored and the whole is sent',
  (header) => {
    expect(readByteRange(header, 10_000)).toBe('whole')
  },
)

test('an empty file has no satisfiable range', () => {
  expect(readByteRange('bytes=0-0', 0)).toBe('unsatisfiable')
  expect(readByteRange('bytes=-5', 0)).toBe('unsatisfiable')
})
