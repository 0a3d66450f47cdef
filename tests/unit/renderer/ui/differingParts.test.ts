import { expect, test } from 'vitest'
import { differingParts } from '../../../../src/renderer/ui/differingParts.ts'

const marked = (text: string, against: string) => differingParts(text, against).map(({ text: part, differs }) => (differs ? `[${part}]` : part)).join('')

test.each([
  ['17 Jan 1941', '17 Jan 1914', '17 Jan 19[41]'],
  ['García', 'Garcia', 'Garc[í]a'],
  ['Ruiz Mora', 'Ruiz', 'Ruiz[ Mora]'],
  // What only leaves something out differs as a whole: nothing marked would say that it is the same.
  ['male', 'female', '[male]'],
  ['Ruiz', 'Ruiz Mora', '[Ruiz]'],
  ['551', '', '[551]'],
  ['Ruiz', 'Ruiz', 'Ruiz'],
])('%s beside %s is marked %s', (text, against, shown) => expect(marked(text, against)).toBe(shown))
