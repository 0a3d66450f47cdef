// Writes a judged bundle into the case: blobs named, documents, instances, items, studies rebuilt. One transaction or nothing.
import { DocumentId, newUuid, Sha256, type CaseId } from '#shared/kit/ids.ts'
import type { IdentityCheck } from '#shared/domain/identity.ts'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import type { StagedBlob } from '../content/contentStore.ts'
import type { DocumentFacts } from '../documents/documentFacts.ts'
import { putDocument } from '../documents/documentStore.ts'
import { type FiledInstance, noteMissing, putInstance, rebuildStudy } from '../imaging/imagingStore.ts'
import type { Writable } from '../storage/handles.ts'
import { type HeldItem, putItem } from './importStore.ts'
import { fileNameOf } from './itemName.ts'
import type { Judgement } from './judgeItems.ts'
import type { BundleItem } from './readBundle.ts'

export interface Filing {
  caseId: CaseId
  importId: string
  /** Milliseconds since 1970 UTC; orders ids only. */
  nowMs: number
  receivedAt: string
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
  for (const study of noteMissingImages(tx, judgements, filing.caseId)) rebuildStudy(tx, filing.caseId, study)
  return { ...counts, studies: studies.size }
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
  const { kind, pages, language, documentDate, hasText, issues } = facts
  return {
    id: DocumentId.parse(newUuid(filing.nowMs)),
    caseId: filing.caseId,
    name: name.slice(0, 255),
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
    receivedAt: filing.receivedAt,
  }
}

/** Objects that a DICOMDIR of this bundle lists and neither bundle nor case holds. @returns studies that must be rebuilt */
function noteMissingImages(tx: Writable, judgements: readonly Judgement[], caseId: string): Set<string> {
  const missing = new Map<string, number>()
  const arrived = new Set(judgements.flatMap(({ item: { read } }) => (read.kind === 'dicom' ? [read.object.SOPInstanceUID] : [])))
  for (const { item } of judgements) {
    for (const { SOPInstanceUID, SeriesInstanceUID } of directoryEntries(item)) {
      if (!SeriesInstanceUID || arrived.has(SOPInstanceUID)) continue
      if (tx.get('SELECT 1 AS there FROM instance WHERE case_id = ? AND sop_uid = ?', [caseId, SOPInstanceUID])) continue
      missing.set(SeriesInstanceUID, (missing.get(SeriesInstanceUID) ?? 0) + 1)
    }
  }
  const studies = new Set<string>()
  for (const [series, count] of missing) {
    noteMissing(tx, caseId, series, count)
    const row = tx.get<{ study: string }>('SELECT study_uid AS study FROM series WHERE case_id = ? AND series_uid = ?', [caseId, series])
    if (row) studies.add(row.study)
  }
  return studies
}

function directoryEntries({ read }: BundleItem) {
  return read.kind === 'directory' ? read.entries : []
}
