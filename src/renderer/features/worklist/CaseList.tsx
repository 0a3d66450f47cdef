// The list itself: one focus stop, J/K or arrows to move, Enter opens, P pins, Space shows the preview where there is no room for it.
import { Button } from '@mantine/core'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { CaseLine } from '#shared/contract/workstation/cases.contract.ts'
import { useT } from '../../i18n/useT.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { CaseRow } from './CaseRow.tsx'
import { NewCaseButtons } from './ListHeader.tsx'
import type { CaseRows } from './useCaseRows.ts'
import type { Windowed } from './useWindowed.ts'

interface CaseListProps {
  rows: CaseRows
  rowPx: number
  windowed: Windowed
  all: number
  pinned: ReadonlySet<string>
  selected: CaseLine | null
  /** Place of the selected case; 0 when it is not among the rows read so far. */
  cursor: number
  onCursor: (index: number) => void
  onOpen: (caseId: string) => void
  onPin: (caseId: string) => void
  onPreview: () => void
  onShowAll: () => void
}

export function CaseList({ rows, rowPx, windowed, all, pinned, selected, cursor, onCursor, onOpen, onPin, onPreview, onShowAll }: CaseListProps) {
  const t = useT()
  const { box, seen, show } = windowed
  const selectedId = selected?.reviewCase.id ?? null
  useEffect(() => {
    if (selectedId) show(cursor)
  }, [selectedId, cursor, show])
  // The list is where work starts: keys act at once, unless the person is already somewhere.
  const isFocused = useRef(false)
  useEffect(() => {
    if (!box || isFocused.current) return
    isFocused.current = true
    if (document.activeElement === document.body) box.focus()
  }, [box])

  function act(event: KeyboardEvent) {
    if (!selectedId || event.ctrlKey || event.metaKey || event.altKey) return
    const to = (index: number) => onCursor(Math.max(0, Math.min(rows.total - 1, index)))
    const actions: Record<string, () => void> = {
      j: () => to(cursor + 1), ArrowDown: () => to(cursor + 1), k: () => to(cursor - 1), ArrowUp: () => to(cursor - 1),
      Home: () => to(0), End: () => to(rows.total - 1), PageDown: () => to(cursor + 10), PageUp: () => to(cursor - 10),
      Enter: () => onOpen(selectedId), p: () => onPin(selectedId), ' ': onPreview,
    }
    const action = actions[event.key]
    if (!action) return
    event.preventDefault()
    action()
  }

  if (rows.total === 0)
    return all === 0 ? (
      <EmptyState sentence={t('worklist.empty')}>
        <NewCaseButtons />
      </EmptyState>
    ) : (
      <EmptyState sentence={t('worklist.nothingFits')}>
        <Button onClick={onShowAll}>{t('worklist.showAll')}</Button>
      </EmptyState>
    )
  const drawn = Array.from({ length: Math.max(0, Math.min(seen[1] + 1, rows.total) - seen[0]) }, (_, n) => seen[0] + n)
  const isDrawn = selectedId !== null && drawn.includes(cursor)
  return (
    <>
      <div className="case-columns" aria-hidden>
        <span />
        <span>{t('worklist.column.patient')}</span>
        <span>{t('worklist.column.stage')}</span>
        <span>{t('worklist.column.complete')}</span>
        <span>{t('worklist.column.waiting')}</span>
        <span>{t('worklist.column.clock')}</span>
        <span>{t('worklist.column.team')}</span>
      </div>
      <div
        ref={windowed.setBox}
        className="case-list"
        role="listbox"
        tabIndex={0}
        data-viewer="worklist"
        data-focus="inside"
        aria-label={t('worklist.list')}
        aria-activedescendant={isDrawn ? rowId(selectedId) : undefined}
        onKeyDown={act}
      >
        <div role="presentation" className="case-track" style={{ height: rows.total * rowPx }}>
          {drawn.map((index) => {
            const line = rows.at(index)
            if (!line) return null
            const { id } = line.reviewCase
            return (
              <CaseRow
                key={id}
                id={rowId(id)}
                top={index * rowPx}
                place={{ index, total: rows.total }}
                line={line}
                pinned={pinned.has(id)}
                selected={id === selectedId}
                onSelect={() => onCursor(index)}
                onOpen={onOpen}
              />
            )
          })}
        </div>
      </div>
      <div className="case-foot">
        <Kbd keys="J K" /> {t('worklist.keys.move')} <Kbd keys="Enter" /> {t('worklist.keys.open')} <Kbd keys="P" /> {t('worklist.keys.pin')} <Kbd keys="/" /> {t('worklist.keys.find')}
        <span className="c-spacer" />
        {t('worklist.shown', { count: rows.total, total: all })}
      </div>
    </>
  )
}

function rowId(caseId: string): string {
  return `case-${caseId}`
}
