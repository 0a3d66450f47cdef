// One minute before the lock: says so, and that everything is saved. Any key or movement withdraws it.
import { useT } from '../../i18n/useT.ts'
import { Banner } from '../../ui/Banner.tsx'

export function IdleWarning({ seconds }: { seconds: number }) {
  const t = useT()
  return (
    <Banner status="locked" tone="warn" live="assertive">
      <strong>{t('shell.idle.title', { seconds })}</strong> {t('shell.idle.words')}
    </Banner>
  )
}
