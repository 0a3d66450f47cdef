// The options side by side, one column each: what a patient and a physician compare. Read only; it is made from the rows below it.
import { optionsTable } from '#shared/domain/liveTables.ts'
import type { TemplateList } from '#shared/domain/report.ts'
import type { RowContent } from '#shared/domain/reportContent.ts'
import { useT } from '../../i18n/useT.ts'

export function OptionsTable({ list, rows }: { list: TemplateList; rows: readonly RowContent[] }) {
  const t = useT()
  if (rows.length < 2) return null
  const { keys, rows: [[, ...names] = [], ...lines] } = optionsTable(list, rows, t.language)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by key
    <section className="r-options" aria-label={t('report.options.compare')} tabIndex={0}>
      <table>
        <caption className="visually-hidden">{t('report.options.compare')}</caption>
        <thead>
          <tr>
            <td />
            {rows.map((row, n) => (
              <th key={row.id} scope="col">
                {names[n]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(([label, ...cells], n) => (
            <tr key={keys[n]}>
              <th scope="row" className="t-3">
                {label}
              </th>
              {rows.map((row, i) => (
                <td key={row.id} data-key={keys[n]}>
                  {cells[i] || <span className="t-3">{t('report.options.nothing')}</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
