// Lesions and response: one reader's table of lesions by date, what follows from it, and the facts of the chosen cell.
import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { RESPONSE_CRITERIA, type TrackedLesion } from '#shared/domain/lesion.ts'
import type { ImagingStudy } from '#shared/domain/imagingStudy.ts'
import { type ResponseTable, whyNot } from '#shared/domain/responseTable.ts'
import { casePlace, usePlace } from '../../app/place.ts'
import { useCase, useStudies } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { severalDatesWords } from '../../i18n/studyWords.ts'
import { useT } from '../../i18n/useT.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { RedoIcon, UndoIcon } from '../../ui/icons.ts'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { PanelHeader } from '../../ui/PanelHeader.tsx'
import { StatusIcon } from '../../ui/StatusIcon.tsx'
import { ToolButton } from '../../ui/ToolButton.tsx'
import { LesionForm, type LesionFields } from '../../viewers/marks/LesionForm.tsx'
import { freeLesionLabel } from '../../viewers/marks/lesionLabels.ts'
import { Assessments } from './Assessments.tsx'
import { CellPanel } from './CellPanel.tsx'
import { Charts } from './Charts.tsx'
import { Conventions } from './Conventions.tsx'
import { IntoReport } from './IntoReport.tsx'
import { LesionTable, type CellPlace } from './LesionTable.tsx'
import { OtherCriteria } from './OtherCriteria.tsx'
import { ResponseSummary } from './ResponseSummary.tsx'
import { useResponse, type Response } from '../../data/response.ts'
import './response.css'

export function ResponseRoom({ caseId }: { caseId: string }) {
  const studies = useStudies(caseId)
  if (studies.isError) return <ErrorState error={studies.error} onRetry={() => void studies.refetch()} />
  if (!studies.data) return <LoadingLine />
  return <OpenRoom key={caseId} caseId={caseId} studies={studies.data} />
}

function OpenRoom({ caseId, studies }: { caseId: string; studies: readonly ImagingStudy[] }) {
  const t = useT()
  const [reader, setReader] = useState<string | null>(null)
  const [cell, setCell] = useState<CellPlace | null>(null)
  const [form, setForm] = useState<'new' | string | null>(null)
  const response = useResponse(caseId, studies, reader)
  const { lesions, table } = response
  const readers = [...new Map(lesions.record.lesions.map(({ author, authorName }) => [author as string, authorName])).entries()]
  const isOwn = (reader ?? lesions.me) === lesions.me
  const row = cell && table.rows.find(({ lesion }) => lesion.id === cell.lesionId)
  const chosen = row?.cells.find(({ date }) => date === cell?.date)
  const edited = form && form !== 'new' ? (table.rows.find(({ lesion }) => lesion.id === form)?.lesion ?? null) : null
  const { criteria } = lesions.record.choices
  const isRecist = criteria === 'recist11' || criteria === 'irecist'

  if (!lesions.ready) return <LoadingLine what={t('response.waiting')} />
  return (
    <div className="rs-room">
      <section className="rs-main" aria-label={t('response.room')} data-region tabIndex={-1}>
        <div className="rs-bar-top">
          <Select
            aria-label={t('response.criteria')}
            allowDeselect={false}
            disabled={lesions.readOnly}
            data={RESPONSE_CRITERIA.map((value) => ({ value, label: t(`response.criteriaNames.${value}`) }))}
            value={criteria}
            onChange={(value) => {
              const next = RESPONSE_CRITERIA.find((one) => one === value)
              if (next) lesions.choose('criteria', next)
            }}
          />
          {(readers.length > 1 || (readers.length === 1 && readers[0]?.[0] !== lesions.me)) && (
            <Select
              aria-label={t('response.reader')}
              allowDeselect={false}
              data={[...new Map([[lesions.me, t('response.mine')], ...readers.filter(([id]) => id !== lesions.me)]).entries()].map(([value, label]) => ({ value, label }))}
              value={reader ?? lesions.me}
              onChange={setReader}
            />
          )}
          <span className="c-spacer" />
          <ToolButton label={t('response.undo')} icon={UndoIcon} disabled={lesions.readOnly} reason={t('response.readOnly')} onClick={lesions.undo} />
          <ToolButton label={t('response.redo')} icon={RedoIcon} disabled={lesions.readOnly} reason={t('response.readOnly')} onClick={lesions.redo} />
          {isRecist && isOwn && table.rows.length > 0 && <IntoReport caseId={caseId} response={response} />}
          <Button disabled={lesions.readOnly || !isOwn} onClick={() => setForm('new')}>
            {t('response.add')}
          </Button>
        </div>
        <DoubtfulDates table={table} />
        <CriteriaWarning caseId={caseId} criteria={criteria} />
        {lesions.record.unreadable > 0 && <p className="t-small t-warn">{t('response.unreadable', { count: lesions.record.unreadable })}</p>}
        {criteria === 'lugano' || criteria === 'percist' || criteria === 'rano2010' ? (
          <OtherCriteria response={response} criteria={criteria} />
        ) : table.rows.length === 0 ? (
          <EmptyState sentence={t('response.empty')}>
            <Button variant="filled" onClick={() => usePlace.getState().go(casePlace(caseId, 'imaging'))}>
              {t('response.toImages')}
            </Button>
          </EmptyState>
        ) : (
          <>
            <LesionTable table={table} result={response.result} selected={cell} onSelect={setCell} onLesion={setForm} />
            <Charts response={response} />
            <details className="rs-scroll rs-more">
              <summary className="t-small">{t('response.assessment')}</summary>
              <Assessments criteria={criteria} dates={table.dates} lesions={lesions} />
            </details>
          </>
        )}
      </section>
      <aside className="rs-side" aria-label={t('response.title')} data-region tabIndex={-1}>
        <PanelHeader title={t('response.title')} note={t(`response.criteriaNames.${criteria}`)} />
        <div className="rs-side-body">
          {form && (
            <LesionForm
              key={form}
              lesion={edited}
              labelFor={(role) => freeLesionLabel(table.rows.map(({ lesion }) => lesion), role)}
              onKeep={(fields) => {
                const refused = keepLesion(response, edited, fields, t)
                if (refused === null) setForm(null)
                return refused
              }}
              onCancel={() => setForm(null)}
            />
          )}
          {edited && isOwn && !lesions.readOnly && (
            <Button
              variant="subtle"
              onClick={() => {
                lesions.remove(edited.id)
                setForm(null)
              }}
            >
              {t('response.remove', { name: edited.label })}
            </Button>
          )}
          {isRecist && <ResponseSummary response={response} />}
          {row && chosen && <CellPanel key={`${row.lesion.id}/${chosen.date}`} caseId={caseId} row={row} cell={chosen} lesions={lesions} studies={studies} measurements={response.measurements.measurements} />}
          {!row && table.rows.length > 0 && <p className="t-small t-2">{t('response.chooseCell')}</p>}
          {isRecist && table.rows.length > 0 && <Conventions lesions={lesions} applied={response.conventions} />}
        </div>
      </aside>
    </div>
  )
}

