// The hits of one document, of the images, of the notes or of a report: each row is the way to its place.
import type { ImagingStudy } from '#shared/domain/imagingStudy.ts'
import type { SearchHit } from '#shared/domain/searching.ts'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ImageIcon, NoteIcon, PageIcon, ReportIcon } from '../../ui/icons.ts'
import type { HitGroup } from './groups.ts'

interface HitGroupListProps {
  group: HitGroup
  documents: readonly SourceDocument[]
  studies: readonly ImagingStudy[]
  onOpen(hit: SearchHit): void
}

const icons = { page: PageIcon, series: ImageIcon, note: NoteIcon, report: ReportIcon } as const

export function HitGroupList({ group, documents, studies, onOpen }: HitGroupListProps) {
  const t = useT()
  const format = useFormat()
  const first = group.hits[0]
  if (!first) return null
  const Icon = icons[first.kind]
  const document = first.kind === 'page' ? documents.find(({ sha256 }) => sha256 === first.sha256) : undefined
  const title = first.kind === 'page' ? (document?.name ?? '') : first.kind === 'report' ? t('search.report', { number: first.number }) : t(`search.group.${first.kind}`)
  const facts = document ? [t(`documentKind.${document.kind}`), ...(document.documentDate ? [format.date(document.documentDate)] : [])] : []
  return (
    <section className="f-group" aria-label={title}>
      <h2 className="f-group-head">
        <Icon size={16} className="t-3" aria-hidden />
        <span className="t-clip f-group-name">{title}</span>
        <span className="t-small t-3 t-clip">{facts.join(' \u00b7 ')}</span>
        <span className="c-spacer" />
        <span className="t-small t-3 t-number">{t('search.hits', { count: group.hits.length })}</span>
      </h2>
      <ul>
        {group.hits.map((hit, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: several hits of one page differ by nothing but their order
          <li key={i}>
            <button type="button" className="c-row f-hit" data-focus="inside" onClick={() => onOpen(hit)}>
              <span className="t-small t-3 t-number f-place">{placeWords(hit, studies, t, format)}</span>
              <span className="f-snippet">
                {hit.pieces.map((piece, at) =>
                  piece.hit ? (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text
                    <mark key={at}>{piece.text}</mark>
                  ) : (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text
                    <span key={at}>{piece.text}</span>
                  ),
                )}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function placeWords(hit: SearchHit, studies: readonly ImagingStudy[], t: ReturnType<typeof useT>, format: ReturnType<typeof useFormat>): string {
  switch (hit.kind) {
    case 'page':
      return `${t('documents.drawer.page', { page: hit.page })}${hit.recognised ? ` \u00b7 ${t('search.recognised')}` : ''}`
    case 'series': {
      const date = studies.find(({ StudyInstanceUID }) => StudyInstanceUID === hit.StudyInstanceUID)?.studyDate
      return date ? format.date(date) : ''
    }
    case 'note':
      return hit.authorName
    case 'report':
      return t('search.section')
  }
}
