import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Command } from '../../../../src/renderer/app/commands.ts'
import { bindingOf, chooseCommand, isSafeWhileTyping } from '../../../../src/renderer/app/keyboard/keyboardMap.ts'
import { readableKeys } from '../../../../src/renderer/ui/readableKeys.ts'

const command = (id: string, scope: Command['scope'], keys: string, enabled = true): Command => ({
  id,
  scope,
  keys,
  enabled,
  run: () => undefined,
})

describe('keys', () => {
  test('a bare key never acts while typing; a combination or function key may', () => {
    expect(['$mod+k', 'Alt+ArrowLeft', 'F6', 'Shift+F6', '$mod+Shift+o'].every(isSafeWhileTyping)).toBe(true)
    expect(['w', 'g d', '?', '/', 'Shift+Enter'].some(isSafeWhileTyping)).toBe(false)
  })

  test('a viewer key does nothing while no viewer has the focus', () => {
    expect(chooseCommand([command('imaging.invert', 'viewer', 'i')], null)).toBeNull()
  })

  test('a command that is not available now is not run', () => {
    expect(chooseCommand([command('shell.back', 'global', 'Alt+ArrowLeft', false)], null)).toBeNull()
  })

  test('of two views that offer the same key the one mounted last answers', () => {
    const [first, second] = [command('worklist.find', 'global', '/'), command('documents.find', 'global', '/')]
    expect(chooseCommand([first, second], null)).toBe(second)
  })

  test('signs that need Shift or AltGr on some keyboards are bound with and without', () => {
    expect(bindingOf('?')).toBe('[Shift]+?')
    expect(bindingOf('[')).toBe('[Control]+[Alt]+[')
    expect(bindingOf('g d')).toBe('g d')
  })

  test('no two commands of the frame answer to the same keys', () => {
    const source = readFileSync(join(import.meta.dirname, '../../../../src/renderer/app/useShellCommands.ts'), 'utf8')
    const keys = [...source.matchAll(/\('\w+', '([^']+)',|\['go\w+', '([^']+)',/gu)].map(
      (found) => found[1] ?? found[2],
    )
    expect(keys.length).toBeGreaterThan(24)
    expect(keys.filter((one, at) => keys.indexOf(one) !== at)).toEqual([])
  })

  test('keys are spelled for people', () => {
    expect(readableKeys('g d')).toEqual(['G', 'D'])
    expect(readableKeys('$mod+k')).toEqual(['Ctrl K'])
    expect(readableKeys('Alt+ArrowLeft')).toEqual(['Alt ←'])
  })
})
