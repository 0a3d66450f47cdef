// One quantity through time: the line and, beside it, the same values as a table with what was written, what it is in one unit, and its proof.
import { SegmentedControl } from '@mantine/core'
import { useEffect, useMemo, useRef } from 'react'
import type { LabValue } from '#shared/domain/labValue.ts'
import { drawnValue, type Quantity, shownNumber } from '#shared/domain/labTrend.ts'
import type { Command } from '../../app/commands.ts'
import { MarkUses } from '../../app/case/MarkUses.tsx'
import { useRegister } from '../../app/useRegister.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ProofChip } from '../../ui/ProofChip.tsx'
import { DeleteIcon, LinkProofIcon } from '../../ui/icons.ts'
import { ToolButton } from '../../ui/ToolButton.tsx'
import { useDocuments } from '../../data/queries.ts'
import { TrendChart } from './TrendChart.tsx'

interface QuantityViewProps {
  caseId: string
  quantities: readonly Quantity[]
  quantity: Quantity | null
  readOnly: boolean
  onChoose(key: string): void
  onSource(anchor: LabValue['anchor']): void
  onTakeBack(id: string): void
  /** @param words of the value for a chip */
  onCite(value: LabValue, words: string): void
  /** The mark that a value became when it was cited; null = it never was. */
  markOf(value: LabValue): string | null
}

export function QuantityView({ caseId, quantities, quantity, readOnly, onChoose, onSource, onTakeBack, onCite, markOf }: QuantityViewProps) {
  const t = useT()
  const format = useFormat()
  const documents = useDocuments(caseId).data ?? []
  const nameOf = (one: Quantity) => (one.analyte ? t(`values.analyte.${one.analyte}`) : one.name)
  const newestFirst = quantity ? [...quantity.values].reverse() : []
  const cite = (value: LabValue) => quantity && onCite(value, `${nameOf(quantity)} ${value.valueText} ${value.unit}, ${format.date(value.takenOn)}`)
  useCiteKey(!readOnly && newestFirst.length > 0, (id) => {
    const value = newestFirst.find((one) => one.id === id) ?? newestFirst[0]
    if (value) cite(value)
  })
  if (!quantity)
    return (
      <section className="v-view" aria-label={t('values.confirmed')} data-region tabIndex={-1}>
        <p className="t-2 v-note">{t('values.noneConfirmed')}</p>
      </section>
    )
  return (
    <section className="v-view" aria-label={t('values.confirmed')} data-region data-viewer="values" tabIndex={-1}>
      <SegmentedControl className="v-choice" aria-label={t('values.quantity')} value={quantity.key} onChange={onChoose} data={quantities.map((one) => ({ value: one.key, label: `${nameOf(one)} ${one.values.length}` }))} />
      <h2 className="t-title">
        {nameOf(quantity)} <span className="t-2">{quantity.unit}</span>
      </h2>
      <TrendChart quantity={quantity} name={nameOf(quantity)} />
      <table className="v-table">
        <thead>
          <tr>
            <th scope="col">{t('values.column.date')}</th>
            <th scope="col" className="v-right">
              {t('values.column.value', { unit: quantity.unit })}
            </th>
            <th scope="col" className="v-right">
              {t('values.column.written')}
            </th>
            <th scope="col">{t('values.column.range')}</th>
            <th scope="col">{t('values.column.proof')}</th>
            <th scope="col">{t('values.column.by')}</th>
            {!readOnly && <th scope="col" aria-label={t('values.takeBack')} />}
          </tr>
        </thead>
        <tbody>
          {newestFirst.map((value) => {
            const converted = drawnValue(value, quantity.unit)
            const document = documents.find(({ sha256 }) => sha256 === value.anchor.sha256)
            return (
              <tr key={value.id} data-value={value.id}>
                <td>{format.date(value.takenOn)}</td>
                <td className="v-right t-number v-value">{converted === null ? t('values.notConverted') : format.decimal(shownNumber(converted))}</td>
                <td className="v-right t-number">
                  {value.valueText} {value.unit}
                </td>
                <td className="t-number">{value.rangeText || t('common.notStated')}</td>
                <td>
                  <ProofChip kind="passage" place={t('documents.proofLabel', { name: document?.name ?? t('values.unknownFile'), page: value.anchor.page })} broken={document ? null : t('documents.unknownTarget')} onOpen={() => onSource(value.anchor)} />
                </td>
                <td className="t-small t-2">{value.decidedByName}</td>
                {!readOnly && (
                  <td>
                    <ToolButton label={t('values.cite', { date: format.date(value.takenOn) })} keys="L" icon={LinkProofIcon} onClick={() => cite(value)} />
                    <ToolButton label={t('values.takeBack')} icon={DeleteIcon} onClick={() => onTakeBack(value.id)} />
                  </td>
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
      {newestFirst.map((value) => {
        const annotationId = markOf(value)
        return annotationId === null ? null : (
          <div key={value.id} className="v-uses">
            <p className="t-small t-2">{t('values.usesOf', { value: `${value.valueText} ${value.unit}`, date: format.date(value.takenOn) })}</p>
            <MarkUses caseId={caseId} annotationId={annotationId} />
          </div>
        )
      })}
    </section>
  )
}

/** One key makes a proof of the value whose row has the focus. @param cite null: no row has it */
function useCiteKey(enabled: boolean, cite: (id: string | null) => void): void {
  const latest = useRef(cite)
  useEffect(() => {
    latest.current = cite
  })
  const commands = useMemo<Command[]>(() => [{ id: 'values.useAsProof', keys: 'l', scope: 'viewer', enabled, run: () => latest.current(document.activeElement?.closest<HTMLElement>('[data-value]')?.dataset.value ?? null) }], [enabled])
  useRegister(commands)
}
