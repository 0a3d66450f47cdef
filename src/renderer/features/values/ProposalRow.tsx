// One value as a document states it: what is doubtful about it is asked here, and answered before it can be confirmed.
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { LabProposal, LabValue } from '#shared/domain/labValue.ts'
import { readLabNumber } from '#shared/domain/labNumber.ts'
import { isImplausible, ucumOf } from '#shared/domain/ucumSpelling.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { StatusIcon } from '../../ui/StatusIcon.tsx'
import { needsEntry } from './trend.ts'

/** What a person decides beside yes and no. */
export type Entry = Pick<LabValue, 'value' | 'valueText' | 'unit' | 'takenOn'>

/** The proposal as the core read it. */
export function entryOf({ value, valueText, unitText, unit, takenOn }: LabProposal): Entry {
  return { value, valueText, unit: unit ?? unitText, takenOn: takenOn ?? '' }
}

interface ProposalRowProps {
  proposal: LabProposal
  readOnly: boolean
  /** Being confirmed this moment. */
  busy: boolean
  onConfirm(proposal: LabProposal, entry: Entry): void
  onLeaveOut(proposal: LabProposal, entry: Entry): void
  onSource(proposal: LabProposal): void
}

export function ProposalRow({ proposal, readOnly, busy, onConfirm, onLeaveOut, onSource }: ProposalRowProps) {
  const t = useT()
  const format = useFormat()
  const { name, valueText, unitText, takenOn, rangeText, questions, analyte } = proposal
  return (
    <div className="v-proposal">
      <button type="button" className="v-source" data-focus="inside" onClick={() => onSource(proposal)} aria-label={t('values.openSource', { name, value: `${valueText} ${unitText}` })}>
        <span className="v-proposal-head">
          <strong className="t-clip">{analyte ? t(`values.analyte.${analyte}`) : name}</strong>
          <span className="t-number v-value">
            {valueText} {unitText}
          </span>
        </span>
        <span className="t-small t-3">{[takenOn ? format.date(takenOn) : t('values.noDate'), ...(rangeText ? [t('values.range', { range: rangeText })] : []), t('documents.drawer.page', { page: proposal.page })].join(' \u00b7 ')}</span>
      </button>
      {questions.length > 0 && (
        <p className="t-small v-question">
          <StatusIcon status="warn" size={13} />
          <span>{questions.map((question) => t(`values.question.${question}`)).join(' ')}</span>
        </p>
      )}
      {!readOnly && (needsEntry(proposal) ? <EntryForm proposal={proposal} busy={busy} onConfirm={onConfirm} onLeaveOut={onLeaveOut} /> : <Actions blocked={busy} onConfirm={() => onConfirm(proposal, entryOf(proposal))} onLeaveOut={() => onLeaveOut(proposal, entryOf(proposal))} />)}
    </div>
  )
}

function Actions({ onConfirm, onLeaveOut, blocked = false }: { onConfirm(): void; onLeaveOut(): void; blocked?: boolean }) {
  const t = useT()
  return (
    <div className="v-actions">
      <Button size="compact-xs" disabled={blocked} onClick={onConfirm}>
        {t('values.confirm')}
      </Button>
      <Button size="compact-xs" variant="subtle" onClick={onLeaveOut}>
        {t('values.leaveOut')}
      </Button>
    </div>
  )
}

/** A limit like "< 0.5" stays words: it is kept and shown, never drawn as a number. */
function EntryForm({ proposal, busy, onConfirm, onLeaveOut }: Omit<ProposalRowProps, 'readOnly' | 'onSource'>) {
  const t = useT()
  const isLimit = proposal.questions.includes('comparator')
  const [typed, setTyped] = useState(isLimit ? proposal.valueText : '')
  const [unitTyped, setUnit] = useState(proposal.unit ?? '')
  const [date, setDate] = useState(proposal.takenOn ?? '')
  const asksValue = proposal.questions.some((question) => ['ambiguousSeparator', 'contradictsDecimalMark', 'negative', 'notANumber'].includes(question))
  const read = readLabNumber(typed)
  const typedValue = 'value' in read ? String(read.value) : null
  const value = isLimit ? null : asksValue ? typedValue : proposal.value
  const unit = ucumOf(unitTyped)
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(date)
  const questioned = value !== null && unit !== null && isImplausible(value, unit, proposal.analyte)
  const complete = (isLimit || value !== null) && unit !== null && isDate
  const entry: Entry = { value, valueText: proposal.valueText, unit: unit ?? proposal.unitText, takenOn: date }
  return (
    <div className="v-form">
      {asksValue && <TextInput size="xs" label={t('values.entry.value')} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} error={typed !== '' && 'code' in read ? t(`values.question.${read.code}`) : null} />}
      {proposal.unit === null && <TextInput size="xs" label={t('values.entry.unit')} placeholder="mg/dL" value={unitTyped} onChange={(event) => setUnit(event.currentTarget.value)} error={unitTyped !== '' && unit === null ? t('values.question.unknownUnit') : null} />}
      {proposal.takenOn === null && <TextInput size="xs" type="date" label={t('values.entry.date')} value={date} onChange={(event) => setDate(event.currentTarget.value)} />}
      {questioned && <p className="t-small v-question">{t('values.question.implausible')}</p>}
      <Actions blocked={busy || !complete} onConfirm={() => onConfirm(proposal, entry)} onLeaveOut={() => onLeaveOut(proposal, entry)} />
    </div>
  )
}
