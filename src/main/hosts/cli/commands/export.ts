// `export CASE --as pdf`: writes the newest signed report to a new file, which must not exist yet.
import { createWriteStream, existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { blobPath } from '#shared/contract/content.ts'
import { argument, type Command, type OpenStore, requiredText } from '../command.ts'
import { CommandEnd, EXIT } from '../exits.ts'
import { STORE_OPTIONS, withUnlockedStore } from '../withStore.ts'
import { caseIdOf } from './show.ts'

export const exportCase: Command = {
  usage: 'CASE --as pdf --out FILE --store DIR',
  does: 'writes the newest signed report',
  options: { ...STORE_OPTIONS, as: { type: 'string' }, out: { type: 'string' } },
  arguments: [1, 1],
  run: (call) => {
    const form = requiredText(call, 'as')
    if (form !== 'pdf') throw new CommandEnd(EXIT.usage, '--as knows: pdf')
    const out = path.resolve(requiredText(call, 'out'))
    if (existsSync(out)) throw new CommandEnd(EXIT.usage, 'the file to write exists already; nothing is overwritten')
    const caseId = caseIdOf(argument(call, 0))
    return withUnlockedStore(call, async (store) => {
      const signOffs = await store.client.signOff.list({ caseId })
      const newest = signOffs.toSorted((a, b) => b.reportNumber - a.reportNumber || b.deviceCounter - a.deviceCounter)[0]
      if (!newest) throw new CommandEnd(EXIT.notAllowed, 'no report of this case is signed; drafts do not leave the workstation')
      const bytes = await writeBlob(store, newest.pdfSha256, out)
      return {
        json: { path: out, bytes, sha256: newest.pdfSha256, reportId: newest.reportId, reportNumber: newest.reportNumber, contentHash: newest.contentHash, state: newest.state },
        text: [out],
      }
    })
  },
}

/** @returns bytes written. A file appears under its name only when it is whole. */
async function writeBlob(store: OpenStore, sha256: string, out: string): Promise<number> {
  const found = await store.content.handle({ method: 'GET', pathname: blobPath(sha256), query: new URLSearchParams(), header: () => null, body: null })
  if (found.status !== 200 || !found.body) throw new CommandEnd(EXIT.integrity, 'the signed report is missing from the store')
  const part = `${out}.part`
  try {
    await pipeline(found.body, createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true }))
    await rename(part, out)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
  return Number(found.headers['Content-Length'])
}
