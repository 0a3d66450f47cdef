// What a bundle's own list says against what really came: every file by its hash, nothing more and nothing less. Pure; decides about no patient.
import { BUNDLE_DOMAIN, type BundleEntryRecord, type BundleManifest, type CarriedFacts, MANIFEST_NAME, SEAL_NAME } from '#shared/bundle/bundleManifest.ts'
import type { BundleStatement } from '#shared/domain/importing.ts'
import { domainSeparated, verifyEd25519 } from '#shared/node/ed25519.ts'
import { fileNameOf } from './itemName.ts'
import type { BundleItem } from './readBundle.ts'
import type { ReadItem } from './readItem.ts'

export interface CheckedItems {
  items: BundleItem[]
  /** What the sender's people found in a document, by its hash. */
  facts: Map<string, CarriedFacts>
  /** Bundles whose seal is whole. */
  statements: BundleStatement[]
}

type ManifestRead = Extract<ReadItem, { kind: 'manifest' }>
interface FoundManifest {
  name: string
  /** Folder of the manifest with a slash behind it, or nothing. */
  root: string
  read: ManifestRead
}

/** Items as they are judged from here on: what the list does not bear out is refused with the reason, what it lists and did not come is named. */
export function checkManifests(items: readonly BundleItem[]): CheckedItems {
  const checked: CheckedItems = { items: [...items], facts: new Map(), statements: [] }
  const found = items.flatMap(({ name, read }): FoundManifest[] => (read.kind === 'manifest' ? [{ name, root: name.slice(0, -MANIFEST_NAME.length), read }] : []))
  for (const manifest of found) applyManifest(checked, manifest)
  // A seal without a manifest is of no use to anybody.
  checked.items = checked.items.map((item) => (item.read.kind === 'seal' ? { ...item, read: { kind: 'unwanted', outcome: 'skipped', code: 'bundleMetadata' } } : item))
  return checked
}

function applyManifest(checked: CheckedItems, { name, root, read }: FoundManifest): void {
  const { reading, text } = read
  if (reading.kind === 'refused') {
    // A newer program may mean something else by the same files: none of them is taken. A broken list takes nothing away from its files.
    const isWhole = reading.code === 'bundleTooNew'
    checked.items = checked.items.map((item) => (item.name === name || (isWhole && item.name.startsWith(root) && isTaken(item)) ? refused(item, reading.code) : item))
    return
  }
  const seal = checked.items.find((item) => item.name === `${root}${SEAL_NAME}`)?.read
  const isSealed = seal?.kind === 'seal' && seal.seal !== undefined && verifyEd25519(seal.seal.publicKey, domainSeparated(BUNDLE_DOMAIN, text), seal.seal.signature)
  if (!isSealed) {
    checked.items = checked.items.map((item) => (item.name === name ? refused(item, 'bundleSealBroken') : item))
    return
  }
  const { manifest } = reading
  const records = new Map(manifest.files.map((record) => [`${root}${record.path}`, record]))
  const arrived = new Set(checked.items.map((item) => item.name))
  const missing = [...records].filter(([path]) => !arrived.has(path)).map(([path, { bytes }]): BundleItem => ({ name: path, bytes, read: { kind: 'unwanted', outcome: 'missing', code: 'listedMissing' } }))
  checked.items = [...checked.items.map((item) => (item.name === name ? asRequest(item, manifest) : item.name.startsWith(root) ? compare(item, records.get(item.name)) : item)), ...missing]
  for (const record of manifest.files) if (record.role === 'document') checked.facts.set(record.sha256, record.document)
  const refusedFiles = checked.items.filter(({ name: path, read: { kind, ...rest } }) => path.startsWith(root) && kind === 'unwanted' && 'outcome' in rest && rest.outcome !== 'skipped').length
  checked.statements.push({ bundleId: manifest.bundleId, ...manifest.origin, publicKey: seal.seal?.publicKey ?? '', files: manifest.files.length, refused: refusedFiles })
}

const isTaken = ({ read }: BundleItem) => read.kind === 'document' || read.kind === 'dicom' || read.kind === 'request' || read.kind === 'directory'

function refused({ name, bytes }: Pick<BundleItem, 'name' | 'bytes'>, code: Extract<BundleItem['read'], { kind: 'unwanted' }>['code']): BundleItem {
  return { name, bytes, read: { kind: 'unwanted', outcome: 'rejected', code } }
}

function asRequest({ name, bytes }: BundleItem, { request }: BundleManifest): BundleItem {
  return { name, bytes, read: { kind: 'request', request } }
}

function compare(item: BundleItem, record: BundleEntryRecord | undefined): BundleItem {
  const { read } = item
  // Refused for a reason of its own, or litter of the disk it lay on.
  if (read.kind !== 'document' && read.kind !== 'dicom' && read.kind !== 'request' && read.kind !== 'directory') return item
  if (!record) return fileNameOf(item.name) === SEAL_NAME ? item : refused(item, 'notInManifest')
  if (!('blob' in read) || read.blob.sha256 !== record.sha256) return refused(item, 'hashMismatch')
  if (record.role === 'metadata') return { ...item, read: { kind: 'unwanted', outcome: 'skipped', code: 'bundleMetadata' } }
  return item
}
