// Emergency access: who opened a case of others, why, and what whoever reviews it says.
import { Button } from '@mantine/core'
import { client } from '../../data/client.ts'
import { useProfile } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { OfficeTable } from './OfficeTable.tsx'
import { useOfficeChange, useOfficeList } from './useOffice.ts'

export function GlassSubject() {
  const t = useT()
  const format = useFormat()
  const me = useProfile().data?.me?.id
  const list = useOfficeList('glass', () => client.administration.breakGlasses())
  const { busy, error, run } = useOfficeChange()
  return (
    <>
      {error !== null && <ErrorState error={error} />}
      <OfficeTable
        label={t('administration.subject.glass')}
        columns={[t('administration.when'), t('administration.name'), t('administration.case'), t('administration.reason'), t('administration.until'), t('administration.verdict')]}
        list={list}
        empty={t('administration.noGlass')}
        row={(glass) => (
          <tr key={glass.id}>
            <td className="t-number">{format.instant(glass.at)}</td>
            <td>
              {glass.person.name} <span className="t-3">{t(`role.${glass.person.role}`)}</span>
            </td>
            <td className="t-number">{glass.caseNumber}</td>
            <td>{glass.reason}</td>
            <td className="t-2 t-number">{format.instant(glass.until)}</td>
            <td>
              {glass.verdict ? (
                <StatusBadge status={glass.verdict === 'justified' ? 'ok' : 'warn'}>
                  {t(`administration.verdicts.${glass.verdict}`)} <span className="t-3">{glass.reviewer}</span>
                </StatusBadge>
              ) : glass.person.id === me ? (
                <StatusBadge status="waiting">{t('administration.notOwn')}</StatusBadge>
              ) : (
                <span className="admin-actions">
                  {(['justified', 'notJustified'] as const).map((verdict) => (
                    <Button key={verdict} size="xs" variant="subtle" disabled={busy} aria-label={`${t(`administration.verdicts.${verdict}`)}: ${glass.person.name}`} onClick={() => void run(() => client.administration.reviewBreakGlass({ id: glass.id, verdict }))}>
                      {t(`administration.verdicts.${verdict}`)}
                    </Button>
                  ))}
                </span>
              )}
            </td>
          </tr>
        )}
      />
    </>
  )
}
