// Frame of the views before a profile is open: mark, one column, language and data folder at the foot.
import './firstStart.css'
import { SegmentedControl } from '@mantine/core'
import type { ReactNode } from 'react'
import { useLanguage, useT } from '../../i18n/useT.ts'
import { Mark } from '../../ui/Mark.tsx'

export function GateFrame({ title, foot, children }: { title: string; foot?: string; children: ReactNode }) {
  const t = useT()
  const { language, change } = useLanguage()
  return (
    <div className="gate">
      <main className="gate-column" lang={language}>
        <div className="gate-mark">
          <Mark size={34} />
          <h1 className="t-display">{title}</h1>
        </div>
        {children}
      </main>
      <footer className="gate-foot">
        <span>{foot}</span>
        <SegmentedControl
          aria-label={t('settings.language')}
          size="xs"
          value={language}
          data={[
            { value: 'en', label: t('language.en') },
            { value: 'es', label: t('language.es') },
          ]}
          onChange={(value) => change(value === 'es' ? 'es' : 'en')}
        />
      </footer>
    </div>
  )
}
