// The whole response per date under the lesions: sums, changes, each part of the judgement, and the judgement itself.
import { type ResponseResult, type ResponseTable, unstatedNew } from '#shared/domain/responseTable.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { percentWords } from './percentWords.ts'
import { entryAt, nadirBefore, percentFromBaseline } from './results.ts'

interface ResponseFootProps {
  result: ResponseResult | null
  table: ResponseTable
  /** The table has a last column for outside values. */
  hasOutside: boolean
}

export function ResponseFoot({ result, table: { dates, rows: lesions }, hasOutside }: ResponseFootProps) {
  const t = useT()
  const format = useFormat()
  const mm = (value: number | null | undefined) => (value === null || value === undefined ? '' : format.quantity(value, 'mm', 1))
  const fromNadir = (date: string) => {
    const [nadir, sum] = [nadirBefore(result, date), entryAt(result, date)?.sumMm ?? null]
    return nadir && sum !== null ? ((sum - nadir) / nadir) * 100 : null
  }
  const at = (date: string) => entryAt(result, date)
  const newSums = dates.map((date) => newSumAt(at(date)))
  /** None only where none is left open. */
  const newWords = (date: string) => {
    const found = at(date)?.newLesions ?? 'none'
    return found === 'none' && unstatedNew(lesions, date).length > 0 ? t('response.notStated') : t(`response.newFound.${found}`)
  }
  const rows: { word: string; cells: readonly string[]; strong?: boolean }[] = [
    { word: t('response.sum'), cells: dates.map((date) => mm(at(date)?.sumMm)), strong: true },
    ...(newSums.some((sum) => sum !== null) ? [{ word: t('response.newSum'), cells: newSums.map(mm) }] : []),
    { word: t('response.vsBaseline'), cells: dates.map((date) => percentWords(percentFromBaseline(result, date), format)) },
    { word: t('response.vsNadir'), cells: dates.map((date) => percentWords(fromNadir(date), format)) },
    { word: t('response.targets'), cells: dates.map((date) => at(date)?.targetResponse ?? '') },
    { word: t('response.nonTargets'), cells: dates.map((date) => at(date)?.nonTargetResponse ?? '') },
    { word: t('response.newLesions'), cells: dates.map((date, n) => (n === 0 || !at(date) ? '' : newWords(date))) },
    { word: t('response.overall'), cells: dates.map((date, n) => (n === 0 ? t('response.baseline') : (at(date)?.overallResponse ?? ''))), strong: true },
  ]
  const isCompared = dates.length > 1
  return (
    <tfoot>
      {rows.filter(({ strong, cells }) => strong || isCompared || cells.some((text) => text !== '')).map(({ word, cells, strong }) => (
        <tr key={word} data-strong={strong ?? false}>
          <th scope="row">{word}</th>
          <td className="rs-fold" />
          <td className="rs-fold" />
          {cells.map((text, n) => (
            <td key={dates[n]} className="rs-number">{text}</td>
          ))}
          {isCompared && <td />}
          {hasOutside && <td />}
        </tr>
      ))}
    </tfoot>
  )
}

/** iRECIST sums new lesions apart. */
function newSumAt(entry: ReturnType<typeof entryAt>): number | null {
  return entry && 'newTargetSumMm' in entry ? entry.newTargetSumMm : null
}
