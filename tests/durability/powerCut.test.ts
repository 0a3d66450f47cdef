import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { slice } from '../support/dicomFile.ts'
import { pseudoRandom } from '../support/durability/killed.ts'
import { makeCrashState } from '../support/durability/powerCut.ts'
import { canTrace, type Op, recordWrites } from '../support/durability/systemCalls.ts'
import { faultsAfterCrash } from '../support/durability/vault.ts'
import { openIntakeClinic } from '../support/intakeClinic.ts'
import { temporaryFolder, temporaryFolderInMemory } from '../support/temporaryFolder.ts'

const STATES = Number(process.env.CONSILIUM_CRASH_STATES ?? 200)
const CONTROL_STATES = 50

/** Places of an operation that match, in order. */
const places = (ops: readonly Op[], match: (op: Op) => boolean) => ops.flatMap((op, i) => (match(op) ? [i] : []))

async function badStates(ops: readonly Op[], states: number, seed: number): Promise<string[]> {
  const folder = join(temporaryFolderInMemory(), 'after')
  const random = pseudoRandom(seed)
  const bad: string[] = []
  for (let state = 0; state < states; state++) {
    const cut = 1 + random(ops.length)
    makeCrashState(ops, cut, folder, random)
    const said = ops.slice(0, cut).flatMap((op) => (op.kind === 'said' ? [op.line.split(' ')] : []))
    const rows = said.flatMap(([kind, what]) => (kind === 'row' ? [Number(what)] : []))
    const blobs = said.flatMap(([kind, what = '']) => (kind === 'blob' ? [what] : []))
    const faults = await faultsAfterCrash(folder, { rows, blobs })
    if (faults.length > 0) bad.push(`cut ${cut}: ${faults.slice(0, 3).join('; ')}`)
  }
  return bad
}

test('what is acknowledged was flushed before: file, its folder, the database’s log', ({ skip }) => {
  if (!canTrace()) skip('strace is not installed or may not trace here')
  const ops = recordWrites(temporaryFolder(), ['1', '9', '9000'])
  const isBlob = (path: string) => path.startsWith('blobs/')
  const acknowledged = places(ops, (op) => op.kind === 'said' && op.line.startsWith('blob '))
  expect(acknowledged).toHaveLength(3)
  for (const said of acknowledged) {
    const renamed = ops.slice(0, said).findLastIndex((op) => op.kind === 'rename' && isBlob(op.to))
    const rename = ops[renamed]
    if (rename?.kind !== 'rename') throw new Error('no blob was renamed')
    const lastWrite = ops.slice(0, renamed).findLastIndex((op) => op.kind === 'write' && op.path === rename.from)
    const fileSync = places(ops, (op) => op.kind === 'sync' && op.path === rename.from)[0] ?? -1
    const folderSync = ops.findIndex((op, i) => i > renamed && op.kind === 'sync' && op.path === join(rename.to, '..'))
    const logWrite = ops.slice(0, said).findLastIndex((op) => op.kind === 'write' && op.path === 'vault.db-wal')
    const logSync = ops.slice(0, said).findLastIndex((op) => op.kind === 'sync' && op.path === 'vault.db-wal')
    const order = [lastWrite, fileSync, renamed, folderSync, logWrite, logSync, said]
    expect(order).toEqual([...order].sort((a, b) => a - b))
    expect(lastWrite).toBeGreaterThan(-1)
  }
  for (const said of places(ops, (op) => op.kind === 'said' && op.line.startsWith('row '))) {
    const before = ops.slice(0, said).findLastIndex((op) => op.kind !== 'said')
    expect(ops[before]).toMatchObject({ kind: 'sync', path: 'vault.db-wal' })
  }
})

