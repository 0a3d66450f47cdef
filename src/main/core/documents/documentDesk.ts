// What people do with source documents: correct kind, date, language, author, institution, translation pairs; put pages together anew. Never their bytes.
import { caseError } from '#shared/contract/errors.ts'
import { worstCheck } from '#shared/domain/caseIdentity.ts'
import { type ArrangedPage, type Citation, FOUND_FIELDS, isArrangeable, SourceDocument } from '#shared/domain/sourceDocument.ts'
import { type Clock, isoInstant } from '#shared/kit/clock.ts'
import { newUuid } from '#shared/kit/ids.ts'
import { readCase } from '../cases/caseStore.ts'
import type { AuditLog } from '../audit/auditLog.ts'
import type { ContentStore } from '../content/contentStore.ts'
import { noteOwnDocument } from '../history/lookStore.ts'
import type { Session } from '../identity/session.ts'
import type { LiveBus } from '../workspace/liveBus.ts'
import { citedName, citedText } from './citedWork.ts'
import { changeDocument, listDocuments, putDocument } from './documentStore.ts'
import { addSeenPages, listSeenPages } from './seenPageStore.ts'
import { once, readInWorker as inWorker } from './readInWorker.ts'

export interface DocumentDeskPorts {
  session: Pick<Session, 'db' | 'user'>
  content: Pick<ContentStore, 'readAll' | 'has' | 'stage'>
  clock: Clock
  audit: AuditLog
  live: Pick<LiveBus, 'publish'>
}

/** Scans are larger than letters; more is no document. */
const MOST_BYTES = 256 * 1024 * 1024

/** A published work is about no patient. */
const NOBODY: SourceDocument['identity'] = { verdict: 'notStated', differing: [], stated: { familyName: null, givenName: null, birthDate: null, sex: null, identifier: null } }

interface Arrangement {
  caseId: string
  name: string
  kind: SourceDocument['kind']
  pages: readonly ArrangedPage[]
}

type Found<T> = { [K in keyof T]?: T[K] | undefined }
export type DocumentFinding = Found<Pick<SourceDocument, 'kind' | 'language' | 'documentDate' | 'author' | 'institution' | 'standing'>> & { translationOf?: SourceDocument['id'] | null | undefined }

/** A page that is there. */
function isPageOf(documents: readonly SourceDocument[], { documentId, page }: ArrangedPage): boolean {
  const document = documents.find(({ id }) => id === documentId)
  return document !== undefined && isArrangeable(document) && page <= (document.pages ?? 0)
}

