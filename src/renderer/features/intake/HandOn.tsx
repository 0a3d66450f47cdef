// Hands the case on as one sealed file: every original, what was found in it, and what the applicant asked. None of our own work.
import { Button } from '@mantine/core'
import { useState } from 'react'
import { client } from '../../data/client.ts'
import { saveExport } from '../../data/saveFile.ts'
import { as } from '../../data/queries.ts'
import { useAct } from '../../data/useAct.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { ExportIcon } from '../../ui/icons.ts'

export function HandOn({ caseId }: { caseId: string }) {
  const t = useT()
  const format = useFormat()
  const [made, setMade] = useState<{ name: string; bytes: number; files: number } | null>(null)
  const { busy, error, run } = useAct(caseId)
  async function handOn() {
    const ready = await client.bundles.exportCase({ caseId: as(caseId) })
    saveExport(ready.exportId, ready.name)
    setMade(ready)
  }
  return (
    <section className="intake-part" aria-label={t('intake.handOn.title')}>
      <h2 className="t-heading">{t('intake.handOn.title')}</h2>
      <p className="t-small t-2">{t('intake.handOn.words')}</p>
      <Button leftSection={<ExportIcon size={15} />} loading={busy} onClick={() => void run(handOn)}>
        {t('intake.handOn.make')}
      </Button>
      <p className="t-small t-3" role="status">
        {made && t('intake.handOn.made', { name: made.name, count: made.files, size: format.bytes(made.bytes) })}
      </p>
      {error !== null && <ErrorState error={error} />}
    </section>
  )
}
