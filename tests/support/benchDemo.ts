// The demo bundles on disk, made once per state of their generator and kept in the temporary folder: benches and pictures start from them.
import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream, existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { openPromise } from 'yauzl'
import type { BundleTruth, DemoTruth } from '../../src/main/core/demo/truth.ts'
import { writeDemoClinic } from '../../src/main/core/demo/writeDemoClinic.ts'

const ROOT = join(import.meta.dirname, '../..')
const GENERATOR = join(ROOT, 'src/main/core/demo')
const LUNG = 'CN-2026-0418'
const SEED = 1

export interface DemoOnDisk {
  /** The bundles as the demo clinic takes them in, in its order. */
  readonly bundles: readonly string[]
  /** The lung bundle as a folder of plain files. */
  readonly lungFolder: string
  readonly truth: DemoTruth
  readonly lungTruth: BundleTruth
}

export async function demoOnDisk(): Promise<DemoOnDisk> {
  const folder = join(tmpdir(), `consilium-demo-${generatorDigest()}`)
  if (!existsSync(folder)) await makeDemo(folder)
  const truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as DemoTruth
  const lungTruth = truth.bundles.find(({ caseNumber }) => caseNumber === LUNG)
  if (!lungTruth) throw new Error('the demo has no lung case')
  return { bundles: truth.bundles.map(({ path }) => join(folder, path)), lungFolder: join(folder, 'lung'), truth, lungTruth }
}

/** Made beside its place and moved there whole, so that a broken run leaves nothing that looks finished. */
async function makeDemo(folder: string): Promise<void> {
  const making = `${folder}-${randomUUID()}`
  const { bundles } = await writeDemoClinic({ outDirectory: making, seed: SEED, resourcesDirectory: join(ROOT, 'resources') })
  const lung = bundles.find(({ caseNumber }) => caseNumber === LUNG)
  if (!lung) throw new Error('the demo has no lung case')
  await unpack(lung.path, join(making, 'lung'))
  try {
    renameSync(making, folder)
  } catch (error) {
    await rm(making, { recursive: true, force: true })
    // Another run was quicker; its result is the same.
    if (!existsSync(folder)) throw error
  }
}

async function unpack(zip: string, folder: string): Promise<void> {
  const archive = await openPromise(zip)
  for await (const entry of archive.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue
    const path = join(folder, entry.fileName)
    mkdirSync(dirname(path), { recursive: true })
    await pipeline(await archive.openReadStreamPromise(entry), createWriteStream(path))
  }
}

function generatorDigest(): string {
  const hash = createHash('sha256')
  const files = readdirSync(GENERATOR, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  for (const path of files.map((entry) => join(entry.parentPath, entry.name)).sort()) hash.update(readFileSync(path)).update('\0')
  return hash.digest('hex').slice(0, 16)
}
