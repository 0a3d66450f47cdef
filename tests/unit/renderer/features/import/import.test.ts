import { describe, expect, test } from 'vitest'
import { importResult } from '../../../../support/shellBench/fixtures.ts'
import { differingParts } from '../../../../../src/renderer/ui/differingParts.ts'
import { groupsOf, summaryOf } from '../../../../../src/renderer/features/import/groups.ts'
import { withoutTopFolder } from '../../../../../src/renderer/features/import/pickedFiles.ts'

const file = new File(['x'], 'x')

describe('the result of an import', () => {
  test('set-aside items come first, undecided before decided; nothing is left out', () => {
    const groups = groupsOf(importResult)
    expect(groups.map((g) => g.outcome)).toEqual(['quarantined', 'rejected', 'document', 'image', 'skipped', 'duplicate'])
    expect(groups[0]!.items.map((i) => i.decision)).toEqual([null, 'leftOut'])
    expect(groups.flatMap((g) => g.items)).toHaveLength(importResult.items.length)
  })

  test('the sentence counts a released item as belonging and leaves skipped software out', () => {
    expect(summaryOf(importResult)).toEqual({ belong: 219, total: 222, setAside: 2, refused: 1, missing: 0 })
    const absent = { ...importResult, items: [...importResult.items, { ...importResult.items[0]!, itemId: 'x', outcome: 'missing' as const, code: 'listedMissing' as const }] }
    expect(summaryOf(absent)).toEqual({ belong: 219, total: 222, setAside: 2, refused: 1, missing: 1 })
    expect(groupsOf(absent).map(({ outcome }) => outcome)).toContain('missing')
    const released = { ...importResult, items: importResult.items.map((i) => (i.outcome === 'quarantined' ? { ...i, decision: 'released' as const } : i)) }
    expect(summaryOf(released)).toEqual({ belong: 221, total: 222, setAside: 0, refused: 1, missing: 0 })
  })
})

describe('characters that differ', () => {
  const marked = (a: string, b: string) => differingParts(a, b).map((p) => (p.differs ? `[${p.text}]` : p.text)).join('')
  test('one digit of a birth date', () => expect(marked('4 Apr 1978', '4 Apr 1974')).toBe('4 Apr 197[8]'))
  test('a letter more at the end', () => expect(marked('Samira', 'Samir')).toBe('Samir[a]'))
  test('equal texts have no mark', () => expect(marked('García', 'García')).toBe('García'))
  test('an astral letter is one letter', () => expect(marked('A𝒳B', 'A𝒴B')).toBe('A[𝒳]B'))
})

describe('dropped files', () => {
  test('the one folder that holds everything names the bundle and is cut from the places', () => {
    expect(withoutTopFolder([{ path: 'disc/DICOM/1', file }, { path: 'disc/report.pdf', file }])).toEqual({ name: 'disc', files: [{ path: 'DICOM/1', file }, { path: 'report.pdf', file }] })
  })
  test('a single ZIP keeps its name', () => expect(withoutTopFolder([{ path: 'case.zip', file }])?.name).toBe('case.zip'))
  test('two folders keep their names', () => expect(withoutTopFolder([{ path: 'a/1', file }, { path: 'b/1', file }])?.files.map((f) => f.path)).toEqual(['a/1', 'b/1']))
  test('nothing dropped is nothing', () => expect(withoutTopFolder([])).toBeNull())
})
