// The facts of one cell: what was measured and every earlier value, what a person says of it, what the outside report says and how far that is away.
import { Button, Checkbox, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Measurement } from '#shared/domain/annotation.ts'
import type { ImagingStudy } from '#shared/domain/imagingStudy.ts'
import { LESION_STATES, STATES_OF_ROLE } from '#shared/domain/lesion.ts'
import type { Proof } from '#shared/domain/report.ts'
import { discrepancy, type LesionCell, type LesionRow } from '#shared/domain/responseTable.ts'
import { useEvidence } from '../../app/evidence.ts'
import { casePlace, usePlace, type Target } from '../../app/place.ts'
import type { Lesions } from '../../data/lesions.ts'
import { useMeasuredAnew } from '../../data/useMeasuredAnew.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ProofChip } from '../../ui/ProofChip.tsx'
import { StatusIcon } from '../../ui/StatusIcon.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { OldScale } from '../../viewers/marks/OldScale.tsx'
import { useOutsideProofs } from './useOutsideProofs.ts'

interface CellPanelProps {
  caseId: string
  row: LesionRow
  cell: LesionCell
  lesions: Lesions
  studies: readonly ImagingStudy[]
  measurements: readonly Measurement[]
}

export function CellPanel({ caseId, row: { lesion }, cell, lesions, studies, measurements }: CellPanelProps) {
  const t = useT()
  const format = useFormat()
  const { measurement, finding } = cell
  const anew = useMeasuredAnew(caseId, studies, measurement, measurements)
  /** iRECIST asks of lesions that are not measured whether they have grown. */
  const isWatched = lesions.record.choices.criteria === 'irecist' && (lesion.role === 'nonTarget' || (lesion.role === 'new' && lesion.newKind === 'nonTarget'))
  const states = STATES_OF_ROLE[lesion.role].map((value) => ({ value, label: t(`response.states.${value}`) }))
  return (
    <section className="rs-cellpanel" aria-label={t('response.cellOf', { name: lesion.label, date: format.date(cell.date) })}>
      <h3 className="t-heading">{t('response.cellOf', { name: lesion.label, date: format.date(cell.date) })}</h3>
      {measurement ? (
        <>
          <p>
            <ProofChip
              kind="measurement"
              place={`${measurement.label} ${cell.diameterMm === null ? '' : format.quantity(cell.diameterMm, 'mm', 1)}`}
              onOpen={() => open(caseId, 'imaging', { anchor: measurement.anchor, annotationId: measurement.id })}
            />
          </p>
          <Button
            onClick={() => {
              const label = `${measurement.label} ${cell.diameterMm === null ? '' : format.quantity(cell.diameterMm, 'mm', 1)}`.trim()
              useEvidence.getState().offer({ annotationId: measurement.id, kind: 'measurement', label, anchor: measurement.anchor }, caseId)
              useToasts.getState().show({ words: t('response.used', { name: lesion.label }) })
            }}
          >
            {t('response.use')}
          </Button>
          {cell.diameterMm === null && <p className="t-small t-warn">{t(measurement.spacingSource === 'none' ? 'response.notCalibrated' : 'response.needsAxes')}</p>}
          {anew && <OldScale measurement={measurement} now={anew} onTake={null} />}
          {cell.others > 0 && <p className="t-small t-warn">{t('response.others', { count: cell.others })}</p>}
          <table className="rs-history">
            <caption className="t-micro t-3">{t('response.history')}</caption>
            <tbody>
              {[...measurement.earlier, measurement].map(({ values, changedAt, spacingSource }) => (
                <tr key={changedAt}>
                  <td>{format.instant(changedAt)}</td>
                  <td className="rs-number">{values.map((value) => format.decimal(value)).join(' × ')} {spacingSource === 'none' ? 'px' : 'mm'}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="t-micro t-3">{t(`imaging.source.${measurement.spacingSource}`)}</p>
        </>
      ) : (
        <p className="t-small t-2">{t('response.notMeasured')}</p>
      )}
      <Select
        label={t('response.state')}
        placeholder={t('response.notStated')}
        clearable
        disabled={lesions.readOnly}
        data={states}
        value={finding?.state ?? cell.state}
        onChange={(value) => lesions.setState(lesion.id, cell.date, LESION_STATES.find((state) => state === value) ?? null)}
      />
      {finding?.state === 'notEvaluable' && (
        <KeptText label={t('response.reason')} value={finding.reason} onKeep={(reason) => lesions.setState(lesion.id, cell.date, 'notEvaluable', { reason })} />
      )}
      {isWatched && cell.state !== null && (
        <Checkbox
          label={t('response.increasedSinceLast')}
          disabled={lesions.readOnly}
          checked={finding?.increasedSinceLast ?? false}
          onChange={(event) => cell.state && lesions.setState(lesion.id, cell.date, finding?.state ?? cell.state, { reason: finding?.reason ?? '', increasedSinceLast: event.currentTarget.checked })}
        />
      )}
      <Outside key={`${lesion.id}/${cell.date}`} caseId={caseId} cell={cell} lesionId={lesion.id} lesions={lesions} />
    </section>
  )
}

function Outside({ caseId, cell, lesionId, lesions }: { caseId: string; cell: LesionCell; lesionId: string; lesions: Lesions }) {
  const t = useT()
  const format = useFormat()
  const proofs = useOutsideProofs(caseId)
  const [text, setText] = useState(cell.outside ? format.decimal(cell.outside.diameterMm) : '')
  const [proofId, setProof] = useState<string | null>(cell.outside?.proof?.annotationId ?? null)
  const number = /^(\d{1,4})(?:[.,](\d{1,2}))?$/.exec(text.trim())
  const diameter = number ? `${number[1]}${number[2] ? `.${number[2]}` : ''}` : null
  // A passage whose mark is gone by now still proves what was kept with it.
  const kept = cell.outside?.proof && !proofs.some(({ annotationId }) => annotationId === cell.outside?.proof?.annotationId) ? [cell.outside.proof] : []
  const offered = [...kept, ...proofs]
  const chosen = offered.find(({ annotationId }) => annotationId === proofId) ?? null
  return (
    <fieldset className="rs-outside-form" disabled={lesions.readOnly}>
      <legend className="t-heading">{t('response.outsideReport')}</legend>
      <div className="rs-outside-pair">
        <TextInput label={t('response.outsideMm')} inputMode="decimal" value={text} onChange={(event) => setText(event.currentTarget.value)} error={text.trim() !== '' && !number ? t('response.outsideNumber') : undefined} />
        <Select
          label={t('response.outsideProof')}
          placeholder={t(offered.length > 0 ? 'response.outsideChoose' : 'response.outsideNone')}
          disabled={offered.length === 0}
          clearable
          data={offered.map((proof) => ({ value: proof.annotationId as string, label: proof.label }))}
          value={proofId}
          onChange={setProof}
        />
      </div>
      <Button disabled={text.trim() !== '' && !number} onClick={() => lesions.setOutside(lesionId, cell.date, diameter, chosen)}>
        {t('response.outsideKeep')}
      </Button>
      {cell.outside && <Difference caseId={caseId} cell={cell} />}
    </fieldset>
  )
}

function Difference({ caseId, cell: { outside, diameterMm } }: { caseId: string; cell: LesionCell }) {
  const t = useT()
  const format = useFormat()
  if (!outside) return null
  const found = diameterMm === null ? null : discrepancy(diameterMm, Number(outside.diameterMm))
  const { proof } = outside
  return (
    <>
      <dl className="rs-compare" data-grade={found?.grade ?? 'cannotJudge'}>
        <dt>{t('response.theirs')}</dt>
        <dd>
          {format.quantity(outside.diameterMm, 'mm')} {proof && <ProofChip kind="passage" place={proof.label} onOpen={() => openProof(caseId, proof)} />}
        </dd>
        <dt>{t('response.ours')}</dt>
        <dd>{diameterMm === null ? t('response.notMeasured') : format.quantity(diameterMm, 'mm', 1)}</dd>
        <dt>{t('response.difference')}</dt>
        <dd className="rs-line">
          <StatusIcon status={found === null ? 'cannotJudge' : found.grade === 'none' ? 'ok' : 'differs'} />
          <span>
            {found && `${found.differenceMm > 0 ? '+' : ''}${format.quantity(found.differenceMm, 'mm', 1)}: `}
            {t(`response.grade.${found?.grade ?? 'cannotJudge'}`)}
          </span>
        </dd>
      </dl>
      {!proof && <p className="t-small t-warn">{t('response.outsideWithoutProof')}</p>}
    </>
  )
}

function KeptText({ label, value, onKeep }: { label: string; value: string; onKeep(text: string): void }) {
  const [text, setText] = useState(value)
  return <TextInput label={label} maxLength={200} value={text} onChange={(event) => setText(event.currentTarget.value)} onBlur={() => text !== value && onKeep(text)} />
}

function open(caseId: string, tab: 'imaging' | 'documents', target: Target) {
  const { anchor } = target
  usePlace.getState().go(casePlace(caseId, tab, { open: anchor.kind === 'passage' ? anchor.documentId : anchor.SeriesInstanceUID, target }), 'jump')
}

function openProof(caseId: string, { anchor, annotationId }: Proof) {
  open(caseId, anchor.kind === 'passage' ? 'documents' : 'imaging', { anchor, annotationId })
}
