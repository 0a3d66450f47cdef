import { expect, test } from 'vitest'
import { decodeText } from '../../../../../../src/main/core/imaging/dicom/charset.ts'

const bytes = (...parts: (string | number[])[]) => Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : part)))

// Examples of PS3.5 annexes H, I and K, written out as bytes there.
test('the Japanese example with three component groups (PS3.5 H.3.1)', () => {
  const name = bytes('Yamada^Tarou=', [0x1b, 0x24, 0x42, 0x3b, 0x33, 0x45, 0x44, 0x1b, 0x28, 0x42], '^', [0x1b, 0x24, 0x42, 0x42, 0x40, 0x4f, 0x3a, 0x1b, 0x28, 0x42])
  expect(decodeText(name, ['', 'ISO 2022 IR 87'])).toBe('Yamada^Tarou=山田^太郎')
})

test('the Japanese example with half-width katakana (PS3.5 H.3.2)', () => {
  expect(decodeText(bytes([0xd4, 0xcf, 0xc0, 0xde], '^', [0xc0, 0xdb, 0xb3]), ['ISO 2022 IR 13', 'ISO 2022 IR 87'])).toBe('ﾔﾏﾀﾞ^ﾀﾛｳ')
})

test('the Korean example (PS3.5 I.2)', () => {
  const name = bytes('Hong^Gildong=', [0x1b, 0x24, 0x29, 0x43, 0xfb, 0xf3], '^', [0x1b, 0x24, 0x29, 0x43, 0xd1, 0xce, 0xd4, 0xd7])
  expect(decodeText(name, ['', 'ISO 2022 IR 149'])).toBe('Hong^Gildong=洪^吉洞')
})

test('a delimiter puts the initial sets back', () => {
  expect(decodeText(bytes([0x1b, 0x2d, 0x46, 0xc1], '^', [0xe9]), ['ISO 2022 IR 100', 'ISO 2022 IR 126'])).toBe('Α^é')
})

test.each([
  ['ISO_IR 100', [0xd1], 'Ñ'],
  ['ISO_IR 101', [0xb3], 'ł'],
  ['ISO_IR 144', [0xbb, 0xee], 'Лю'],
  ['ISO_IR 192', [0xc3, 0x91], 'Ñ'],
  ['GB18030', [0xd0, 0xa1], '小'],
] as const)('%s decodes its upper half', (term, raw, text) => expect(decodeText(Uint8Array.from(raw), [term])).toBe(text))

test('without a declared set no letter is guessed', () => expect(decodeText(bytes('PE', [0xd1], 'A'), [])).toBe('PE\uFFFDA'))
