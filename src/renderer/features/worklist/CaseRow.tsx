// One case, two lines of 54 px: who and what, state, completeness, whom it waits for, clock, team.
import type { CaseLine } from '#shared/contract/workstation/cases.contract.ts'
import { isClosed } from '#shared/domain/workList.ts'
import { ageOn } from '#shared/domain/patient.ts'
import { today, useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { PinnedIcon } from '../../ui/icons.ts'
import { PersonDisc, PersonDiscs } from '../../ui/PersonDisc.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { StatusIcon } from '../../ui/StatusIcon.tsx'
import { daysBetween, useDueWords } from '../../ui/useDueWords.ts'
import { completeness, stateOf, waitingFor } from './caseState.ts'

const MOST_DISCS = 3

interface CaseRowProps {
  id: string
  /** Distance from the top of the list, px. */
  top: number
  place: { index: number; total: number }
  line: CaseLine
  pinned: boolean
  selected: boolean
  onSelect: () => void
  onOpen: (caseId: string) => void
}

export function CaseRow({ id, top, place, line, pinned, selected, onSelect, onOpen }: CaseRowProps) {
  const t = useT()
  const format = useFormat()
  const { reviewCase } = line
  const { patient } = reviewCase
  const closed = isClosed(line)
  const state = stateOf(line)
  const waiting = waitingFor(line)
  const due = useDueWords(reviewCase.dueOn)
  const age = ageOn(patient.birthDate, today())
  const share = completeness(line)
  const days = reviewCase.requestedOn ? daysBetween(reviewCase.requestedOn, today()) : null
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox keeps the focus and handles the keys (aria-activedescendant)
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox keeps the focus (aria-activedescendant)
    <div id={id} className="case-row c-row" role="option" aria-selected={selected} aria-posinset={place.index + 1} aria-setsize={place.total} style={{ top }} onClick={onSelect} onDoubleClick={() => onOpen(reviewCase.id)}>
      <span className="t-3">{pinned && <PinnedIcon size={15} aria-label={t('worklist.pinned')} />}</span>
      <span className="case-who">
        <span className="t-clip">
          <strong className="private">
            {patient.familyName.toLocaleUpperCase()}, {patient.givenName}
          </strong>{' '}
          <span className="t-small t-3">
            {t(`sexShort.${patient.sex}`)} {age ?? ''}
          </span>
        </span>
        <span className="t-small t-3 t-clip" title={reviewCase.condition}>
          {reviewCase.caseNumber.split('-').at(-1)} · {reviewCase.condition || t('common.notStated')}
        </span>
      </span>
      <StatusBadge status={state.status} clip>
        {t(state.key, { count: state.count })}
      </StatusBadge>
      <span className="case-complete">
        <span className="c-bar" aria-hidden>
          <span style={{ width: `${Math.round(share * 100)}%` }} />
        </span>
        <span className="t-small t-2 t-number">{format.percent(Math.floor(share * 100))}</span>
      </span>
      <span className="t-2 t-clip">{t(waiting.key, { count: waiting.count })}</span>
      <span className={`case-clock t-small ${due.tone === 'warn' && !line.isPaused && !closed ? 't-warn' : 't-2'}`}>
        {due.tone === 'warn' && !line.isPaused && !closed && <StatusIcon status="dueSoon" />}
        <span className="case-due">
          <span className="t-clip">{line.isPaused ? t('worklist.paused') : due.words}</span>
          {days !== null && <span className="t-3 t-clip" title={t('worklist.ageTitle')}>{t('worklist.age', { count: days })}</span>}
        </span>
      </span>
      <span className="case-team">
        <PersonDiscs>
          {reviewCase.team.slice(0, MOST_DISCS).map(({ user, role }, place) => (
            <PersonDisc key={user.id} name={user.name} place={place} detail={t(`role.${role}`)} />
          ))}
        </PersonDiscs>
      </span>
    </div>
  )
}
