// A reading of lesions inside the report's text: the table as it was put there, whether it still says what its reader says now, and the way to bring it up to date.
import { Button, Checkbox } from '@mantine/core'
import { useCallback, useMemo } from 'react'
import type { ImagingStudy } from '#shared/domain/imagingStudy.ts'
import type { Proof } from '#shared/domain/report.ts'
import { type ReportedLesions, reportedLesions } from '#shared/domain/reportedLesions.ts'
import { CHART_KINDS, type ChartKind } from '#shared/domain/reportChart.ts'
import type { Language } from '#shared/domain/reviewCase.ts'
import { useStudies } from '../../data/queries.ts'
import { useResponse } from '../../data/response.ts'
import type { BlockAtom } from '../../editor/blockAtom.tsx'
import { useT } from '../../i18n/useT.ts'
import { ProofChip } from '../../ui/ProofChip.tsx'
import { StatusIcon } from '../../ui/StatusIcon.tsx'
import { ReportedChart } from './ReportedChart.tsx'

interface LesionReadingProps {
  block: BlockAtom<ReportedLesions>
  caseId: string
  /** Of the report. */
  language: Language
  writable: boolean
  onOpenProof(proof: Proof): void
}

export function LesionReading({ block, caseId, language, writable, onOpenProof }: LesionReadingProps) {
  const t = useT()
  const { value: table } = block
  return (
    <figure className="r-lesions" aria-label={table?.title ?? t('report.lesions.unreadable')}>
      {table ? <Table table={table} onOpenProof={onOpenProof} /> : <p className="r-lesions-state">{t('report.lesions.unreadable')}</p>}
      {table?.charts?.map((chart) => <ReportedChart key={chart.kind} chart={chart} language={language} />)}
      {writable && (
        <div className="r-lesions-state">
          {table && <Freshness table={table} caseId={caseId} language={language} onReplace={block.replace} />}
          <Button size="compact-sm" variant="subtle" onClick={block.remove}>
            {t('report.lesions.remove')}
          </Button>
        </div>
      )}
    </figure>
  )
}

function Table({ table: { title, dates, rows, foot }, onOpenProof }: { table: ReportedLesions; onOpenProof(proof: Proof): void }) {
  const t = useT()
  return (
    <div className="r-lesions-scroll">
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t('report.lesions.lesion')}</th>
            {dates.map((date) => (
              <th key={date} scope="col">{date}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, cells }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {cells.map(({ text, proof }, n) => (
                <td key={dates[n]}>{proof ? <ProofChip kind={proof.kind} place={text} onOpen={() => onOpenProof(proof)} /> : text}</td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          {foot.map(({ name, cells }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {cells.map((text, n) => (
                <td key={dates[n]}>{text}</td>
              ))}
            </tr>
          ))}
        </tfoot>
      </table>
    </div>
  )
}

const noStudies: readonly ImagingStudy[] = []

/** Compares with the reading as it is now. Nothing changes in a report by itself: a person takes the new values over. */
function Freshness({ table, caseId, language, onReplace }: { table: ReportedLesions; caseId: string; language: Language; onReplace(next: ReportedLesions): void }) {
  const t = useT()
  const studies = useStudies(caseId).data
  const { lesions, measurements, table: lines, result, criteria } = useResponse(caseId, studies ?? noStudies, table.reader)
  const name = lesions.record.lesions.find(({ author }) => author === table.reader)?.authorName
  const made = useCallback(
    (kinds: readonly ChartKind[]) => (name === undefined ? null : reportedLesions(lines, result, criteria, { id: table.reader, name }, language, kinds)),
    [lines, result, criteria, table.reader, name, language],
  )
  const kinds = useMemo(() => (table.charts ?? []).map(({ kind }) => kind).filter((kind) => kind !== 'trend'), [table])
  const now = useMemo(() => made(kinds), [made, kinds])
  if (!studies || !lesions.ready || !measurements.ready) return <span className="t-small t-3">{t('report.lesions.comparing')}</span>
  if (now && JSON.stringify(now) === JSON.stringify(table)) {
    return (
      <>
        <span className="r-lesions-line t-small t-2">
          <StatusIcon status="ok" /> {t('report.lesions.current')}
        </span>
        {lines.dates.length > 1 && (
          <fieldset className="r-lesions-line">
            <legend className="visually-hidden">{t('report.lesions.charts')}</legend>
            {CHART_KINDS.map((kind) => (
              <Checkbox
                key={kind}
                label={t(`response.chart.${kind}`)}
                checked={kinds.includes(kind)}
                onChange={(event) => {
                  const next = made(event.currentTarget.checked ? [...kinds, kind] : kinds.filter((one) => one !== kind))
                  if (next) onReplace(next)
                }}
              />
            ))}
          </fieldset>
        )}
      </>
    )
  }
  return (
    <>
      <span className="r-lesions-line t-small t-warn" role="status">
        <StatusIcon status="warn" /> {t(now ? 'report.lesions.changed' : 'report.lesions.gone')}
      </span>
      {now && (
        <Button size="compact-sm" variant="filled" onClick={() => onReplace(now)}>
          {t('report.lesions.update')}
        </Button>
      )}
    </>
  )
}
