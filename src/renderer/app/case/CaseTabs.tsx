// Parts of the case as tabs, and on the right the rooms behind the open one; arrows move between them, Enter is not needed.
import { type KeyboardEvent, useRef } from 'react'
import type { CaseLine } from '#shared/contract/workstation/cases.contract.ts'
import { useT } from '../../i18n/useT.ts'
import { CASE_GROUPS, type CasePlace, type CaseTab, casePlace, usePlace } from '../place.ts'

type Group = (typeof CASE_GROUPS)[number]

export function CaseTabs({ place, line }: { place: CasePlace; line: CaseLine }) {
  const t = useT()
  const go = usePlace((s) => s.go)
  // A tab opens the room that was last used behind it.
  const last = useRef(new Map<CaseTab, CaseTab>())
  const group = groupOf(place.tab)
  last.current.set(group[0], place.tab)
  const counts: Partial<Record<CaseTab, number>> = { documents: line.documents, imaging: line.studies }
  const open = (tab: CaseTab) => go(casePlace(place.caseId, tab))
  const openGroup = ([first]: Group) => open(last.current.get(first) ?? first)
  return (
    <div className="case-bar">
      <div className="case-tabs" role="tablist" aria-label={t('shell.tab.label')} onKeyDown={withArrows(CASE_GROUPS, group, openGroup, ([first]) => groupId(first))}>
        {CASE_GROUPS.map((one) => {
          const [first] = one
          return (
            <button
              key={first}
              id={groupId(first)}
              type="button"
              role="tab"
              className="case-tab"
              data-focus="inside"
              aria-selected={one === group}
              aria-controls="case-room"
              tabIndex={one === group ? 0 : -1}
              onClick={() => openGroup(one)}
            >
              {t(`shell.tab.${first}`)}
              {counts[first] !== undefined && <span className="count">{counts[first]}</span>}
            </button>
          )
        })}
      </div>
      {group.length > 1 && (
        <div className="case-tabs case-rooms" role="tablist" aria-label={t('shell.room.label')} onKeyDown={withArrows<CaseTab>(group, place.tab, open, roomId)}>
          {group.map((tab) => (
            <button
              key={tab}
              id={roomId(tab)}
              type="button"
              role="tab"
              className="case-tab"
              data-focus="inside"
              aria-selected={tab === place.tab}
              aria-controls="case-room"
              tabIndex={tab === place.tab ? 0 : -1}
              onClick={() => open(tab)}
            >
              {t(`shell.room.${tab}`)}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}

function withArrows<T>(all: readonly T[], current: T, open: (next: T) => void, idOf: (one: T) => string) {
  return (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    const next = step && all[(all.indexOf(current) + step + all.length) % all.length]
    if (!next) return
    event.preventDefault()
    open(next)
    document.getElementById(idOf(next))?.focus()
  }
}

function groupOf(tab: CaseTab): Group {
  const group = CASE_GROUPS.find((one) => (one as readonly CaseTab[]).includes(tab))
  if (!group) throw new Error('every room of a case stands behind a tab')
  return group
}

/** What names the room on the screen: the room where a tab has several, else the tab. */
export function tabId(tab: CaseTab): string {
  return groupOf(tab).length > 1 ? roomId(tab) : groupId(tab)
}

const groupId = (first: CaseTab) => `case-tab-${first}`
const roomId = (tab: CaseTab) => `case-room-${tab}`
