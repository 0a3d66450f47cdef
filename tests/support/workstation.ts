// A whole workstation without a window: real core, real store in a folder, its own contract's client.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { createCore } from '../../src/main/core/createCore.ts'
import { createRouter } from '../../src/main/procedures/index.ts'
import type { Role } from '../../src/shared/domain/people.ts'

export const PASSPHRASE = 'siete barcos verdes al alba'
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

export async function openTestWorkstation({ directory = mkdtempSync(join(tmpdir(), 'consilium-ws-')), picks = null as string | null, clockAheadMs = 0, openAddress = undefined as ((address: string) => Promise<void>) | undefined } = {}) {
  let picked = picks
  let ahead = clockAheadMs
  const core = await createCore(
    {
      custody: { deviceSecret: async () => null },
      picker: { pick: async () => (picked ? { path: picked, name: 'bundle' } : null) },
      ...(openAddress ? { openAddress } : {}),
      paths: { dataDirectory: directory, resourcesDirectory: join(import.meta.dirname, '../../resources') },
      clock: { now: () => Date.now() + ahead },
      log: silent,
      info: { host: 'test', picker: 'native', version: '0.0.0', platform: process.platform },
    },
    { kdf: { memoryKib: 1024, iterations: 1, parallelism: 1 } },
  )
  const client = createRouterClient(createRouter(core), { context: {} })

  async function signUp(name: string, role: Role, licence: string | null = null) {
    return (await client.profile.create({ name, role, licence, passphrase: PASSPHRASE })).user
  }

  /** Takes in a path through the contract, as a person with the native picker does. @param into a case that is there already @returns the case's id */
  async function takeIn(path: string, into: string | null = null) {
    picked = path
    const pick = await client.bundles.pick({ what: 'folder' })
    if (!pick) throw new Error('nothing was picked')
    const { importId, jobId } = await client.bundles.import({ source: { kind: 'picked', pickId: pick.pickId }, caseId: into as never })
    for await (const progress of await client.jobs.watch({ jobId })) if (progress.state === 'failed') throw new Error(`import failed: ${progress.error}`)
    const { caseId } = await client.bundles.result({ importId })
    if (!caseId) throw new Error('no case')
    return caseId
  }

  /** Lets time pass on this machine alone. */
  function later(ms: number): void {
    ahead += ms
  }

  return { core, client, directory, signUp, takeIn, later, stop: () => core.stop() }
}

export type TestWorkstation = Awaited<ReturnType<typeof openTestWorkstation>>

export async function until(what: string, holds: () => boolean | Promise<boolean>, seconds = 30): Promise<void> {
  const end = performance.now() + seconds * 1000
  while (performance.now() < end) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`never within ${seconds} s: ${what}`)
}
