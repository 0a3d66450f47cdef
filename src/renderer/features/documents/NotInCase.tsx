// In the place of a page: the file is not in the case. When items are set aside it may be among them, and the way there is here.
import { Button } from '@mantine/core'
import { type Target, usePlace } from '../../app/place.ts'
import { useQuarantine } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { isPageOnly } from './highlights.ts'

export function NotInCase({ caseId, target }: { caseId: string; target: Target | null }) {
  const t = useT()
  // A page that was merely in view is no proof.
  const isProof = target !== null && !(target.annotationId === null && target.anchor.kind === 'passage' && isPageOnly(target.anchor))
  const waiting = useQuarantine(caseId).data?.items.filter(({ decision }) => decision === null).length ?? 0
  return (
    <EmptyState sentence={t(isProof ? 'documents.unknownTarget' : 'documents.gone')}>
      {waiting > 0 && (
        <>
          <p>{t('documents.setAside', { count: waiting })}</p>
          <Button onClick={() => usePlace.getState().go({ view: 'quarantine', caseId }, 'jump')}>{t('documents.compare')}</Button>
        </>
      )}
    </EmptyState>
  )
}
