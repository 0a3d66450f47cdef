// The rules of ours that criteria rest on: which of them decided this reading, and the switch that changes each one that can be changed.
import { Switch } from '@mantine/core'
import type { AppliedConvention } from '#shared/domain/response/conventions.ts'
import type { Lesions } from '../../data/lesions.ts'
import { useT } from '../../i18n/useT.ts'
import { StatusIcon } from '../../ui/StatusIcon.tsx'

const SETTINGS = [
  ['nodesAreOneOrgan', 'C1'],
  ['holdPartialResponse', 'C2'],
] as const

export function Conventions({ lesions, applied }: { lesions: Lesions; applied: readonly AppliedConvention[] }) {
  const t = useT()
  const { choices } = lesions.record
  return (
    <section className="rs-rules" aria-label={t('response.rules')}>
      <h3 className="t-heading">{t('response.rules')}</h3>
      <p className="t-small t-2">{t(applied.length > 0 ? 'response.rulesApplied' : 'response.rulesNone')}</p>
      {applied.map(({ rule }) => (
        <p key={rule} className="t-small rs-line">
          <StatusIcon status="note" />
          <span>{t(`response.conventions.${rule === 'C2' && choices.holdPartialResponse ? 'C2held' : rule === 'C1' && !choices.nodesAreOneOrgan ? 'C1apart' : rule}`)}</span>
        </p>
      ))}
      {SETTINGS.map(([setting, rule]) => (
        <Switch
          key={setting}
          label={t(`response.settings.${setting}`)}
          description={applied.some((one) => one.rule === rule) ? t('response.settingDecides') : undefined}
          disabled={lesions.readOnly}
          checked={choices[setting]}
          onChange={(event) => lesions.choose(setting, event.currentTarget.checked)}
        />
      ))}
    </section>
  )
}
