// A file of a kind that is not shown here: what is known of it, and that it is kept.
import type { ReactNode } from 'react'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { Toolbar } from '../../ui/Toolbar.tsx'

export function OtherFile({ document, head, end }: { document: SourceDocument; head: ReactNode; end: ReactNode }) {
  const t = useT()
  const format = useFormat()
  const facts: [string, ReactNode][] = [
    [t('documents.kind'), t(`documentKind.${document.kind}`)],
    [t('documents.mediaType'), document.mediaType],
    [t('documents.size'), format.bytes(document.bytes)],
    [t('documents.receivedAt'), format.instant(document.receivedAt)],
    [t('documents.hash'), <code key="hash">{document.sha256}</code>],
  ]
  return (
    <div className="d-other">
      <Toolbar label={t('documents.viewer.tools')}>
        {head}
        <span className="c-spacer" />
        {end}
      </Toolbar>
      <div className="d-other-body">
        <p>{t('documents.otherType')}</p>
        <dl className="d-facts">
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt className="t-3">{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </div>
  )
}
