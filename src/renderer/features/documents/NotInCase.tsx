// In the place of a page: the file is not in the case, or not any more: who set it aside and the way to compare it.
import { Button } from '@mantine/core'
import { type Target, usePlace } from '../../app/place.ts'
import { useQuarantine } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { isPageOnly } from './highlights.ts'

export function NotInCase({ caseId, openId, target }: { caseId: string; openId: string | null; target: Target | null }) {
  const t = useT()
  const format = useFormat()
  const items = useQuarantine(caseId).data?.items ?? []
  // A page that was merely in view is no proof.
  const isProof = target !== null && !(target.annotationId === null && target.anchor.kind === 'passage' && isPageOnly(target.anchor))
  const sha256 = target?.anchor.kind === 'passage' ? target.anchor.sha256 : null
  const item = items.find((held) => (sha256 ? held.sha256 === sha256 : openId !== null && held.documentId === openId))
  const waiting = items.filter(({ decision }) => decision === null).length
  const aside = item?.setAside && item.decision !== 'leftOut' ? t('documents.goneAside', { name: item.name, by: item.setAside.by, at: format.instant(item.setAside.at) }) : null
  return (
    <div className="d-gone" role="status">
      <EmptyState sentence={aside ?? t(item?.decision === 'leftOut' ? 'documents.goneLeftOut' : isProof ? 'documents.unknownTarget' : 'documents.gone', { name: item?.name ?? '' })}>
        {waiting > 0 && (
          <>
            {!aside && <p>{t('documents.setAside', { count: waiting })}</p>}
            <Button onClick={() => usePlace.getState().go({ view: 'quarantine', caseId }, 'jump')}>{t('documents.compare')}</Button>
          </>
        )}
      </EmptyState>
    </div>
  )
}
