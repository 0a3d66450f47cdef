import { expect, test } from 'vitest'
import { newMark, openDrawing } from '../support/durability/drawing.ts'
import { pseudoRandom, runAndKill } from '../support/durability/killed.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const KILLS = Number(process.env.CONSILIUM_KILLS ?? 15)

test(`killed ${KILLS} times while drawing, every acknowledged measurement, change and removal is there, on slices and on a slanting plane to the last digit`, async () => {
  const directory = temporaryFolder()
  const wait = pseudoRandom(20261122)
  const expected = new Map<string, string | null>()
  let acknowledged = 0
  let onPlanes = 0
  for (let kill = 0; kill < KILLS; kill++) {
    // Number ranges far apart: what was stored but not acknowledged must not stand in the next run's way.
    const said = await runAndKill('drawer.ts', [directory, String(kill * 100_000)], wait(40), 1 + wait(6))
    for (const line of said) {
      const [kind, id = '', values = ''] = line.split(' ')
      acknowledged++
      expected.set(id, kind === 'removed' ? null : values)
    }
    const drawing = openDrawing(directory)
    const { annotations, unreadable } = await drawing.read()
    await drawing.close()
    expect(unreadable).toBe(0)
    const found = new Map(annotations.map((mark) => [mark.id as string, mark.type === 'measurement' ? mark.values.join('x') : '']))
    for (const mark of annotations) {
      if (mark.type !== 'measurement' || !mark.plane || !expected.has(mark.id)) continue
      const { plane, shape, anchor } = newMark(Number(mark.id.slice(-12)))
      expect({ plane: mark.plane, shape: mark.shape, anchor: mark.anchor }).toEqual({ plane, shape, anchor })
      onPlanes++
    }
    // The very last step may have reached the disk before its word was said: a change or a removal more, never one less.
    const last = said.at(-1)?.split(' ')[1] ?? ''
    const lost = [...expected].filter(([id, values]) => id !== last && (values === null ? found.has(id) : found.get(id) !== values))
    expect(lost, `after kill ${kill}`).toEqual([])
    if (expected.get(last) && !found.has(last)) expect(Number(last.slice(-12)) % 5).toBe(4)
    for (const id of [...expected.keys()]) if (id === last) expected.set(id, found.get(id) ?? null)
  }
  expect(acknowledged).toBeGreaterThan(KILLS * 2)
  expect(onPlanes).toBeGreaterThan(KILLS)
})