/** @returns the sentence why it may not be, or null when it was kept */
function keepLesion({ lesions, table, sliceThicknessOf }: Response, edited: TrackedLesion | null, fields: LesionFields, t: ReturnType<typeof useT>): string | null {
  const lesion = edited ? { ...edited, ...fields } : lesions.make(fields)
  if (!lesion) return t('response.readOnly')
  const cells = table.rows.find((row) => row.lesion.id === lesion.id)?.cells ?? []
  const refusal = whyNot(table, { lesion, cells }, lesions.record, sliceThicknessOf)
  if (refusal) return t(`response.refusal.${refusal.code as 'tooManyTargets'}`)
  lesions.save(lesion)
  return null
}

/** Criteria that do not belong to the disease are allowed and said. */
function CriteriaWarning({ caseId, criteria }: { caseId: string; criteria: TrackedLesion['role'] | string }) {
  const t = useT()
  const condition = useCase(caseId).data?.reviewCase.condition ?? ''
  const fitting = /lymphom|linfom/i.test(condition) ? 'lugano' : /gliom|glioblast|astrocitom|astrocytom/i.test(condition) ? 'rano2010' : null
  const mismatch = fitting ? criteria !== fitting && !(fitting === 'lugano' && criteria === 'percist') : criteria === 'lugano' || criteria === 'rano2010'
  if (!mismatch) return null
  return (
    <p className="rs-line t-small t-warn" role="status">
      <StatusIcon status="warn" />
      <span>{t(fitting ? 'response.mismatchUsual' : 'response.mismatch', { criteria: t(`response.criteriaNames.${fitting ?? 'recist11'}`) })}</span>
    </p>
  )
}

/** Marks on studies whose date is not known stand in no column; nothing is put under a date that nobody has stated. */
function DoubtfulDates({ table }: { table: ResponseTable }) {
  const t = useT()
  const format = useFormat()
  return table.doubtful.map(({ study, lesions }) => (
    <p key={study.StudyInstanceUID} className="rs-line t-small t-warn" role="status">
      <StatusIcon status="warn" />
      <span>
        {study.StudyDescription || t('import.quality.study')}: {study.studyDates?.length ? severalDatesWords({ studyDate: study.studyDate, studyDates: study.studyDates }, t, format) : t('imaging.studyUndated')}
        {study.studyDate === null && ` ${t('response.leftOut', { names: lesions.join(', ') })}`}
      </span>
    </p>
  ))
}
