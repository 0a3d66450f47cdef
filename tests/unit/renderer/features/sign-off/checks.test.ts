import { expect, test } from 'vitest'
import { OBSTACLE_CODES, type SigningObstacle } from '../../../../../src/shared/domain/report.ts'
import { checksOf, codesWithoutSubject, hashLines } from '../../../../../src/renderer/features/sign-off/checks.ts'

test('every obstacle to signing has its place in the list: none can block unseen', () => {
  expect(codesWithoutSubject(OBSTACLE_CODES)).toEqual([])
})

test('open subjects stand first and settled ones are named as settled', () => {
  const open: SigningObstacle = { code: 'questionUnanswered', severity: 'blocker', sectionKey: 'answers', fieldKey: '6.answer', detail: '6' }
  const checks = checksOf([open])
  expect(checks[0]).toEqual({ subject: 'questions', obstacles: [open] })
  expect(checks.slice(1).every(({ obstacles }) => obstacles.length === 0)).toBe(true)
  expect(new Set(checks.map(({ subject }) => subject)).size).toBe(8)
})

test('a hash is spelled in groups of four, eight to a line, with no digit lost', () => {
  const hash = '0123456789abcdef'.repeat(4)
  expect(hashLines(hash)).toEqual(['0123 4567 89ab cdef 0123 4567 89ab cdef', '0123 4567 89ab cdef 0123 4567 89ab cdef'])
  expect(hashLines(hash).join('').replaceAll(' ', '')).toBe(hash)
})
