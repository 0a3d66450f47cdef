// A workstation in this process for measuring: real core and store, the demo's profile, nothing slowed down or left out.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { createCore } from '../../src/main/core/createCore.ts'
import { createRouter } from '../../src/main/procedures/index.ts'
import type { ImportResult } from '../../src/shared/domain/importing.ts'
import type { CaseId } from '../../src/shared/kit/ids.ts'

export const BENCH_PASSPHRASE = 'siete barcos verdes al alba'
const none = () => undefined
const silent = { info: none, warn: none, error: none }

/** Like a disposable file, so that a bench can say how long a store is needed. */
export function temporaryStore(): { directory: string; remove(): void } {
  const directory = mkdtempSync(join(tmpdir(), 'consilium-bench-'))
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) }
}

export interface BenchOptions {
  directory: string
  /** What time the workstation believes it is; the system's own when left out. */
  now?: () => number
  /** Memory-hard work of the passphrase: the product's own cost unless a bench opens many profiles. */
  quickPassphrase?: boolean
}

export type BenchWorkstation = Awaited<ReturnType<typeof openBenchWorkstation>>

export async function openBenchWorkstation({ directory, now = Date.now, quickPassphrase = false }: BenchOptions) {
  let picked = ''
  const core = await createCore(
    {
      custody: { deviceSecret: async () => null },
      picker: { pick: async () => (picked ? { path: picked, name: picked.split(/[\\/]/).at(-1) ?? 'bundle' } : null) },
      paths: { dataDirectory: directory, resourcesDirectory: join(import.meta.dirname, '../../resources') },
      clock: { now },
      log: silent,
      info: { host: 'test', picker: 'native', version: '0.0.0', platform: process.platform },
    },
    quickPassphrase ? { kdf: { memoryKib: 1024, iterations: 1, parallelism: 1 } } : {},
  )
  const client = createRouterClient(createRouter(core), { context: {} })

  return {
    core,
    client,
    signUp: async () => (await client.profile.create({ name: 'Dr Helen Okafor', role: 'physician', licence: 'DEMO-0001', passphrase: BENCH_PASSPHRASE })).user,
    /** Opens the one profile of an earlier run. */
    unlock: async () => {
      const [profile] = (await client.profile.status({})).profiles
      if (!profile) throw new Error('the store has no profile')
      await client.profile.unlock({ userId: profile.id, passphrase: BENCH_PASSPHRASE })
    },
    /** Into its own case or `into`. Takes in a folder or file as a person with a native picker does, and waits for its end. */
    async takeIn(path: string, into: CaseId | null = null): Promise<ImportResult & { caseId: CaseId }> {
      picked = path
      const pick = await client.bundles.pick({ what: 'folder' })
      if (!pick) throw new Error('nothing was picked')
      const { importId, jobId } = await client.bundles.import({ source: { kind: 'picked', pickId: pick.pickId }, caseId: into })
      for await (const progress of await client.jobs.watch({ jobId })) if (progress.state === 'failed') throw new Error(`the import failed: ${progress.error}`)
      const result = await client.bundles.result({ importId })
      const { caseId } = result
      if (!caseId) throw new Error('the bundle opened no case')
      return { ...result, caseId }
    },
    stop: () => core.stop(),
  }
}
