// The list itself: one focus stop, J/K or arrows to move, Enter opens, P pins, Space shows the preview where there is no room for it.
import { Button } from '@mantine/core'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { CaseLine } from '#shared/contract/workstation/cases.contract.ts'
import { useT } from '../../i18n/useT.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { CaseRow } from './CaseRow.tsx'
import { OpenBundleMenu } from './ListHeader.tsx'

interface CaseListProps {
  lines: readonly CaseLine[]
  all: number
  pinned: ReadonlySet<string>
  selected: CaseLine | null
  onSelect: (caseId: string) => void
  onOpen: (caseId: string) => void
  onPin: (caseId: string) => void
  onPreview: () => void
  onShowAll: () => void
}

export function CaseList({ lines, all, pinned, selected, onSelect, onOpen, onPin, onPreview, onShowAll }: CaseListProps) {
  const t = useT()
  const list = useRef<HTMLDivElement>(null)
  const selectedId = selected?.reviewCase.id ?? null
  useEffect(() => {
    if (selectedId) document.getElementById(rowId(selectedId))?.scrollIntoView({ block: 'nearest' })
  }, [selectedId])
  // The list is where work starts: keys act at once, unless the person is already somewhere.
  useEffect(() => {
    if (document.activeElement === document.body) list.current?.focus()
  }, [])

  function act(event: KeyboardEvent) {
    if (!selectedId || event.ctrlKey || event.metaKey || event.altKey) return
    const at = lines.findIndex((line) => line.reviewCase.id === selectedId)
    const to = (index: number) => {
      const line = lines[Math.max(0, Math.min(lines.length - 1, index))]
      if (line) onSelect(line.reviewCase.id)
    }
    const actions: Record<string, () => void> = {
      j: () => to(at + 1), ArrowDown: () => to(at + 1), k: () => to(at - 1), ArrowUp: () => to(at - 1),
      Home: () => to(0), End: () => to(lines.length - 1), PageDown: () => to(at + 10), PageUp: () => to(at - 10),
      Enter: () => onOpen(selectedId), p: () => onPin(selectedId), ' ': onPreview,
    }
    const action = actions[event.key]
    if (!action) return
    event.preventDefault()
    action()
  }

  if (lines.length === 0)
    return all === 0 ? (
      <EmptyState sentence={t('worklist.empty')}>
        <OpenBundleMenu />
      </EmptyState>
    ) : (
      <EmptyState sentence={t('worklist.nothingFits')}>
        <Button onClick={onShowAll}>{t('worklist.showAll')}</Button>
      </EmptyState>
    )
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
        ref={list}
        className="case-list"
        role="listbox"
        tabIndex={0}
        data-viewer="worklist"
        data-focus="inside"
        aria-label={t('worklist.list')}
        aria-activedescendant={selectedId ? rowId(selectedId) : undefined}
        onKeyDown={act}
      >
        {lines.map((line) => (
          <CaseRow key={line.reviewCase.id} id={rowId(line.reviewCase.id)} line={line} pinned={pinned.has(line.reviewCase.id)} selected={line.reviewCase.id === selectedId} onSelect={onSelect} onOpen={onOpen} />
        ))}
      </div>
      <div className="case-foot">
        <Kbd keys="J K" /> {t('worklist.keys.move')} <Kbd keys="Enter" /> {t('worklist.keys.open')} <Kbd keys="P" /> {t('worklist.keys.pin')} <Kbd keys="/" /> {t('worklist.keys.find')}
        <span className="c-spacer" />
        {t('worklist.shown', { count: lines.length, total: all })}
      </div>
    </>
  )
}

function rowId(caseId: string): string {
  return `case-${caseId}`
}
