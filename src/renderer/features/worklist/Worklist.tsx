// The work list: filters, cases in the order in which they need someone, and why the selected one is mine.
import './worklist.css'
import { useMediaQuery } from '@mantine/hooks'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import type { Filter } from '#shared/domain/workList.ts'
import { casePlace, usePlace } from '../../app/place.ts'
import { useRegister } from '../../app/useRegister.ts'
import { usePanelSizes } from '../../data/preferences.ts'
import { usePreferences, useWorkList } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { Split, type SplitPanel } from '../../ui/Split.tsx'
import { CaseList } from './CaseList.tsx'
import { CasePreview } from './CasePreview.tsx'
import { Filters } from './Filters.tsx'
import { ListHeader } from './ListHeader.tsx'
import { type RowsRequest, useCaseRows } from './useCaseRows.ts'
import { usePins } from './usePins.ts'
import { useWindowed } from './useWindowed.ts'

/** Two lines of text; grows with the chosen text size. */
const ROW_PX = 54

export function Worklist() {
  const t = useT()
  const narrow = useMediaQuery('(max-width: 1359px)', false, { getInitialValueInEffect: false })
  const { ready, sizes, remember } = usePanelSizes(narrow ? 'worklist.narrow' : 'worklist')
  const [filter, setFilter] = useState<Filter>('all')
  const [text, setText] = useState('')
  const [previewShown, setPreviewShown] = useState(false)
  const { pinned, toggle } = usePins()
  const findField = useRef<HTMLInputElement>(null)
  const go = usePlace((s) => s.go)
  const sought = useDeferredValue(text)
  const request = useMemo<RowsRequest>(() => ({ filter, text: sought, pinned: [...pinned].sort() }), [filter, sought, pinned])
  const rowPx = Math.round(ROW_PX * (usePreferences().data?.textScale ?? 1))
  const windowed = useWindowed(rowPx)
  const rows = useCaseRows(request, windowed.seen)
  const summary = useWorkList({ ...request, limit: 0 })
  const { cursor, moveTo } = useCursor(rows, request, windowed.show)
  const selected = rows.at(cursor) ?? null

  const commands = useMemo(
    () => [{ id: 'worklist.find', keys: '/', scope: 'global' as const, run: () => findField.current?.focus() }],
    [],
  )
  useRegister(commands)

  if (summary.error && !summary.data)
    return (
      <div className="c-empty">
        <ErrorState error={summary.error} onRetry={() => void summary.refetch()} />
      </div>
    )
  if (!summary.data || !ready) return <LoadingLine />

  const list = (
    <section className="worklist-middle" aria-label={t(`worklist.filter.${filter}`)} data-region tabIndex={-1}>
      <ListHeader title={t(`worklist.filter.${filter}`)} count={rows.total} text={text} onText={setText} findField={findField} />
      <CaseList
        rows={rows}
        rowPx={rowPx}
        windowed={windowed}
        all={summary.data.all}
        pinned={pinned}
        selected={selected}
        cursor={cursor}
        onCursor={moveTo}
        onOpen={(caseId) => go(casePlace(caseId, 'overview'))}
        onPin={toggle}
        onPreview={() => setPreviewShown((was) => !was)}
        onShowAll={() => {
          setFilter('all')
          setText('')
        }}
      />
    </section>
  )
  const preview = selected && <CasePreview key={selected.reviewCase.id} line={selected} />
  const panels: SplitPanel[] = [
    { id: 'filters', label: t('worklist.filters'), size: '208px', min: '160px', max: '300px', content: <Filters counts={summary.data.counts} bytes={summary.data.bytes} chosen={filter} onChoose={setFilter} /> },
    { id: 'list', label: t('worklist.filter.all'), min: '480px', content: list },
    ...(narrow ? [] : [{ id: 'preview', label: t('worklist.preview'), size: '322px', min: '280px', max: '560px', content: preview }]),
  ]
  return (
    <div className="worklist">
      <Split id="worklist" panels={panels} sizes={sizes} onSizes={remember} />
      {narrow && previewShown && preview && <div className="worklist-overlay">{preview}</div>}
    </div>
  )
}

/** The selected case is what the place remembers; its row is looked for once when the list is entered, and followed when the order changes. */
function useCursor(rows: ReturnType<typeof useCaseRows>, request: RowsRequest, show: (index: number) => void): { cursor: number; moveTo(index: number): void } {
  const place = usePlace((s) => s.place)
  const go = usePlace((s) => s.go)
  const selectedId = place.view === 'worklist' ? place.selectedCaseId : null
  const [wanted, setWanted] = useState<number | null>(null)
  const known = selectedId === null ? 0 : rows.placeOf(selectedId)
  const found = useWorkList({ ...request, selected: selectedId }, known < 0 && wanted === null).data?.at ?? 0
  const cursor = wanted ?? (known >= 0 ? known : found)
  const line = wanted === null ? undefined : rows.at(wanted)
  useEffect(() => {
    if (wanted === null) return
    if (!line) return show(wanted)
    setWanted(null)
    go({ view: 'worklist', selectedCaseId: line.reviewCase.id })
  }, [wanted, line, go, show])
  const moveTo = (index: number) => {
    const there = rows.at(index)
    if (there) go({ view: 'worklist', selectedCaseId: there.reviewCase.id })
    else setWanted(index)
  }
  return { cursor, moveTo }
}
