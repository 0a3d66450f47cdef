// How often an opinion changes something and how long it takes, over all signed cases of this profile: bars with the same numbers as a table.
import { useT } from '../../i18n/useT.ts'
import { useStatistics } from './useDelivery.ts'

export function Statistics() {
  const t = useT()
  const found = useStatistics().data
  if (!found) return null
  const share = (part: number, of: number) => (of === 0 ? 0 : Math.round((part / of) * 100))
  return (
    <section className="y-card" aria-label={t('delivery.statistics.title')}>
      <h2 className="t-heading">{t('delivery.statistics.title')}</h2>
      {found.signed === 0 ? (
        <p className="t-small t-2">{t('delivery.statistics.none')}</p>
      ) : (
        <>
          <p className="t-2">{t('delivery.statistics.changed', { changed: found.withChange, signed: found.signed, share: share(found.withChange, found.signed) })}</p>
          {found.medianDays !== null && <p className="t-2">{t('delivery.statistics.days', { days: found.medianDays, from: found.turnaroundDays[0] ?? 0, to: found.turnaroundDays.at(-1) ?? 0 })}</p>}
          <table className="y-table">
            <caption className="t-small t-3">{t('delivery.statistics.axes')}</caption>
            <tbody>
              {found.axes.map(({ axis, label, judged, changed }) => (
                <tr key={axis}>
                  <th scope="row">{label[t.language]}</th>
                  <td>
                    <span className="y-bar" aria-hidden>
                      <span style={{ width: `${share(changed, judged)}%` }} />
                    </span>
                  </td>
                  <td className="t-number">{`${changed} / ${judged}`}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {found.outcomes.length > 0 && <p className="t-small t-2">{found.outcomes.map(({ value, count }) => `${t(`delivery.follow.outcome.${value}`)} ${count}`).join(' · ')}</p>}
        </>
      )}
    </section>
  )
}
