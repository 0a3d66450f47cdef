// Writes a judged bundle into the case: blobs named, documents, instances, items, studies rebuilt. One transaction or nothing.
import type { CarriedFacts } from '#shared/bundle/bundleManifest.ts'
import { DocumentId, newUuid, Sha256, type CaseId } from '#shared/kit/ids.ts'
import type { IdentityCheck } from '#shared/domain/identity.ts'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import type { StagedBlob } from '../content/contentStore.ts'
import type { DocumentFacts } from '../documents/documentFacts.ts'
import { changeDocument, listDocuments, putDocument } from '../documents/documentStore.ts'
import { type FiledInstance, noteListed, putInstance, rebuildStudy } from '../imaging/imagingStore.ts'
import type { Writable } from '../storage/handles.ts'
import { type HeldItem, putItem } from './importStore.ts'
import { fileNameOf, showableName } from './itemName.ts'
import type { Judgement } from './judgeItems.ts'
import type { BundleItem } from './readBundle.ts'

export interface Filing {
  caseId: CaseId
  importId: string
  /** Milliseconds since 1970 UTC; orders ids only. */
  nowMs: number
  receivedAt: string
  /** What a sealed bundle's people found in its documents, by hash. */
  facts?: ReadonlyMap<string, CarriedFacts>
}

export interface FiledCounts {
  documents: number
  images: number
  studies: number
  quarantined: number
}

export function fileItems(tx: Writable, judgements: readonly Judgement[], filing: Filing): FiledCounts {
  const counts = { documents: 0, images: 0, quarantined: 0 }
  const studies = new Map<string, FiledInstance[]>()
  for (const [i, judgement] of judgements.entries()) {
    const { item, outcome, code, check } = judgement
    const held = holdable(tx, judgement, filing)
    if (outcome === 'quarantined') counts.quarantined++
    else if (held) {
      const filed = fileHeld(tx, held, filing)
      counts.documents += filed.documents
      counts.images += filed.images
      if (filed.study && held.kind === 'dicom') appendTo(studies, filed.study, held.filed)
    }
    const identity = outcome === 'quarantined' ? check : null
    const record = { itemId: String(i).padStart(6, '0'), name: item.name, outcome, code, bytes: item.bytes, identity, decision: null }
    putItem(tx, filing.importId, record, outcome === 'quarantined' ? held : null)
  }
  for (const [study, fresh] of studies) rebuildStudy(tx, filing.caseId, study, fresh)
  for (const study of noteMissingImages(tx, judgements, filing)) rebuildStudy(tx, filing.caseId, study)
  pairTranslations(tx, filing)
  return { ...counts, studies: studies.size }
}

/** Pairs that the sender's people made, where both of them are in the case and nobody paired them otherwise. */
function pairTranslations(tx: Writable, { caseId, facts }: Filing): void {
  const pairs = [...(facts ?? [])].filter(([, { translationOf }]) => translationOf !== undefined)
  if (pairs.length === 0) return
  const bySha = new Map(listDocuments(tx, caseId).map((document) => [document.sha256 as string, document]))
  for (const [sha256, { translationOf = '' }] of pairs) {
    const document = bySha.get(sha256)
    const original = bySha.get(translationOf)
    if (document && original && document.translationOf === undefined) changeDocument(tx, { ...document, translationOf: original.id })
  }
}

function appendTo<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}

/** Puts an accepted or released item into the case. @returns what was new */
export function fileHeld(tx: Writable, held: HeldItem, { caseId, importId }: Pick<Filing, 'caseId' | 'importId'>): { documents: number; images: number; study: string | null } {
  if (held.kind === 'document') return { documents: Number(putDocument(tx, held.document, importId)), images: 0, study: null }
  const isNew = putInstance(tx, caseId, held.filed)
  const documents = isNew && held.document ? Number(putDocument(tx, held.document, importId)) : 0
  return { documents, images: Number(isNew && held.filed.object.image !== null), study: isNew ? held.filed.object.study.StudyInstanceUID : null }
}

