import { expect, test } from 'vitest'
import { typedTime } from '../../../../src/renderer/i18n/typedTime.ts'

test.each([
  ['16:30', '16:30'], ['9:05', '09:05'], ['9.05', '09:05'], ['9 h 05', '09:05'], ['9h', '09:00'], ['9', '09:00'], ['0930', '09:30'], ['00:00', '00:00'], ['23:59', '23:59'],
])('%s is %s', (typed, time) => {
  expect(typedTime(typed)).toBe(time)
})

test.each(['24:00', '12:60', '4:30 pm', '930', '9:5', '-1', 'noon', ''])('%s is no time of the 24-hour clock', (typed) => {
  expect(typedTime(typed)).toBeNull()
})
