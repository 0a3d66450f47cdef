// The identities under which released objects had come: kept for ever, shown to whoever opens the case.
import type { Alias } from '#shared/contract/workstation/quarantine.contract.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'

export function AliasTrail({ aliases }: { aliases: readonly Alias[] }) {
  const t = useT()
  const format = useFormat()
  return (
    <section className="quarantine-trail" aria-label={t('quarantine.trail')}>
      <h2 className="t-heading">{t('quarantine.trail')}</h2>
      <table>
        <thead>
          <tr>
            {(['item', 'identity', 'reason', 'who'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`quarantine.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {aliases.map((alias) => (
            <tr key={`${alias.at}-${alias.itemName}`}>
              <td>{alias.itemName}</td>
              <td className="private">{statedWords(alias, format.date) || t('common.notStated')}</td>
              <td>{alias.reason}</td>
              <td>
                {t(alias.confirmedHow === 'secondPerson' ? 'quarantine.trailWords' : 'quarantine.trailAgain', {
                  releasedBy: alias.releasedBy,
                  confirmedBy: alias.confirmedBy,
                  at: format.instant(alias.at),
                })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function statedWords({ identity }: Alias, date: (text: string) => string): string {
  const { familyName, givenName, birthDate, identifier } = identity
  return [[familyName, givenName].filter(Boolean).join(', '), birthDate ? date(birthDate) : '', identifier ?? ''].filter(Boolean).join(' · ')
}
