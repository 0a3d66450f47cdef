// The file's own table of contents.
import { useT } from '../../i18n/useT.ts'
import type { PdfController } from './pdfController.ts'
import type { OutlineEntry } from './pdfState.ts'
import { usePdfState } from './usePdf.ts'

function Entries({ controller, entries, depth }: { controller: PdfController; entries: readonly OutlineEntry[]; depth: number }) {
  return (
    <ul>
      {entries.map((entry, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an outline never changes while its file is open, and its titles may repeat
        <li key={i}>
          <button type="button" className="pdf-outline-entry" data-focus="inside" style={{ paddingLeft: 12 + depth * 12 }} disabled={!entry.destination} onClick={() => controller.goTo(entry)}>
            {entry.title}
          </button>
          {entry.children.length > 0 && depth < 5 && <Entries controller={controller} entries={entry.children} depth={depth + 1} />}
        </li>
      ))}
    </ul>
  )
}

export function PdfOutline({ controller }: { controller: PdfController }) {
  const t = useT()
  const outline = usePdfState(controller, (state) => state.outline)
  return (
    <nav className="pdf-outline" aria-label={t('documents.viewer.outline')}>
      {outline && outline.length > 0 ? <Entries controller={controller} entries={outline} depth={0} /> : <p className="t-small t-2 pdf-side-note">{t('documents.viewer.noOutline')}</p>}
    </nav>
  )
}
