// Earlier opinions side by side, one column each, every value with its proof. Read only; it is made from the rows below it.
import { rowKey } from '#shared/casedoc/layout.ts'
import { opinionPoints } from '#shared/domain/earlierOpinions.ts'
import type { Proof, TemplateList } from '#shared/domain/report.ts'
import type { RowContent } from '#shared/domain/reportContent.ts'
import { useT } from '../../i18n/useT.ts'
import { FieldProofs } from './FieldProofs.tsx'

interface EarlierOpinionsProps {
  list: TemplateList
  rows: readonly RowContent[]
  proofs: Readonly<Record<string, readonly Proof[]>>
}

export function EarlierOpinions({ list, rows, proofs }: EarlierOpinionsProps) {
  const t = useT()
  if (rows.length < 2) return null
  const points = opinionPoints(list, rows, t.language)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by key
    <section className="r-options" aria-label={t('report.earlier.compare')} tabIndex={0}>
      <table>
        <caption className="visually-hidden">{t('report.earlier.compare')}</caption>
        <tbody>
          {points.map(({ field, label, said }) => (
            <tr key={field} data-key={field}>
              <th scope="row" className="t-3">
                {label}
              </th>
              {rows.map((row, i) => (
                <td key={row.id}>
                  {said[i] || <span className="t-3">{t('common.notStated')}</span>}
                  <FieldProofs proofs={proofs[rowKey(list.key, row.id, field)] ?? []} name={label} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
