// Settings of one person at one workstation: language, look, text size; where the data lies; what the product is for.
import './settings.css'
import { Button, SegmentedControl, Select } from '@mantine/core'
import type { ReactNode } from 'react'
import { runCommand } from '../../app/commands.ts'
import { savePreferences } from '../../data/preferences.ts'
import { useHost, usePreferences, useProfile } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LockedIcon } from '../../ui/icons.ts'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { CertificateSettings } from './CertificateSettings.tsx'
import { LicenceNumber } from './LicenceNumber.tsx'
import { LicenceSettings } from './LicenceSettings.tsx'
import { Notices } from './Notices.tsx'
import { PassphraseSettings } from './PassphraseSettings.tsx'

const SCALES = [0.9, 1, 1.1, 1.2, 1.3]

export function SettingsView() {
  const t = useT()
  const format = useFormat()
  const preferences = usePreferences()
  const profile = useProfile().data
  const host = useHost().data
  if (preferences.error && !preferences.data)
    return (
      <div className="c-empty">
        <ErrorState error={preferences.error} onRetry={() => void preferences.refetch()} />
      </div>
    )
  if (!preferences.data) return <LoadingLine />
  const { theme, textScale } = preferences.data
  return (
    <div className="settings" data-region tabIndex={-1}>
      <h1 className="t-display">{t('settings.title')}</h1>

      <Subject title={t('settings.look')}>
        <Row label={t('settings.language')}>
          <SegmentedControl
            aria-label={t('settings.language')}
            value={t.language}
            data={[
              { value: 'en', label: t('language.en') },
              { value: 'es', label: t('language.es') },
            ]}
            onChange={(language) => void savePreferences({ language: language === 'es' ? 'es' : 'en' })}
          />
        </Row>
        <Row label={t('settings.theme')} note={t('settings.themeNote')}>
          <SegmentedControl
            aria-label={t('settings.theme')}
            value={theme}
            data={(['dark', 'light', 'system'] as const).map((value) => ({ value, label: t(`settings.themes.${value}`) }))}
            onChange={(value) => void savePreferences({ theme: value === 'light' || value === 'system' ? value : 'dark' })}
          />
        </Row>
        <Row label={t('settings.textSize')}>
          <Select
            aria-label={t('settings.textSize')}
            value={String(textScale)}
            data={SCALES.map((scale) => ({ value: String(scale), label: format.percent(scale * 100) }))}
            onChange={(value) => value && void savePreferences({ textScale: Number(value) })}
          />
        </Row>
        <Row label={t('settings.keys')}>
          <Button onClick={() => runCommand('shell.keys')}>{t('settings.showKeys')}</Button>
        </Row>
      </Subject>

      <Subject title={t('settings.you')}>
        {profile?.me && (
          <>
            <Row label={t('settings.name')}>{profile.me.name}</Row>
            <Row label={t('settings.role')}>{t(`role.${profile.me.role}`)}</Row>
            <LicenceNumber licence={profile.me.licence} />
          </>
        )}
        <LicenceSettings />
        <PassphraseSettings />
        <CertificateSettings />
        <Row label={t('settings.lockNote')}>
          <Button leftSection={<LockedIcon size={16} />} onClick={() => runCommand('shell.lock')}>
            {t('shell.user.lock')}
          </Button>
        </Row>
      </Subject>

      <Subject title={t('settings.data')}>
        <Row label={t('settings.directory')} note={t('settings.directoryNote')}>
          <code>{profile?.dataDirectory}</code>
          {profile && <CopyButton text={profile.dataDirectory} label={t('common.copy')} />}
        </Row>
        <p className="t-2">{t('settings.protection')}</p>
        <p className="t-2">{t('settings.verify')}</p>
        <p>
          <code>npm run -s consilium -- verify</code>
        </p>
      </Subject>

      <Subject title={t('settings.about')}>
        {host && <Row label={t('settings.version')}>{`${t('common.appName')} ${host.version} · ${host.host} · ${host.platform}`}</Row>}
        <Notices />
        <p>{t('settings.purpose')}</p>
        <p className="t-2">{t('settings.limits')}</p>
        <p className="t-2">{t('settings.fonts')}</p>
      </Subject>
    </div>
  )
}

function Subject({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="settings-subject" aria-label={title}>
      <h2 className="t-heading">{title}</h2>
      {children}
    </section>
  )
}

function Row({ label, note, children }: { label: string; note?: string; children: ReactNode }) {
  return (
    <div className="settings-row">
      <span>
        {label}
        {note && <span className="t-small t-3 settings-note">{note}</span>}
      </span>
      <span className="settings-value">{children}</span>
    </div>
  )
}
