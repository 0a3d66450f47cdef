// In the place of a page: the file is not in the case. When items are set aside it may be among them, and the way there is here.
import { Button } from '@mantine/core'
import { usePlace } from '../../app/place.ts'
import { useQuarantine } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'

export function NotInCase({ caseId, isTarget }: { caseId: string; isTarget: boolean }) {
  const t = useT()
  const waiting = useQuarantine(caseId).data?.items.filter(({ decision }) => decision === null).length ?? 0
  return (
    <EmptyState sentence={t(isTarget ? 'documents.unknownTarget' : 'documents.gone')}>
      {waiting > 0 && (
        <>
          <p>{t('documents.setAside', { count: waiting })}</p>
          <Button onClick={() => usePlace.getState().go({ view: 'quarantine', caseId }, 'jump')}>{t('documents.compare')}</Button>
        </>
      )}
    </EmptyState>
  )
}
