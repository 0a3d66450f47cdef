// A machine without WebGL shows what every other shows: no picture of ours is drawn by it. Layouts, planes, thick cuts, fusion and projection gave the same bytes in a Chromium without WebGL.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const renderer = join(import.meta.dirname, '../../../../../src/renderer')

test('every canvas of the renderer asks for a plain context', () => {
  const files = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/u.test(name))
  const asked = files.flatMap((name) => [...readFileSync(join(renderer, name), 'utf8').matchAll(/getContext\(([^,)]*)/gu)].map(([, kind]) => kind))
  expect(asked.length).toBeGreaterThan(3)
  expect([...new Set(asked)]).toEqual(["'2d'"])
})