test('a new database gets its name only when it is whole on the disk', ({ skip }) => {
  if (!canTrace()) skip('strace is not installed or may not trace here')
  const ops = recordWrites(temporaryFolder(), ['1', '1', '10'])
  const named = ops.findIndex((op) => op.kind === 'rename' && op.to === 'vault.db')
  const lastWrite = ops.findLastIndex((op) => op.kind === 'write' && op.path === 'vault.db.new')
  const synced = ops.findLastIndex((op, i) => i < named && op.kind === 'sync' && op.path === 'vault.db.new')
  const folderSynced = ops.findIndex((op, i) => i > named && op.kind === 'sync' && op.path === '')
  const firstUse = ops.findIndex((op) => op.kind === 'create' && op.path === 'vault.db-wal')
  expect(lastWrite).toBeGreaterThan(-1)
  expect([lastWrite < synced, synced < named, named < folderSynced, folderSynced < firstUse]).toEqual([true, true, true, true])
})

test(`in ${STATES} states after a power cut nothing acknowledged is lost; without the flushes the same test finds losses`, async ({ skip }) => {
  if (!canTrace()) skip('strace is not installed or may not trace here')
  const ops = recordWrites(temporaryFolder(), ['1', '45', '30000'])
  expect(places(ops, (op) => op.kind === 'said').length).toBeGreaterThan(45)
  expect(await badStates(ops, STATES, 20261122)).toEqual([])
  // Controls (safety note §5, V2): a test that cannot fail proves nothing.
  const withoutLogSync = ops.filter((op) => !(op.kind === 'sync' && op.path === 'vault.db-wal'))
  expect((await badStates(withoutLogSync, CONTROL_STATES, 1)).length).toBeGreaterThan(CONTROL_STATES / 10)
  const withoutBlobSync = ops.filter((op) => !(op.kind === 'sync' && op.path.endsWith('.part')))
  expect((await badStates(withoutBlobSync, CONTROL_STATES, 2)).length).toBeGreaterThan(CONTROL_STATES / 10)
})

test('an import that was told as done is whole in every state after a power cut; without flushing its files it is not', async ({ skip }) => {
  if (!canTrace()) skip('strace is not installed or may not trace here')
  const bundle = temporaryFolder()
  for (let n = 1; n <= 20; n++) writeFileSync(join(bundle, `${n}.dcm`), slice({ number: n, instance: `2.25.5.${n}` }))
  const ops = recordWrites(temporaryFolder(), [bundle, '1'], 'importer.ts')
  const done = places(ops, (op) => op.kind === 'said' && op.line.startsWith('done '))
  expect(done).toHaveLength(1)

  async function lossesIn(recorded: readonly Op[], states: number, seed: number): Promise<number> {
    const folder = join(temporaryFolderInMemory(), 'after')
    const random = pseudoRandom(seed)
    const told = recorded.findIndex((op) => op.kind === 'said' && op.line.startsWith('done '))
    let losses = 0
    for (let state = 0; state < states; state++) {
      const cut = Math.floor(told / 2) + random(recorded.length - Math.floor(told / 2)) + 1
      makeCrashState(recorded, cut, folder, random)
      const clinic = openIntakeClinic(folder)
      await clinic.content.recover()
      const { damaged } = await clinic.content.verifyAll()
      const cases = clinic.cases.list().map(({ reviewCase }) => clinic.imaging.studies({ caseId: reviewCase.id })[0]?.series[0]?.instances)
      const isWhole = damaged.length === 0 && cases.every((instances) => instances === 20) && (cut <= told || cases.length === 1)
      if (!isWhole) losses++
      await clinic.close()
    }
    return losses
  }

  expect(await lossesIn(ops, 60, 20261122)).toBe(0)
  // Control: the same import without the flushes of its files loses some.
  const unflushed = ops.filter((op) => !(op.kind === 'sync' && /^blobs\/.+\/.{40}$/.test(op.path)))
  expect(unflushed.length).toBeLessThan(ops.length)
  expect(await lossesIn(unflushed, 30, 1)).toBeGreaterThan(3)
})
