// The recovery code, shown once: print or copy it, confirm, go on. Without it a forgotten passphrase cannot be helped.
import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import { queryClient } from '../../data/queries.ts'
import { useLanguage, useT } from '../../i18n/useT.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { PrintIcon } from '../../ui/icons.ts'
import { keepLanguage } from './keepLanguage.ts'

export function RecoveryCode({ code, name }: { code: string; name: string }) {
  const t = useT()
  const { language } = useLanguage()
  const [kept, setKept] = useState(false)
  const [busy, setBusy] = useState(false)
  async function enter() {
    setBusy(true)
    await keepLanguage(language)
    await queryClient.invalidateQueries({ queryKey: ['profile'] })
  }
  return (
    <>
      <p className="t-2">{t('firstStart.recovery.words')}</p>
      <p className="print-only">{t('firstStart.recovery.sheet', { name })}</p>
      <p className="recovery-code" data-testid="recovery-code">
        {code}
      </p>
      <div className="gate-actions">
        <Button leftSection={<PrintIcon size={16} />} onClick={() => window.print()}>
          {t('common.print')}
        </Button>
        <CopyButton text={code} label={t('common.copy')} withWords />
      </div>
      <Checkbox label={t('firstStart.recovery.kept')} checked={kept} onChange={(event) => setKept(event.currentTarget.checked)} />
      <Button variant="filled" size="lg" disabled={!kept} loading={busy} onClick={() => void enter()}>
        {t('firstStart.recovery.enter')}
      </Button>
      {!kept && <p className="t-small t-3">{t('firstStart.recovery.why')}</p>}
    </>
  )
}
