// The whole hostile corpus through the real import: each ends within its limits with a coded reason, good files of the same bundle come in, nothing is written outside.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ImportItem } from '../../../../../src/shared/domain/importing.ts'
import { type HostileCase, hostileCorpus } from '../../../../support/hostile/corpus.ts'
import { type IntakeClinic, openIntakeClinic } from '../../../../support/intakeClinic.ts'

/** 2 s each by the safety note (V7); a machine that does other things at the same time gets room. */
const LIMIT_MS = 2000
const MEMORY_MB = 256

let folder: string
let clinic: IntakeClinic

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'consilium-hostile-'))
  mkdirSync(join(folder, 'store'))
  mkdirSync(join(folder, 'bundles'))
  clinic = openIntakeClinic(join(folder, 'store'))
})
afterAll(async () => {
  await clinic.close()
  rmSync(folder, { recursive: true, force: true })
})

const cases = [...hostileCorpus()]
const families = [...new Set(cases.map(({ family }) => family))]

test('the corpus has its 300 archives', () => expect(cases.length).toBeGreaterThanOrEqual(300))

test.each(families)('%s', { timeout: 240_000 }, async (family) => {
  const own = cases.filter((each) => each.family === family)
  const bundle = join(folder, 'bundles', family)
  mkdirSync(bundle)
  for (const [n, { archive }] of own.entries()) writeFileSync(join(bundle, `${n}.zip`), archive)
  const began = performance.now()
  const cpu = process.cpuUsage()
  const before = process.memoryUsage().rss
  const items = await takenIn(bundle)
  const { user, system } = process.cpuUsage(cpu)
  // Time that others took from this process is not the archives' doing.
  expect(Math.min(performance.now() - began, (user + system) / 1000)).toBeLessThan(LIMIT_MS * own.length)
  expect((process.memoryUsage().rss - before) / 2 ** 20).toBeLessThan(MEMORY_MB * Math.min(own.length, 3))
  expect(own.flatMap((hostile, n) => faultsOf(hostile, items.filter(({ name }) => name.startsWith(`${n}.zip`))).map((fault) => `${hostile.name}: ${fault}`))).toEqual([])
})

async function takenIn(path: string): Promise<ImportItem[]> {
  const { importId, jobId } = await clinic.bundles.importPath(path, { caseId: null })
  for await (const { question, state } of clinic.jobs.watch(jobId) ?? []) {
    if (question?.kind === 'password') clinic.jobs.answer(jobId, { kind: 'password', password: null })
    if (state !== 'running') expect(state).toBe('done')
  }
  return clinic.bundles.result({ importId }).items
}

test('nothing was written outside the store, and nothing was polluted', () => {
  expect(readdirSync(folder).sort()).toEqual(['bundles', 'store'])
  expect(readdirSync(join(folder, 'store')).filter((name) => !/^(blobs|uploads|vault\.db(-wal|-shm)?)$/.test(name))).toEqual([])
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  const files = readdirSync(join(folder, 'store', 'blobs'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  expect(files.filter(({ name }) => !/^[0-9a-f]{40}$/.test(name))).toEqual([])
})

/** Either the archive says why it cannot be read, or each of its items has its verdict and the good files came in. */
function faultsOf({ verdicts, wholeCode }: HostileCase, items: readonly ImportItem[]): string[] {
  const isGood = ({ name }: ImportItem) => /\/good\/[12]\.dcm$/.test(name)
  const good = items.filter((item) => isGood(item) && item.outcome === 'image').length
  if (items.length === 0) return ['left no item']
  if (wholeCode && good === 0) return items.some(({ code }) => code === wholeCode || code === 'emptyFile') ? [] : [`ended with ${items.map(({ code }) => code)}`]
  const faults = good === 2 || wholeCode ? [] : [`${good} good files came in`]
  for (const item of items.filter((each) => !isGood(each))) {
    const verdict = item.outcome === 'image' || item.outcome === 'document' ? 'kept' : item.code
    if (verdict === null || !verdicts.some((allowed) => allowed === verdict)) faults.push(`${JSON.stringify(item.name.slice(0, 40))} got ${verdict ?? 'no reason'}`)
  }
  return faults
}
