// The server's rules: lease, lock, broken glass, retention. A new version takes effect at every device's next contact.
import { Button, NumberInput, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { ServerPolicy } from '#shared/contract/service/administration.contract.ts'
import { regionsAreDistinct } from '#shared/domain/retention.ts'
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
  const isRight = parsed.success && regionsAreDistinct(shown)
  async function save(event: FormEvent) {
    event.preventDefault()
    if (parsed.success && isRight && (await run(() => client.administration.putPolicy(parsed.data)))) setDraft(null)
  }
  return (
    <form className="admin-form" onSubmit={(event) => void save(event)} aria-label={t('administration.subject.rules')}>
      <p className="t-small t-3 admin-wide">{at ? t('administration.version', { version, at: format.instant(at) }) : t('administration.versionZero')}</p>
      {NUMBERS.map((name) => (
        <NumberInput key={name} label={t(`administration.rule.${name}`)} value={shown[name]} allowDecimal={false} onChange={(value) => setDraft({ ...shown, [name]: Number(value) })} />
      ))}
      <TextInput label={t('administration.rule.region')} value={shown.region} onChange={(event) => setDraft({ ...shown, region: event.currentTarget.value })} />
      <RegionRules rules={shown.regions} onChange={(regions) => setDraft({ ...shown, regions })} />
      <Button type="submit" loading={busy} disabled={!draft || !isRight}>
        {t('administration.putInForce')}
      </Button>
      {draft && !isRight && <p className="t-small t-warn admin-wide">{t('administration.ruleLimits')}</p>}
      {error !== null && (
        <div className="admin-wide">
          <ErrorState error={error} />
        </div>
      )}
    </form>
  )
}

interface RegionRulesProps {
  rules: ServerPolicy['regions']
  onChange: (rules: ServerPolicy['regions']) => void
}

/** Other regions whose law asks for other years, with what they rest on. */
function RegionRules({ rules, onChange }: RegionRulesProps) {
  const t = useT()
  const change = (at: number, part: Partial<ServerPolicy['regions'][number]>) => onChange(rules.map((rule, i) => (i === at ? { ...rule, ...part } : rule)))
  return (
    <fieldset className="admin-wide admin-regions">
      <legend className="t-label">{t('administration.regions')}</legend>
      <p className="t-small t-3">{t('administration.regionsWords')}</p>
      {rules.map((rule, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row being typed has no identity but its place
        <div key={at} className="admin-region">
          <TextInput size="xs" label={t('administration.rule.region')} value={rule.region} onChange={(event) => change(at, { region: event.currentTarget.value })} />
          <NumberInput size="xs" label={t('administration.years')} allowDecimal={false} value={rule.years} onChange={(value) => change(at, { years: Number(value) })} />
          <TextInput size="xs" label={t('administration.basis')} value={rule.basis} onChange={(event) => change(at, { basis: event.currentTarget.value })} />
          <Button size="xs" variant="subtle" aria-label={`${t('administration.leaveOut')}: ${rule.region}`} onClick={() => onChange(rules.filter((_, i) => i !== at))}>
            {t('administration.leaveOut')}
          </Button>
        </div>
      ))}
      <div>
        <Button size="xs" variant="subtle" onClick={() => onChange([...rules, { region: '', years: 5, basis: '' }])}>
          {t('administration.addRegion')}
        </Button>
      </div>
    </fieldset>
  )
}
