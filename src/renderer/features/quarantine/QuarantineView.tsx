// Everything of a case that may be another patient's: evidence beside the case's own, a decision for each item, the trail of releases.
import './quarantine.css'
import { Button } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import type { HeldObject } from '#shared/contract/workstation/quarantine.contract.ts'
import { PatientBanner } from '../../app/case/PatientBanner.tsx'
import { casePlace, usePlace } from '../../app/place.ts'
import { useCase, useQuarantine } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { StatusIcon } from '../../ui/StatusIcon.tsx'
import { AliasTrail } from './AliasTrail.tsx'
import { HeldDetail } from './HeldDetail.tsx'

export function QuarantineView({ caseId }: { caseId: string }) {
  const t = useT()
  const go = usePlace((s) => s.go)
  const line = useCase(caseId)
  const quarantine = useQuarantine(caseId)
  const [chosen, setChosen] = useState<string | null>(null)
  const failed = line.error ?? quarantine.error
  if (failed && !quarantine.data)
    return (
      <div className="c-empty">
        <ErrorState error={failed} onRetry={() => void quarantine.refetch()} />
      </div>
    )
  if (!line.data || !quarantine.data) return <LoadingLine />
  const { items, aliases, others } = quarantine.data
  const waiting = items.filter(({ decision }) => decision === null)
  const selected = items.find((item) => keyOf(item) === chosen) ?? waiting[0] ?? items[0]

  function move(event: KeyboardEvent) {
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key]
    const next = step && selected && items[items.indexOf(selected) + step]
    if (!next) return
    event.preventDefault()
    setChosen(keyOf(next))
  }

  return (
    <>
      <PatientBanner line={line.data} />
      <div className="quarantine">
        <header className="quarantine-head">
          <h1 className="t-display">{t('quarantine.title')}</h1>
          <p className="t-2">{waiting.length > 0 ? t('quarantine.words', { count: waiting.length }) : t(items.length > 0 ? 'quarantine.allDecided' : 'quarantine.none')}</p>
          <span className="c-spacer" />
          <Button onClick={() => go(casePlace(caseId, 'overview'))}>{t('quarantine.toCase')}</Button>
        </header>
        <div className="quarantine-columns">
          {items.length === 0 ? (
            <EmptyState sentence={t('quarantine.none')} />
          ) : (
            <div className="quarantine-list" role="listbox" tabIndex={0} data-viewer="quarantine" data-focus="inside" aria-label={t('quarantine.list')} aria-activedescendant={selected ? keyOf(selected) : undefined} onKeyDown={move}>
              {items.map((item) => (
                <ItemLine key={keyOf(item)} item={item} selected={item === selected} onSelect={() => setChosen(keyOf(item))} />
              ))}
            </div>
          )}
          {selected && <HeldDetail key={keyOf(selected)} caseId={caseId} item={selected} patient={line.data.reviewCase.patient} others={others} />}
        </div>
        {aliases.length > 0 && <AliasTrail aliases={aliases} />}
      </div>
    </>
  )
}

const keyOf = ({ importId, itemId }: HeldObject) => `held-${importId}-${itemId}`

function ItemLine({ item, selected, onSelect }: { item: HeldObject; selected: boolean; onSelect: () => void }) {
  const t = useT()
  const status = item.decision === null ? 'quarantine' : item.decision === 'released' ? 'ok' : 'locked'
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox keeps the focus and handles the keys (aria-activedescendant)
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox keeps the focus (aria-activedescendant)
    <div id={keyOf(item)} className="quarantine-item c-row" role="option" aria-selected={selected} onClick={onSelect}>
      <StatusIcon status={status} />
      <span className="quarantine-words">
        <span className="t-clip" title={item.name}>
          {item.name.split('/').at(-1)}
        </span>
        <span className="t-small t-3 t-clip">{item.decision === null ? t('quarantine.open') : t(`import.decision.${item.decision}`)}</span>
      </span>
    </div>
  )
}
