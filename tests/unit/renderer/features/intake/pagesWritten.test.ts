import { expect, test } from 'vitest'
import { pagesWritten } from '../../../../../src/renderer/features/intake/pagesWritten.ts'

test.each([
  ['', 3, [1, 2, 3]],
  ['2', 3, [2]],
  ['3, 1-2', 3, [3, 1, 2]],
  ['1–2;2', 3, [1, 2]],
  ['4', 3, null],
  ['0', 3, null],
  ['2-1', 3, null],
  ['all', 3, null],
] as const)('"%s" of %i pages', (text, count, pages) => expect(pagesWritten(text, count)).toEqual(pages))
