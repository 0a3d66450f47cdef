// `export CASE --as FORM`: writes the newest signed report in one of its forms to a new file, which must not exist yet.
import { createWriteStream, existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { blobPath, exportPath } from '#shared/contract/content.ts'
import { argument, type Command, type OpenStore, requiredText } from '../command.ts'
import { CommandEnd, EXIT } from '../exits.ts'
import { STORE_OPTIONS, withUnlockedStore } from '../withStore.ts'
import { caseIdOf } from './show.ts'

const FORMS = ['pdf', 'fhir', 'docx', 'html', 'package'] as const
type Form = (typeof FORMS)[number]
const isForm = (text: string): text is Form => (FORMS as readonly string[]).includes(text)

export const exportCase: Command = {
  usage: 'CASE --as bundle|pdf|fhir|docx|html|package|dicom --out FILE --store DIR [--report N]',
  does: 'writes the newest signed report, or version N with a stamp when it was superseded or withdrawn: the signed PDF, a FHIR document, a word-processor file, a page, or the whole package; or own measurements and key images as DICOM objects into a new folder; or, as a bundle, the case with every original, to be taken in elsewhere',
  options: { ...STORE_OPTIONS, as: { type: 'string' }, out: { type: 'string' }, report: { type: 'string' } },
  arguments: [1, 1],
  run: (call) => {
    const form = requiredText(call, 'as')
    if (!isForm(form) && form !== 'dicom' && form !== 'bundle') throw new CommandEnd(EXIT.usage, `--as knows: bundle, ${FORMS.join(', ')}, dicom`)
    const wanted = call.values.report === undefined ? undefined : Number(requiredText(call, 'report'))
    const out = path.resolve(requiredText(call, 'out'))
    if (existsSync(out)) throw new CommandEnd(EXIT.usage, 'the file to write exists already; nothing is overwritten')
    const caseId = caseIdOf(argument(call, 0))
    return withUnlockedStore(call, async (store) => {
      if (form === 'bundle') return writeBundle(store, caseId, out)
      if (form === 'dicom') return writeObjects(store, caseId, out)
      const signOffs = await store.client.signOff.list({ caseId })
      const newest = signOffs.toSorted((a, b) => b.reportNumber - a.reportNumber || b.deviceCounter - a.deviceCounter)[0]
      if (!newest) throw new CommandEnd(EXIT.notAllowed, 'no report of this case is signed; drafts do not leave the workstation')
      const chosen = wanted === undefined ? newest : signOffs.find(({ reportNumber, state }) => reportNumber === wanted && state !== 'conflict')
      if (!chosen) throw new CommandEnd(EXIT.notAllowed, 'this version of the report is not signed')
      const { sha256, fate } = await store.client.delivery.exportAs({ caseId, form, reportId: chosen.reportId })
      const bytes = await writeBlob(store, sha256, out)
      return {
        json: { path: out, bytes, sha256, reportId: chosen.reportId, reportNumber: chosen.reportNumber, contentHash: chosen.contentHash, state: chosen.state, stamped: fate },
        text: [out],
      }
    })
  },
}

/** The originals of a case and what people found in them, sealed; see docs/bundle-format.md. */
async function writeBundle(store: OpenStore, caseId: ReturnType<typeof caseIdOf>, out: string) {
  const { exportId, files } = await store.client.bundles.exportCase({ caseId })
  const bytes = await writeContent(store, exportPath(exportId), out)
  return { json: { path: out, bytes, files, bundleId: exportId }, text: [out] }
}

/** One file per object, named by its SOPInstanceUID: SR of the measurements, key object selection, a presentation state per key image. */
async function writeObjects(store: OpenStore, caseId: ReturnType<typeof caseIdOf>, folder: string) {
  const objects = await store.client.imaging.exportObjects({ caseId })
  if (objects.length === 0) throw new CommandEnd(EXIT.notAllowed, 'nothing of this case was measured or marked by this profile')
  await mkdir(folder)
  const written = []
  for (const object of objects) {
    const file = path.join(folder, `${object.SOPInstanceUID}.dcm`)
    await writeBlob(store, object.sha256, file)
    written.push({ ...object, path: file })
  }
  return { json: { path: folder, objects: written }, text: written.map((object) => object.path) }
}

const writeBlob = (store: OpenStore, sha256: string, out: string) => writeContent(store, blobPath(sha256), out)

/** @returns bytes written. A file appears under its name only when it is whole. */
async function writeContent(store: OpenStore, pathname: string, out: string): Promise<number> {
  const found = await store.content.handle({ method: 'GET', pathname, query: new URLSearchParams(), header: () => null, body: null })
  if (found.status !== 200 || !found.body) throw new CommandEnd(EXIT.integrity, 'the file is missing from the store')
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
