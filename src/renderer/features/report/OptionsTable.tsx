// The options side by side, one column each: what a patient and a physician compare. Read only; it is made from the rows below it.
import type { TemplateList } from '#shared/domain/report.ts'
import type { RowContent } from '#shared/domain/reportContent.ts'
import { displayFieldValue } from '#shared/domain/reportFields.ts'
import { useT } from '../../i18n/useT.ts'

const COMPARED = ['standing', 'intent', 'benefit', 'risks', 'worstGrade', 'recovery', 'qualityOfLife', 'reversibility', 'evidenceLevel', 'evidenceGrade'] as const

export function OptionsTable({ list, rows }: { list: TemplateList; rows: readonly RowContent[] }) {
  const t = useT()
  const fields = COMPARED.flatMap((key) => list.fields.filter((field) => field.key === key && rows.some((row) => row.fields[key])))
  const words = (row: RowContent, key: string) => {
    const field = list.fields.find((one) => one.key === key)
    const value = row.fields[key]?.value
    return field && value ? displayFieldValue(field, value, t.language) : ''
  }
  if (rows.length < 2) return null
  return (
    <section className="r-options" aria-label={t('report.options.compare')}>
      <table>
        <caption className="visually-hidden">{t('report.options.compare')}</caption>
        <thead>
          <tr>
            <td />
            {rows.map((row) => (
              <th key={row.id} scope="col">
                {words(row, 'name')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field.key}>
              <th scope="row" className="t-3">
                {field.label[t.language]}
              </th>
              {rows.map((row) => (
                <td key={row.id} data-key={field.key}>
                  {words(row, field.key) || <span className="t-3">{t('report.options.nothing')}</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