/** Names the item's blobs as part of the case and describes what it is; null for items that are not kept. */
function holdable(tx: Writable, { item, outcome, check }: Judgement, filing: Filing): HeldItem | null {
  const { read } = item
  if (check === null || (outcome !== 'document' && outcome !== 'image' && outcome !== 'quarantined')) return null
  if (read.kind === 'document') {
    return { kind: 'document', document: describe(tx, read.blob, fileNameOf(item.name), read.mediaType, read.facts, check, filing) }
  }
  if (read.kind !== 'dicom') return null
  const { sha256 } = read.blob.claim(tx, filing.caseId, 'application/dicom')
  const framesSha256 = read.inflated?.claim(tx, filing.caseId, 'application/octet-stream').sha256 ?? sha256
  const filed: FiledInstance = { sha256, framesSha256, object: read.object, check }
  const { inner } = read
  const name = inner?.title ?? fileNameOf(item.name)
  const document = inner && describe(tx, inner.blob, name, inner.mediaType, inner.facts, check, filing)
  return { kind: 'dicom', filed, document }
}

function describe(tx: Writable, blob: StagedBlob, name: string, mediaType: string, facts: DocumentFacts, check: IdentityCheck, filing: Filing): SourceDocument {
  const { sha256, bytes } = blob.claim(tx, filing.caseId, mediaType)
  const { pages, hasText, issues } = facts
  const carried = filing.facts?.get(sha256)
  const { kind, language, documentDate } = carried ?? facts
  return {
    id: DocumentId.parse(newUuid(filing.nowMs)),
    caseId: filing.caseId,
    name: (carried?.name ?? name).slice(0, 255),
    kind,
    mediaType,
    pages,
    language,
    documentDate,
    hasText,
    sha256: Sha256.parse(sha256),
    bytes,
    identity: check,
    issues,
    ...(carried?.author ? { author: carried.author } : {}),
    ...(carried?.institution ? { institution: carried.institution } : {}),
    receivedAt: filing.receivedAt,
  }
}

/** Objects that a DICOMDIR of this bundle lists and neither bundle nor case holds: told by name, and counted in their series until they come. @returns studies that must be rebuilt */
function noteMissingImages(tx: Writable, judgements: readonly Judgement[], { caseId, importId }: Filing): Set<string> {
  const arrived = new Set(judgements.flatMap(({ item: { read } }) => (read.kind === 'dicom' ? [read.object.SOPInstanceUID] : [])))
  const isCase = tx.get('SELECT 1 AS there FROM review_case WHERE id = ?', [caseId]) !== undefined
  const studies = new Set<string>()
  let next = judgements.length
  for (const { item } of judgements) {
    const root = item.name.slice(0, item.name.lastIndexOf('/') + 1)
    for (const { SOPInstanceUID, StudyInstanceUID, SeriesInstanceUID, path } of directoryEntries(item)) {
      if (arrived.has(SOPInstanceUID) || tx.get('SELECT 1 AS there FROM instance WHERE case_id = ? AND sop_uid = ?', [caseId, SOPInstanceUID])) continue
      arrived.add(SOPInstanceUID)
      const name = showableName(`${root}${path}`)
      putItem(tx, importId, { itemId: String(next++).padStart(6, '0'), name, outcome: 'missing', code: 'listedMissing', bytes: 0, identity: null, decision: null }, null)
      if (!SeriesInstanceUID || !isCase) continue
      const having = tx.all<{ study: string }>('SELECT study_uid AS study FROM series WHERE case_id = ? AND series_uid = ?', [caseId, SeriesInstanceUID]).map(({ study }) => study)
      // A directory that names another study than the files do is not believed in that: then every study of the series counts the image.
      const own = StudyInstanceUID !== null && having.includes(StudyInstanceUID) ? StudyInstanceUID : null
      noteListed(tx, caseId, { StudyInstanceUID: own, SeriesInstanceUID, SOPInstanceUID })
      for (const study of own === null ? having : [own]) studies.add(study)
    }
  }
  return studies
}

function directoryEntries({ read }: BundleItem) {
  return read.kind === 'directory' ? read.entries : []
}
