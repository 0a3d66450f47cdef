// Values found in documents that nobody has confirmed yet. Nothing here counts until a person says so.
import { Button } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import type { LabProposal } from '#shared/domain/labValue.ts'
import { useT } from '../../i18n/useT.ts'
import { PanelHeader } from '../../ui/PanelHeader.tsx'
import { type Entry, entryOf, ProposalRow } from './ProposalRow.tsx'
import { isClear } from './trend.ts'

interface ProposalListProps {
  proposals: readonly LabProposal[]
  decided: number
  readOnly: boolean
  /** Being confirmed this moment, by id. */
  busy: ReadonlySet<string>
  onConfirm(decisions: readonly (readonly [LabProposal, Entry])[]): void
  onLeaveOut(proposal: LabProposal, entry: Entry): void
  onSource(proposal: LabProposal): void
}

export function ProposalList({ proposals, decided, readOnly, busy, onConfirm, onLeaveOut, onSource }: ProposalListProps) {
  const t = useT()
  const clear = proposals.filter(isClear)
  function walk(event: KeyboardEvent<HTMLElement>) {
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key]
    if (!step || event.target instanceof HTMLInputElement) return
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('.v-source')]
    const here = rows.findIndex((row) => row.closest('li')?.contains(document.activeElement))
    const next = rows[here + step]
    if (!next) return
    event.preventDefault()
    next.focus()
  }
  return (
    <nav className="v-list" aria-label={t('values.waiting')} data-region tabIndex={-1} onKeyDown={walk}>
      <PanelHeader title={t('values.waiting')} note={t('values.count', { count: proposals.length })} />
      <div className="v-scroll">
        {proposals.length === 0 && <p className="t-2 v-note">{t(decided > 0 ? 'values.allDecided' : 'values.nothing')}</p>}
        {clear.length > 1 && !readOnly && (
          <p className="v-all">
            <Button
              size="compact-sm"
              disabled={busy.size > 0}
              onClick={() => onConfirm(clear.map((proposal) => [proposal, entryOf(proposal)] as const))}
            >
              {t('values.confirmClear', { count: clear.length })}
            </Button>
          </p>
        )}
        <ul>
          {proposals.map((proposal) => (
            <li key={proposal.id}>
              <ProposalRow proposal={proposal} readOnly={readOnly} busy={busy.has(proposal.id)} onConfirm={(one, entry) => onConfirm([[one, entry]])} onLeaveOut={onLeaveOut} onSource={onSource} />
            </li>
          ))}
        </ul>
      </div>
    </nav>
  )
}
