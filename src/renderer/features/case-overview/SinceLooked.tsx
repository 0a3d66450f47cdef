// What others brought about since this person last said that they had seen everything, each line with the way to it; and the door to the case as it stood before.
import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { ImagingStudy } from '#shared/domain/imagingStudy.ts'
import type { ReportTemplate } from '#shared/domain/report.ts'
import { usePlace } from '../../app/place.ts'
import { client } from '../../data/client.ts'
import { queryClient, useCaseDigest } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { historyPlace } from './historyPlace.ts'
import { historyWords } from './historyWords.ts'

interface SinceLookedProps {
  caseId: string
  studies: readonly ImagingStudy[]
  template: ReportTemplate | null
  onHistory(): void
}

const FIRST_SHOWN = 6

export function SinceLooked({ caseId, studies, template, onHistory }: SinceLookedProps) {
  const t = useT()
  const format = useFormat()
  const go = usePlace((s) => s.go)
  const digest = useCaseDigest(caseId)
  const [all, setAll] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const isFirst = digest.data !== undefined && digest.data.since === null
  async function noteSeen() {
    setError(null)
    try {
      await client.history.seen({ caseId: caseId as never })
      await queryClient.invalidateQueries({ queryKey: ['case', caseId, 'digest'] })
    } catch (cause) {
      setError(cause)
    }
  }
  // Whoever opens a case for the first time has nothing to compare with: from here on there is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per case, whatever else is drawn
  useEffect(() => {
    if (isFirst) void noteSeen()
  }, [isFirst, caseId])
  if (!digest.data && !digest.error) return null
  const items = digest.data?.items ?? []
  const shown = all ? items : items.slice(0, FIRST_SHOWN)
  const rest = items.length - shown.length
  return (
    <section aria-label={t('history.since')} data-region tabIndex={-1} className="overview-since">
      <div className="overview-head">
        <h2 className="t-heading">{t('history.since')}</h2>
        {digest.data?.since && <time className="t-small t-3" dateTime={digest.data.since}>{format.instant(digest.data.since)}</time>}
      </div>
      {digest.error && <ErrorState error={digest.error} onRetry={() => void digest.refetch()} />}
      {error !== null && <ErrorState error={error} />}
      {digest.data && items.length === 0 && <p className="t-2">{t('history.nothing')}</p>}
      {shown.length > 0 && (
        <ul className="since-list">
          {shown.map((item) => {
            const { what, says } = historyWords(item, t, template)
            const place = item.change === 'removed' ? null : historyPlace(caseId, item, studies)
            const inside = (
              <>
                <span className="t-micro since-change" data-change={item.change}>
                  {t(`history.change.${item.change}`)}
                </span>
                <span className="since-words">
                  {what && <span className="t-2">{what}{says && ': '}</span>}
                  {says}
                </span>
                <span className="t-small t-3 since-by">{[item.byName, item.at && format.instant(item.at)].filter(Boolean).join(' · ')}</span>
              </>
            )
            return <li key={`${item.key} ${item.change}`}>{place ? <button type="button" className="since-line" onClick={() => go(place, 'jump')}>{inside}</button> : <span className="since-line">{inside}</span>}</li>
          })}
        </ul>
      )}
      <div className="since-foot">
        {(rest > 0 || all) && items.length > FIRST_SHOWN && (
          <button type="button" className="c-link" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t('history.fewer') : t('history.moreLines', { count: rest + (digest.data?.more ?? 0) })}
          </button>
        )}
        <span className="c-spacer" />
        <Button size="compact-sm" variant="subtle" onClick={onHistory}>
          {t('history.open')}
        </Button>
        {items.length > 0 && (
          <Button size="compact-sm" onClick={() => void noteSeen()}>
            {t('history.seen')}
          </Button>
        )}
      </div>
    </section>
  )
}
