// Parts of the case as tabs; arrows move between them, Enter is not needed.
import type { KeyboardEvent } from 'react'
import type { CaseLine } from '#shared/contract/workstation/cases.contract.ts'
import { useT } from '../../i18n/useT.ts'
import { CASE_TABS, type CasePlace, type CaseTab, casePlace, usePlace } from '../place.ts'

export function CaseTabs({ place, line }: { place: CasePlace; line: CaseLine }) {
  const t = useT()
  const go = usePlace((s) => s.go)
  const counts: Partial<Record<CaseTab, number>> = { documents: line.documents, imaging: line.studies }
  function move(event: KeyboardEvent) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    const next = step && CASE_TABS[(CASE_TABS.indexOf(place.tab) + step + CASE_TABS.length) % CASE_TABS.length]
    if (!next) return
    event.preventDefault()
    go(casePlace(place.caseId, next))
    document.getElementById(tabId(next))?.focus()
  }
  return (
    <div className="case-tabs" role="tablist" aria-label={t('shell.tab.label')} onKeyDown={move}>
      {CASE_TABS.map((tab) => (
        <button
          key={tab}
          id={tabId(tab)}
          type="button"
          role="tab"
          className="case-tab"
          data-focus="inside"
          aria-selected={tab === place.tab}
          aria-controls="case-room"
          tabIndex={tab === place.tab ? 0 : -1}
          onClick={() => go(casePlace(place.caseId, tab))}
        >
          {t(`shell.tab.${tab}`)}
          {counts[tab] !== undefined && <span className="count">{counts[tab]}</span>}
        </button>
      ))}
    </div>
  )
}

export function tabId(tab: CaseTab): string {
  return `case-tab-${tab}`
}
