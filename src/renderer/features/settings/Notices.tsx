// The licences of what the product carries of other people, read only when somebody asks for them.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../data/client.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingLine } from '../../ui/LoadingLine.tsx'

export function Notices() {
  const t = useT()
  const [open, setOpen] = useState(false)
  const notices = useQuery({ queryKey: ['notices'], queryFn: () => client.workspace.notices(), enabled: open, staleTime: Number.POSITIVE_INFINITY })
  return (
    <>
      <div className="settings-row">
        <span>{t('settings.notices')}</span>
        <span className="settings-value">
          <Button aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? 'settings.hideNotices' : 'settings.showNotices')}
          </Button>
        </span>
      </div>
      {open &&
        (notices.data ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by key
          <section aria-label={t('settings.notices')} tabIndex={0} className="settings-notices" lang="en">
            <code>{notices.data.text}</code>
          </section>
        ) : notices.error ? (
          <ErrorState error={notices.error} onRetry={() => void notices.refetch()} />
        ) : (
          <LoadingLine />
        ))}
    </>
  )
}
