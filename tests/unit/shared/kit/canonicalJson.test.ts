import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson, type Json } from '../../../../src/shared/kit/canonicalJson.ts'

// RFC 8785 §3.2.3: order of the sorting example; its values there are replaced by what ours may hold.
test('keys stand in the order of RFC 8785’s own example', () => {
  const value = { '\u20ac': 'Euro Sign', '\r': 'Carriage Return', '\ufb33': 'Hebrew Letter Dalet With Dagesh', '1': 'One', '\ud83d\ude00': 'Emoji: Grinning Face', '\u0080': 'Control', '\u00f6': 'Latin Small Letter O With Diaeresis' }
  // U+FB33 is not in NFC: it is a composition exclusion and becomes U+05D3 U+05BC, which sorts before U+20AC.
  const order = ['\r', '1', '\u0080', '\u00f6', '\u05d3\u05bc', '\u20ac', '\ud83d\ude00']
  expect(Object.keys(JSON.parse(canonicalJson(value)))).toEqual(['1', ...order.filter((key) => key !== '1')])
  const at = order.map((key) => canonicalJson(value).indexOf(`${JSON.stringify(key)}:`))
  expect(at).toEqual([...at].sort((a, b) => a - b))
  expect(at.every((index) => index >= 0)).toBe(true)
})

// RFC 8785 §3.2.2.2: the string of the example, serialised there as "€$\u000f\nA'B\"\\\\\"/".
test('strings are escaped as in RFC 8785’s example', () => {
  expect(canonicalJson('\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"\u002f')).toBe('"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"')
})

test('the same text in two Unicode spellings gives the same bytes', () => {
  expect(canonicalJson({ nam\u00e9: 'Mu\u00f1oz' })).toBe(canonicalJson({ ['name\u0301']: 'Mun\u0303oz' }))
})

test('what has no single spelling is refused', () => {
  for (const value of [0.1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, '\ud800', { a: ['\udc00'] }, { ['\u00e9']: 1, ['e\u0301']: 2 }]) {
    expect(() => canonicalJson(value as Json)).toThrow(TypeError)
  }
})

test('absent members are left out, null is kept, minus zero is zero', () => {
  expect(canonicalJson({ b: undefined, a: null, c: -0 })).toBe('{"a":null,"c":0}')
})

test('reading back gives the same value, whatever order the keys came in', () => {
  const json = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constant(null),
      fc.boolean(),
      fc.maxSafeInteger().map((n) => (Object.is(n, -0) ? 0 : n)),
      fc.string({ unit: 'grapheme' }).map((s) => s.normalize('NFC')),
      fc.array(tie('value'), { maxLength: 5 }),
      fc.dictionary(fc.string({ maxLength: 6 }).filter((key) => key !== '__proto__'), tie('value'), { maxKeys: 5 }),
    ),
  })).value
  const backwards = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(backwards)
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).reverse().map(([key, member]) => [key, backwards(member as Json)]))
  }
  fc.assert(
    fc.property(json, (value) => {
      const text = canonicalJson(value)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      expect(canonicalJson(JSON.parse(text) as Json)).toBe(text)
      expect(canonicalJson(backwards(value))).toBe(text)
    }),
    { numRuns: 500, seed: 20261122 },
  )
})
