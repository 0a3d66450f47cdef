// The command line's host ports: no keychain, no dialog (the path given is what is picked), logs to stderr.
import path from 'node:path'
import { DEMO_PASSPHRASE, DEMO_PERSON } from '#core/demo/openDemoClinic.ts'
import { prepareDataDirectory } from '#core/hosting/dataDirectory.ts'
import { findInstallation } from '#core/hosting/installation.ts'
import { createLineLog } from '#core/hosting/lineLog.ts'
import { storeIdOf } from '#core/hosting/storeId.ts'
import { systemClock } from '#core/hosting/systemClock.ts'
import { openInProcess } from '../../procedures/openInProcess.ts'
import type { OpenStore, OpenStoreRequest } from './command.ts'

/** @throws CaseError STORE_IN_USE while a window or another command works on the store */
export async function openStore({ directory, picks }: OpenStoreRequest): Promise<OpenStore> {
  const installation = findInstallation(import.meta.dirname)
  const dataDirectory = prepareDataDirectory(directory)
  const { core, client } = await openInProcess({
    custody: { deviceSecret: async () => null },
    picker: { pick: async () => (picks === undefined ? null : { path: picks, name: path.basename(picks) }) },
    paths: { dataDirectory, resourcesDirectory: installation.resourcesDirectory },
    clock: systemClock,
    log: createLineLog(process.stderr, systemClock, true),
    info: { host: 'cli', picker: 'native', version: installation.version, platform: process.platform },
  })
  async function examine(signal: AbortSignal) {
    const { session, audit, content } = core.work()
    const chain = session.db.read((db) => audit.verify(db))
    const files = await content.verifyAll(signal)
    return [
      { ok: chain.ok, code: 'auditChain', detail: chain.ok ? `${chain.rows} rows` : `broken at row ${chain.brokenAt}` },
      { ok: files.damaged.length === 0, code: 'files', detail: `${files.checked} read` },
      ...files.damaged.map((sha256) => ({ ok: false, code: 'fileDamaged', detail: sha256 })),
    ]
  }

  async function walkthrough(request: Parameters<OpenStore['walkthrough']>[0]) {
    await core.profile.create({ ...DEMO_PERSON, passphrase: DEMO_PASSPHRASE, demo: true })
    return core.walkthrough({ ...request, passphrase: DEMO_PASSPHRASE })
  }

  return { client, content: core.content, storeId: () => storeIdOf(dataDirectory, systemClock), examine, walkthrough, stop: () => core.stop() }
}
