// The files of one chest CT of the demo's lung case, in order.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import dicomParser from 'dicom-parser'
import type { DemoOnDisk } from '../benchDemo.ts'

/** @throws Error when the demo's first lesion has no series of at least 100 slices */
export function seriesFiles({ lungFolder, lungTruth }: DemoOnDisk): string[] {
  const uid = lungTruth.lesions[0]?.timepoints[0]?.SeriesInstanceUID
  const found: { path: string; number: number }[] = []
  for (const entry of readdirSync(lungFolder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    const bytes = entry.isFile() ? new Uint8Array(readFileSync(path)) : new Uint8Array()
    if (String.fromCharCode(...bytes.subarray(128, 132)) !== 'DICM') continue
    const header = dicomParser.parseDicom(bytes, { untilTag: 'x00200013' })
    if (header.string('x0020000e') === uid) found.push({ path, number: header.intString('x00200013') ?? 0 })
  }
  if (found.length < 100) throw new Error('the demo has no chest CT')
  return found.sort((a, b) => a.number - b.number).map(({ path }) => path)
}
