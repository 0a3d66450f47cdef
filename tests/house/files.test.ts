// Small rules about files that a reader relies on.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const sources = globSync('src/**/*.{ts,tsx}', { cwd: root }).map((f) => f.replaceAll('\\', '/'))

test('no source file passes 300 lines', () => {
  expect(sources.length).toBeGreaterThan(180)
  const long = sources.map((file) => [file, read(file).split('\n').length] as const).filter(([, lines]) => lines > 301)
  expect(long).toEqual([])
})

test('every file opens by saying what it is', () => {
  const silent = sources.filter((file) => !file.endsWith('.d.ts') && !/^(\/\/|\/\*|import)/.test(read(file)))
  expect(silent).toEqual([])
})

test('colours live in the tokens alone', () => {
  const styled = [...sources.filter((f) => f.startsWith('src/renderer/')), ...globSync('src/renderer/**/*.css', { cwd: root })]
  const raw = styled.filter((file) => !file.endsWith('ui/tokens.css') && /#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b(?=[;'",\s)])/.test(read(file)))
  expect(raw).toEqual([])
})

test('no default exports, suppressions without a reason, or unfinished marks', () => {
  for (const file of sources) {
    const text = read(file)
    expect(text, file).not.toMatch(/^export default /m)
    expect(text, file).not.toMatch(/\b(TODO|FIXME|XXX)\b/)
    expect(text, file).not.toMatch(/@ts-ignore|@ts-nocheck/)
    for (const line of text.split('\n')) if (line.includes('biome-ignore')) expect(line, file).toMatch(/biome-ignore [^:]+: \S{10,}|biome-ignore [^:]+: .{20,}/)
  }
})

test('the preload passes ports and nothing else', () => {
  expect(read('src/preload/index.ts').split('\n').length).toBeLessThan(60)
})

test('the Electron host stays under 500 lines', () => {
  const host = sources.filter((file) => file.startsWith('src/main/hosts/electron/') || file === 'src/main/index.ts')
  expect(host.length).toBeGreaterThan(3)
  expect(host.reduce((sum, file) => sum + read(file).split('\n').length, 0)).toBeLessThan(500)
})

test('every database step has a number of its own and is listed', () => {
  const files = globSync('src/main/core/storage/migrations/[0-9]*.ts', { cwd: root })
  const numbers = files.map((file) => Number(/(\d{4})-[^/\\]+$/.exec(file)?.[1]))
  expect(files.length).toBeGreaterThan(4)
  expect(new Set(numbers).size).toBe(numbers.length)
  const listed = read('src/main/core/storage/migrations/all.ts')
  for (const file of files) expect(listed).toContain(file.replaceAll('\\', '/').split('/').at(-1))
  for (const file of files) expect(read(file)).toContain(`number: ${Number(/(\d{4})-/.exec(file)?.[1])},`)
})

test('package scripts use no shell', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  for (const [name, line] of Object.entries(scripts)) expect(line, name).not.toMatch(/[;&|><$`]|\brm\b|\bcp\b|\bNODE_/)
})