export function createDocumentDesk({ session: { db, user }, content, clock, audit, live }: DocumentDeskPorts) {
  /** @throws CaseError DOCUMENT_NOT_FOUND, also for a translation of itself or of a document of another case */
  function describe({ caseId, documentId, facts }: { caseId: string; documentId: string; facts: DocumentFinding }): SourceDocument {
    const after = db.write((tx) => {
      const documents = listDocuments(tx, caseId)
      const before = documents.find(({ id }) => id === documentId)
      const original = facts.translationOf
      if (!before || (original && (original === documentId || !documents.some(({ id }) => id === original)))) throw caseError('DOCUMENT_NOT_FOUND', {})
      const { translationOf, ...found } = facts
      const stated = Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as Partial<SourceDocument>
      const { translationOf: known, ...rest } = before
      const pair = translationOf === undefined ? known : (translationOf ?? undefined)
      const at = isoInstant(clock.now())
      const foundAt = { ...before.foundAt, ...Object.fromEntries(FOUND_FIELDS.filter((field) => facts[field] !== undefined).map((field) => [field, at])) }
      const changed: SourceDocument = { ...rest, ...stated, ...(pair ? { translationOf: pair } : {}), foundAt }
      changeDocument(tx, changed)
      noteOwnDocument(tx, before, changed)
      audit.append(tx, 'document.described', { userId: user.id, role: user.role }, { caseId, documentId, fields: Object.keys(facts).sort().join(' ') })
      return changed
    })
    live.publish('case', caseId)
    return after
  }

  /**
   * A new document from pages of others; the sources stay as they came and the new one says which they are.
   * @throws CaseError DOCUMENT_NOT_FOUND for a page that is not there or comes twice, DOCUMENT_UNREADABLE for a locked or damaged source
   */
  async function arrange({ caseId, name, kind, pages }: Arrangement): Promise<SourceDocument> {
    const documents = db.read((r) => listDocuments(r, caseId))
    const ids = [...new Set(pages.map(({ documentId }) => documentId))]
    const sources = documents.filter(({ id, sha256 }) => ids.includes(id) && content.has(sha256, caseId)).sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
    const isOnce = new Set(pages.map(({ documentId, page }) => `${documentId} ${page}`)).size === pages.length
    if (sources.length < ids.length || !isOnce || !pages.every((page) => isPageOf(sources, page))) throw caseError('DOCUMENT_NOT_FOUND', {})
    const read = await Promise.all(sources.map(async ({ sha256, mediaType }) => ({ bytes: await content.readAll(sha256, MOST_BYTES), kind: mediaType === 'application/pdf' ? ('pdf' as const) : ('picture' as const) })))
    const made = await inWorker('arrangePages', { sources: read, pages: pages.map(({ documentId, page, turn }) => ({ source: ids.indexOf(documentId), page, turn })) })
    const fileName = `${name.replace(/\.pdf$/i, '')}.pdf`
    const facts = await inWorker('readDocumentFacts', { bytes: made.slice(), format: 'pdf', fileName })
    if (facts === 'damaged' || facts.pages !== pages.length) throw caseError('DOCUMENT_UNREADABLE', {})
    const staged = await content.stage(once(made), caseId)
    // As sure, and as unsure, as the least sure of its sources.
    const identity = worstCheck(sources.map((source) => source.identity))
    const now = clock.now()
    const document = db.write((tx) => {
      const { sha256, bytes } = staged.claim(tx, caseId, 'application/pdf')
      const { language, documentDate, hasText, issues } = facts
      const own = { id: newUuid(now), caseId, name: fileName, kind, mediaType: 'application/pdf', pages: pages.length, sha256, bytes, receivedAt: isoInstant(now) }
      const arranged = SourceDocument.parse({ ...own, language, documentDate, hasText, identity, issues, arrangedFrom: pages })
      putDocument(tx, arranged, null)
      noteOwnDocument(tx, null, arranged)
      audit.append(tx, 'document.arranged', { userId: user.id, role: user.role }, { caseId, documentId: arranged.id, pages: pages.length, sources: ids.join(' ') })
      return arranged
    })
    live.publish('case', caseId)
    return document
  }

  /** @throws CaseError DOCUMENT_NOT_FOUND */
  function seen({ caseId, documentId, pages }: { caseId: string; documentId: string; pages: readonly number[] }): { pages: number[] } {
    const { sha256, pages: count, isKnown } = db.read((r) => {
      const document = listDocuments(r, caseId).find(({ id }) => id === documentId)
      if (!document) throw caseError('DOCUMENT_NOT_FOUND', {})
      const known = new Set(listSeenPages(r, caseId, document.sha256))
      return { sha256: document.sha256, pages: document.pages, isKnown: (page: number) => known.has(page) }
    })
    const fresh = pages.filter((page) => page <= (count ?? 1) && !isKnown(page))
    if (fresh.length > 0) db.write((tx) => addSeenPages(tx, caseId, sha256, fresh))
    return { pages: db.read((r) => listSeenPages(r, caseId, sha256)) }
  }

  /** The same work cited twice in the same words is one document. */
  async function cite({ caseId, citation, words }: { caseId: string; citation: Citation; words: string }): Promise<SourceDocument> {
    const { language } = db.read((r) => readCase(r, caseId))
    const text = Buffer.from(citedText(citation, words, language), 'utf8')
    const name = citedName(citation, language)
    const facts = await inWorker('readDocumentFacts', { bytes: new Uint8Array(text), format: 'text', fileName: name })
    if (facts === 'damaged') throw new Error('a text of our own cannot be read')
    const staged = await content.stage(once(text), caseId)
    const now = clock.now()
    const document = db.write((tx) => {
      const { sha256, bytes } = staged.claim(tx, caseId, 'text/plain')
      const known = listDocuments(tx, caseId).find((one) => one.sha256 === sha256)
      if (known) return known
      const cited = SourceDocument.parse({ id: newUuid(now), caseId, name, kind: 'literature', mediaType: 'text/plain', pages: null, language: facts.language, documentDate: null, hasText: true, sha256, bytes, identity: NOBODY, issues: [], institution: citation.publisher, citation, receivedAt: isoInstant(now) })
      putDocument(tx, cited, null)
      noteOwnDocument(tx, null, cited)
      audit.append(tx, 'document.cited', { userId: user.id, role: user.role }, { caseId, documentId: cited.id })
      return cited
    })
    live.publish('case', caseId)
    return document
  }

  return { describe, arrange, seen, cite }
}
