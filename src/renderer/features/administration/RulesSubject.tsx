// The server's rules: lease, lock, broken glass, retention. A new version takes effect at every device's next contact.
import { Button, NumberInput, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { ServerPolicy } from '#shared/contract/service/administration.contract.ts'
import { client } from '../../data/client.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { useOfficeChange, useOfficeList } from './useOffice.ts'

const NUMBERS = ['leaseDays', 'autoLockMinutes', 'breakGlassHours', 'retentionYears'] as const

export function RulesSubject() {
  const t = useT()
  const format = useFormat()
  const rules = useOfficeList('policy', () => client.administration.policy())
  const { busy, error, run } = useOfficeChange()
  const [draft, setDraft] = useState<ServerPolicy | null>(null)
  if (rules.error) return <ErrorState error={rules.error} onRetry={() => void rules.refetch()} />
  if (!rules.data) return <LoadingLine />
  const { version, policy, at } = rules.data
  const shown = draft ?? policy
  const parsed = ServerPolicy.safeParse(shown)
  async function save(event: FormEvent) {
    event.preventDefault()
    if (parsed.success && (await run(() => client.administration.putPolicy(parsed.data)))) setDraft(null)
  }
  return (
    <form className="admin-form" onSubmit={(event) => void save(event)} aria-label={t('administration.subject.rules')}>
      <p className="t-small t-3 admin-wide">{at ? t('administration.version', { version, at: format.instant(at) }) : t('administration.versionZero')}</p>
      {NUMBERS.map((name) => (
        <NumberInput key={name} label={t(`administration.rule.${name}`)} value={shown[name]} allowDecimal={false} onChange={(value) => setDraft({ ...shown, [name]: Number(value) })} />
      ))}
      <TextInput label={t('administration.rule.region')} value={shown.region} onChange={(event) => setDraft({ ...shown, region: event.currentTarget.value })} />
      <Button type="submit" loading={busy} disabled={!draft || !parsed.success}>
        {t('administration.putInForce')}
      </Button>
      {draft && !parsed.success && <p className="t-small t-warn admin-wide">{t('administration.ruleLimits')}</p>}
      {error !== null && (
        <div className="admin-wide">
          <ErrorState error={error} />
        </div>
      )}
    </form>
  )
}
