import { expect, test } from 'vitest'
import { newRecoveryCode, readRecoveryCode } from '../../../../../src/main/core/identity/recoveryCode.ts'

test('a printed code is eight groups of four and reads back, as it was typed from paper', () => {
  for (let i = 0; i < 200; i++) {
    const { secret, code } = newRecoveryCode()
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(readRecoveryCode(code)?.equals(secret)).toBe(true)
    const asTyped = code.toLowerCase().replaceAll('-', ' – ').replaceAll('0', 'o').replaceAll('1', i % 2 ? 'l' : 'I')
    expect(readRecoveryCode(asTyped)?.equals(secret)).toBe(true)
  }
})

test('a code that is not one is not read', () => {
  for (const typed of ['', 'ABCD', `${'0000-'.repeat(7)}000`, `${'0000-'.repeat(7)}000U`, `${'0000-'.repeat(8)}0`]) expect(readRecoveryCode(typed), typed).toBeUndefined()
})

// Crockford base 32 of 20 bytes, worked out with Python's int and divmod.
test('the code is the secret in Crockford’s base 32', () => {
  expect(readRecoveryCode('0000-0000-0000-0000-0000-0000-0000-0001')?.toString('hex')).toBe(`${'00'.repeat(19)}01`)
  expect(readRecoveryCode('ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ')?.toString('hex')).toBe('ff'.repeat(20))
  expect(readRecoveryCode('D5SG-T2RK-C5P6-YW3F-41WQ-2X3M-DHKK-8RBG')?.toString('hex')).toBe('69730d0b13616c6f706f20797174746c67346170')
})
