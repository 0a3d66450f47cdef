// The case as it stood at a time: a slider over everything that happened, and below it what the case held then. Only read; plainly marked as the past.
import { Button, Slider } from '@mantine/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { HistoryItem } from '#shared/domain/caseHistory.ts'
import type { ReportTemplate } from '#shared/domain/report.ts'
import { useCaseAsItWas, useCaseMoments } from '../../data/queries.ts'
import { useRegister } from '../../app/useRegister.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { NextIcon, PreviousIcon } from '../../ui/icons.ts'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { ReadOnlyStrip } from '../../ui/ReadOnlyStrip.tsx'
import { ToolButton } from '../../ui/ToolButton.tsx'
import { historyWords } from './historyWords.ts'

interface HistoryViewProps {
  caseId: string
  template: ReportTemplate | null
  onClose(): void
}

/** Columns of what the case held, each with the kinds of items in it. */
const GROUPS = [
  { key: 'material', kinds: ['document', 'study'] },
  { key: 'marks', kinds: ['mark', 'measurement', 'keyImage', 'remark', 'lesion'] },
  { key: 'values', kinds: ['value', 'course'] },
  { key: 'report', kinds: ['field', 'text'] },
  { key: 'steps', kinds: ['step', 'panel', 'board'] },
] as const

export function HistoryView({ caseId, template, onClose }: HistoryViewProps) {
  const t = useT()
  const format = useFormat()
  const moments = useCaseMoments(caseId)
  const list = moments.data ?? []
  const [chosen, setChosen] = useState<number | null>(null)
  const at = Math.min(chosen ?? list.length - 1, list.length - 1)
  const moment = list[at]
  const then = useCaseAsItWas(caseId, moment?.at ?? null)
  const commands = useMemo(() => [{ id: 'history.closeHistory', keys: 'Escape', scope: 'viewer' as const, run: onClose }], [onClose])
  useRegister(commands)
  // What opened it is gone from the screen: the keys belong to the view, and back to the overview when it closes.
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    box.current?.focus()
    return () => void requestAnimationFrame(() => document.querySelector<HTMLElement>('.overview')?.focus())
  }, [])
  return (
    <div ref={box} className="history" data-viewer="overview" data-region tabIndex={-1}>
      <ReadOnlyStrip reason={moment ? t('history.strip', { when: format.instant(moment.at) }) : t('history.title')} />
      <div className="history-bar">
        <ToolButton label={t('history.earlier')} icon={PreviousIcon} disabled={at <= 0} onClick={() => setChosen(at - 1)} />
        <Slider
          className="history-slider"
          min={0}
          max={Math.max(1, list.length - 1)}
          step={1}
          value={Math.max(0, at)}
          disabled={list.length < 2}
          thumbLabel={t('history.slider')}
          label={(n) => (list[n] ? format.instant(list[n].at) : '')}
          onChange={setChosen}
        />
        <ToolButton label={t('history.later')} icon={NextIcon} disabled={at >= list.length - 1} onClick={() => setChosen(at + 1)} />
        <span className="t-2 history-count">{t('history.stop', { at: at + 1, total: list.length })}</span>
        <Button variant="filled" onClick={onClose}>
          {t('history.back')}
        </Button>
      </div>
      {moments.error && <ErrorState error={moments.error} onRetry={() => void moments.refetch()} />}
      {then.error && <ErrorState error={then.error} onRetry={() => void then.refetch()} />}
      {moments.data && list.length === 0 && <EmptyState sentence={t('history.empty')} />}
      {then.isFetching && !then.data && <LoadingLine />}
      {then.data && (
        <div className="history-columns" aria-live="polite" aria-busy={then.isFetching}>
          {GROUPS.map(({ key, kinds }) => {
            const items = then.data.items.filter(({ kind }) => (kinds as readonly string[]).includes(kind))
            return <Column key={key} title={t(`history.group.${key}`)} items={items} template={template} />
          })}
          {then.data.more > 0 && <p className="t-2">{t('history.tooMany', { count: then.data.more })}</p>}
        </div>
      )}
      <p className="t-small t-3 history-note">{t('history.note')}</p>
    </div>
  )
}

function Column({ title, items, template }: { title: string; items: readonly HistoryItem[]; template: ReportTemplate | null }) {
  const t = useT()
  const format = useFormat()
  return (
    <section className="history-column" aria-label={title}>
      <div className="overview-head">
        <h2 className="t-heading">{title}</h2>
        <span className="t-small t-3">{items.length}</span>
      </div>
      {items.length === 0 && <p className="t-3">{t('history.nothingThen')}</p>}
      <ul>
        {items.map((item) => {
          const { what, says } = historyWords(item, t, template)
          return (
            <li key={item.key} className="history-item">
              {what && <span className="t-small t-2">{what}</span>}
              {says && <span className="history-words">{says}</span>}
              {(item.byName || item.at) && <span className="t-small t-3">{[item.byName, item.at && format.instant(item.at)].filter(Boolean).join(' · ')}</span>}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
