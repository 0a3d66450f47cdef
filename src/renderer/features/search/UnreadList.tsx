// What cannot be found in, document by document and why: silence would read as "it is not there".
import type { SearchAnswer } from '#shared/domain/searching.ts'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import { casePlace, usePlace } from '../../app/place.ts'
import { useT } from '../../i18n/useT.ts'
import { StatusIcon } from '../../ui/StatusIcon.tsx'

export function UnreadList({ caseId, unread, documents }: { caseId: string; unread: SearchAnswer['unread']; documents: readonly SourceDocument[] }) {
  const t = useT()
  const known = unread.flatMap(({ documentId, reason }) => {
    const document = documents.find(({ id }) => id === documentId)
    return document ? [{ document, reason }] : []
  })
  if (known.length === 0) return null
  return (
    <section className="f-group" aria-label={t('search.unread.title', { count: known.length })}>
      <h2 className="f-group-head">
        <StatusIcon status="warn" size={16} />
        <span>{t('search.unread.title', { count: known.length })}</span>
      </h2>
      <ul>
        {known.map(({ document, reason }) => (
          <li key={document.id}>
            <button type="button" className="c-row f-hit" data-focus="inside" onClick={() => usePlace.getState().go(casePlace(caseId, 'documents', { open: document.id }), 'jump')}>
              <span className="t-small t-3 f-place">{t(`search.unread.${reason}`)}</span>
              <span className="t-clip">{document.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
