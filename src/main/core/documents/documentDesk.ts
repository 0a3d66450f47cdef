// What people correct about source documents: kind, date, language, author, institution, translation pairs. Never the bytes.
import { caseError } from '#shared/contract/errors.ts'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import type { AuditLog } from '../audit/auditLog.ts'
import type { Session } from '../identity/session.ts'
import type { LiveBus } from '../workspace/liveBus.ts'
import { changeDocument, listDocuments } from './documentStore.ts'

export interface DocumentDeskPorts {
  session: Pick<Session, 'db' | 'user'>
  audit: AuditLog
  live: Pick<LiveBus, 'publish'>
}

type Found<T> = { [K in keyof T]?: T[K] | undefined }
export type DocumentFinding = Found<Pick<SourceDocument, 'kind' | 'language' | 'documentDate' | 'author' | 'institution'>> & { translationOf?: SourceDocument['id'] | null | undefined }

export function createDocumentDesk({ session: { db, user }, audit, live }: DocumentDeskPorts) {
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
      const changed: SourceDocument = { ...rest, ...stated, ...(pair ? { translationOf: pair } : {}) }
      changeDocument(tx, changed)
      audit.append(tx, 'document.described', { userId: user.id, role: user.role }, { caseId, documentId, fields: Object.keys(facts).sort().join(' ') })
      return changed
    })
    live.publish('case', caseId)
    return after
  }

  return { describe }
}
