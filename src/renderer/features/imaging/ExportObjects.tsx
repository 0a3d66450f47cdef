// One's own measurements and key images as DICOM files: a structured report and a key object selection per study, a presentation state per key image.
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ExportedObject } from '#shared/domain/imagingStudy.ts'
import { client } from '../../data/client.ts'
import { downloadUrl } from '../../data/content.ts'
import { as } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { ExportIcon } from '../../ui/icons.ts'
import { SendObjects } from './SendObjects.tsx'

export function ExportObjects({ caseId }: { caseId: string }) {
  const t = useT()
  const format = useFormat()
  const [busy, setBusy] = useState(false)
  const [made, setMade] = useState<readonly ExportedObject[] | null>(null)
  const [error, setError] = useState<unknown>(null)
  async function make() {
    setBusy(true)
    setError(null)
    try {
      setMade(await client.imaging.exportObjects({ caseId: as(caseId) }))
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="i-export" aria-label={t('imaging.export.title')}>
      <Button leftSection={<ExportIcon size={15} aria-hidden />} loading={busy} onClick={() => void make()}>
        {t('imaging.export.make')}
      </Button>
      {error !== null && <ErrorState error={error} onRetry={() => void make()} />}
      {made?.length === 0 && <p className="t-small t-2">{t('imaging.export.nothing')}</p>}
      {made && made.length > 0 && (
        <>
          <p className="t-micro t-3">{t('imaging.export.note')}</p>
          <ul>
            {made.map(({ kind, SOPInstanceUID, sha256, bytes }, n) => (
              <li key={SOPInstanceUID}>
                <a className="c-link" href={downloadUrl(sha256)} download={`${kind}-${n + 1}.dcm`}>
                  {t(`imaging.export.kind.${kind}`)}
                </a>{' '}
                <span className="t-micro t-3">{format.bytes(bytes)}</span>
              </li>
            ))}
          </ul>
          <SendObjects key={made[0]?.sha256} caseId={caseId} objects={made} />
        </>
      )}
    </section>
  )
}
