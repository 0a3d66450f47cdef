// All lesions by date, with the sum and the response under them. A cell is a button: arrows walk, Enter opens its facts beside.
import type { KeyboardEvent } from 'react'
import { countedMm } from '#shared/domain/responseCharts.ts'
import type { LesionCell, ResponseResult, ResponseTable } from '#shared/domain/responseTable.ts'
import { discrepancy, isNode, isNotYet } from '#shared/domain/responseTable.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { percentWords } from './percentWords.ts'
import { ResponseFoot } from './ResponseFoot.tsx'

export interface CellPlace {
  lesionId: string
  date: string
}

interface LesionTableProps {
  table: ResponseTable
  result: ResponseResult | null
  selected: CellPlace | null
  onSelect(place: CellPlace): void
  onLesion(lesionId: string): void
}

/** Beside so many dates organ and axis stand under the lesion where the table is narrow. */
const MANY_DATES = 4

const STEPS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }

export function LesionTable({ table, result, selected, onSelect, onLesion }: LesionTableProps) {
  const t = useT()
  const format = useFormat()
  const { dates, rows } = table
  const isCompared = dates.length > 1
  const hasOutside = rows.some((row) => row.cells.some(({ outside }) => outside))

  function walk(event: KeyboardEvent, row: number, column: number) {
    const step = STEPS[event.key]
    if (!step) return
    event.preventDefault()
    const next = document.getElementById(cellId(row + step[0], column + step[1]))
    next?.focus()
  }
  return (
    <div className="rs-scroll">
      <table className="rs-table" data-many={dates.length > MANY_DATES}>
        <thead>
          <tr>
            <th scope="col">{t('response.lesion')}</th>
            <th scope="col" className="rs-fold">{t('response.organ')}</th>
            <th scope="col" className="rs-fold">{t('response.axis')}</th>
            {dates.map((date, n) => (
              <th key={date} scope="col" className="rs-number">
                <DateHead date={format.date(date)} />
                {n === 0 && <span className="t-micro t-3 rs-role">{t('response.baseline')}</span>}
              </th>
            ))}
            {isCompared && <th scope="col" className="rs-number">{t('response.vsBaseline')}</th>}
            {hasOutside && <th scope="col" className="rs-number">{t('response.outside')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ lesion, cells }, r) => (
            <tr key={lesion.id}>
              <th scope="row">
                <button type="button" className="c-link rs-name" onClick={() => onLesion(lesion.id)} aria-label={t('response.editLesion', { name: lesion.label })}>
                  {lesion.label}
                </button>{' '}
                <span>{lesion.site}</span>
                <span className="t-micro t-3 rs-role">{t(`response.roles.${lesion.role}`)}</span>
                <span className="t-micro t-3 rs-folded">{`${t(`response.organs.${lesion.organ}`)}, ${t(isNode(lesion) ? 'response.shortAxis' : 'response.longAxis')}`}</span>
              </th>
              <td className="rs-fold">{t(`response.organs.${lesion.organ}`)}</td>
              <td className="rs-fold t-2">{t(isNode(lesion) ? 'response.shortAxis' : 'response.longAxis')}</td>
              {cells.map((cell, c) => (
                <td key={cell.date} className="rs-number">
                  <button
                    id={cellId(r, c)}
                    type="button"
                    className="rs-cell"
                    data-last={c === dates.length - 1}
                    aria-pressed={selected?.lesionId === lesion.id && selected.date === cell.date}
                    aria-label={`${lesion.label}, ${format.date(cell.date)}: ${wordsOf(cell, isNotYet(cells, c, lesion), t, format)}`}
                    onClick={() => onSelect({ lesionId: lesion.id, date: cell.date })}
                    onKeyDown={(event) => walk(event, r, c)}
                  >
                    {wordsOf(cell, isNotYet(cells, c, lesion), t, format)}
                  </button>
                </td>
              ))}
              {isCompared && <td className="rs-number t-2">{changeOf(cells, format)}</td>}
              {hasOutside && <td className="rs-number">{outsideOf(cells, format)}</td>}
            </tr>
          ))}
        </tbody>
        <ResponseFoot result={result} table={table} hasOutside={hasOutside} />
      </table>
    </div>
  )
}

/** Day and year may stand under each other: six dates then fit beside each other in a small window. */
function DateHead({ date }: { date: string }) {
  const at = date.lastIndexOf(NBSP)
  if (at < 0) return date
  return (
    <>
      {date.slice(0, at + 1)}
      <span className="rs-year">{date.slice(at + 1)}</span>
    </>
  )
}

const NBSP = '\u00a0'
const cellId = (row: number, column: number) => `response-cell-${row}-${column}`

type T = ReturnType<typeof useT>
type Format = ReturnType<typeof useFormat>

function wordsOf({ state, diameterMm }: LesionCell, notYet: boolean, t: T, format: Format): string {
  if (diameterMm !== null && (state === 'measured' || state === 'present')) return format.number(diameterMm, 1)
  if (state === null) return t(notYet ? 'response.notYet' : 'response.notStated')
  return diameterMm !== null && state !== 'absent' ? `${format.number(diameterMm, 1)} ${t(`response.states.${state}`)}` : t(`response.states.${state}`)
}

function changeOf(cells: readonly LesionCell[], format: Format): string {
  const [first, last] = [cells[0] && countedMm(cells[0]), cells.length > 1 && cells.at(-1) ? countedMm(cells.at(-1) as LesionCell) : null]
  return first && last !== null ? percentWords(((last - first) / first) * 100, format) : ''
}

function outsideOf(cells: readonly LesionCell[], format: Format) {
  const stated = cells.findLast(({ outside }) => outside)
  if (!stated?.outside) return null
  const grade = stated.diameterMm === null ? 'none' : discrepancy(stated.diameterMm, Number(stated.outside.diameterMm)).grade
  return <span className={grade === 'none' ? 't-2' : 't-warn'}>{format.decimal(stated.outside.diameterMm)}</span>
}
