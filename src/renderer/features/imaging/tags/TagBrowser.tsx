// The header of the object in the active viewer, verbatim, with a filter over tags, keywords and values.
import { TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { DicomElement } from '#shared/domain/dicomElement.ts'
import type { SeriesOfStudy } from '#shared/domain/imagingStudy.ts'
import { useElements } from '../../../data/queries.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/useT.ts'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { LoadingLine } from '../../../ui/LoadingLine.tsx'
import { PanelHeader } from '../../../ui/PanelHeader.tsx'
import { ToolButton } from '../../../ui/ToolButton.tsx'
import { CloseIcon } from '../../../ui/icons.ts'

interface TagBrowserProps {
  caseId: string
  series: SeriesOfStudy
  SOPInstanceUID: string
  onClose(): void
}

/** Lines drawn at once; a filter narrows the rest. */
const MOST = 600

export function TagBrowser({ caseId, series, SOPInstanceUID, onClose }: TagBrowserProps) {
  const t = useT()
  const query = useElements(caseId, series, SOPInstanceUID)
  const [filter, setFilter] = useState('')
  const found = useMemo(() => matching(query.data?.elements ?? [], filter), [query.data, filter])
  return (
    <aside className="i-panel i-tags" aria-label={t('imaging.tags.title')} data-region tabIndex={-1}>
      <PanelHeader title={t('imaging.tags.title')} note={query.data ? found.length : null}>
        <ToolButton label={t('imaging.tags.close')} icon={CloseIcon} onClick={onClose} />
      </PanelHeader>
      <div className="i-note">
        <TextInput autoFocus aria-label={t('imaging.tags.filter')} placeholder={t('imaging.tags.filter')} value={filter} onChange={(event) => setFilter(event.currentTarget.value)} onKeyDown={(event) => event.key === 'Escape' && onClose()} />
      </div>
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <LoadingLine what={t('imaging.tags.reading')} />}
      {query.data && found.length === 0 && <p className="i-note t-2">{t('imaging.tags.none')}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by key */}
      <ul className="i-tag-list" tabIndex={0} aria-label={t('imaging.tags.title')}>
        {found.slice(0, MOST).map((element, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the header
          <TagLine key={n} element={element} />
        ))}
      </ul>
      {(found.length > MOST || query.data?.truncated) && <p className="i-note t-small t-2">{t('imaging.tags.more')}</p>}
    </aside>
  )
}

function TagLine({ element: { tag, vr, keyword, depth, item, length, value } }: { element: DicomElement }) {
  const t = useT()
  const format = useFormat()
  const words = value ?? (vr === 'SQ' ? '' : t('imaging.tags.bytes', { count: length, n: format.number(length) }))
  return (
    <li style={{ paddingLeft: 16 + depth * 12 }}>
      <span className="t-micro t-3">{`(${tag.slice(0, 4)},${tag.slice(4)}) ${vr ?? '??'}${item !== null && item > 1 ? ` · ${item}` : ''}`}</span>
      <span className="i-tag-name">{keyword ?? t(Number.parseInt(tag.slice(0, 4), 16) % 2 === 1 ? 'imaging.tags.private' : 'imaging.tags.unknown')}</span>
      <span className={`i-tag-value ${isPersonal(tag, vr) ? 'private' : ''}`}>{words}</span>
    </li>
  )
}

/** What the privacy mask covers: everything of the patient and every name. */
function isPersonal(tag: string, vr: string | null): boolean {
  return tag.startsWith('0010') || vr === 'PN'
}

/** With the sequences that lead to what was found. */
function matching(elements: readonly DicomElement[], filter: string): DicomElement[] {
  const wanted = filter.trim().toLowerCase().replace(/[(), ]/gu, '')
  if (wanted === '') return [...elements]
  const plain = filter.trim().toLowerCase()
  const kept = new Set<number>()
  for (const [n, { tag, keyword, value, depth }] of elements.entries()) {
    if (!tag.includes(wanted) && !keyword?.toLowerCase().includes(wanted) && !value?.toLowerCase().includes(plain)) continue
    kept.add(n)
    for (let at = n - 1, above = depth; at >= 0 && above > 0; at--) {
      if ((elements[at] as DicomElement).depth >= above) continue
      above = (elements[at] as DicomElement).depth
      kept.add(at)
    }
  }
  return elements.filter((_, n) => kept.has(n))
}
