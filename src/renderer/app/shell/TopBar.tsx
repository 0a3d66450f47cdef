// Top bar: open cases as tabs, the command field, sync in one sentence, the person.
import { useCase } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { CloseIcon, FindIcon, PersonIcon, WorklistIcon } from '../../ui/icons.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { Mark } from '../../ui/Mark.tsx'
import type { User } from '#shared/domain/people.ts'
import { runCommand } from '../commands.ts'
import { casePlace, usePlace } from '../place.ts'
import { useOpenCases } from '../session/openCases.ts'
import { SyncPill } from './SyncPill.tsx'
import { UserMenu } from './UserMenu.tsx'

export function TopBar({ me }: { me: User }) {
  const t = useT()
  const place = usePlace((s) => s.place)
  const go = usePlace((s) => s.go)
  const caseIds = useOpenCases((s) => s.caseIds)
  return (
    <header className="top" data-region tabIndex={-1}>
      <span className="mark">
        <Mark />
      </span>
      <nav className="tabs" aria-label={t('shell.openCases')}>
        <span className="open-tab" data-selected={place.view === 'worklist'}>
          <button type="button" {...(place.view === 'worklist' ? { 'aria-current': 'page' as const } : {})} onClick={() => go({ view: 'worklist', selectedCaseId: place.view === 'case' ? place.caseId : null })}>
            <WorklistIcon size={15} aria-hidden />
            {t('shell.workList')}
          </button>
        </span>
        {caseIds.map((id) => (
          <CaseTabButton key={id} caseId={id} here={place.view === 'case' && place.caseId === id} />
        ))}
      </nav>
      <button type="button" className="command-field" onClick={() => runCommand('shell.palette')}>
        <FindIcon size={15} aria-hidden />
        <span className="t-clip">{t('shell.find')}</span>{' '}
        <Kbd keys="$mod+k" />
      </button>
      <SyncPill />
      <UserMenu me={me} />
    </header>
  )
}

function CaseTabButton({ caseId, here }: { caseId: string; here: boolean }) {
  const t = useT()
  const go = usePlace((s) => s.go)
  const leave = useOpenCases((s) => s.leave)
  const reviewCase = useCase(caseId).data?.reviewCase
  if (!reviewCase) return null
  const { familyName, givenName } = reviewCase.patient
  const name = givenName ? `${familyName}, ${givenName.slice(0, 1)}.` : familyName
  const words = t('shell.caseTab', { name, number: shortNumber(reviewCase.caseNumber) })
  return (
    <span className="open-tab" data-selected={here}>
      <button type="button" {...(here ? { 'aria-current': 'page' as const } : {})} onClick={() => go(casePlace(reviewCase.id, 'overview'))}>
        <PersonIcon size={15} aria-hidden />
        <span className="t-clip private">{words}</span>
      </button>
      <button
        type="button"
        className="tab-close"
        aria-label={t('shell.closeCase', { name: words })}
        onClick={() => {
          leave(reviewCase.id)
          if (here) go({ view: 'worklist', selectedCaseId: reviewCase.id })
        }}
      >
        <CloseIcon size={13} aria-hidden />
      </button>
    </span>
  )
}

/** Last part of a case number, e.g. 0418 of CN-2026-0418: short, and no name. */
export function shortNumber(caseNumber: string): string {
  return caseNumber.split('-').at(-1) ?? caseNumber
}
