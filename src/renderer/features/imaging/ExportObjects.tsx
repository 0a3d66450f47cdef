// One's own measurements and key images as DICOM files: a structured report and a key object selection per study, a presentation state per key image.
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ExportedObject, ImagingStudy } from '#shared/domain/imagingStudy.ts'
import { client } from '../../data/client.ts'
import { downloadUrl } from '../../data/content.ts'
import { as } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { ExportIcon } from '../../ui/icons.ts'
import { SendObjects } from './SendObjects.tsx'

export function ExportObjects({ caseId, studies }: { caseId: string; studies: readonly ImagingStudy[] }) {
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
  const dateOf = (uid: string) => {
    const date = studies.find(({ StudyInstanceUID }) => StudyInstanceUID === uid)?.studyDate
    return date ? format.date(date) : t('imaging.studyUndated')
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
          <SendObjects key={made.map(({ sha256 }) => sha256).join()} caseId={caseId} objects={made} onEnded={() => void make()} />
          <ul>
            {made.map(({ kind, label, StudyInstanceUID, SOPInstanceUID, sha256, bytes, kept }, n) => (
              <li key={SOPInstanceUID}>
                <a className="c-link" href={downloadUrl(sha256)} download={`${kind}-${n + 1}.dcm`}>
                  {t(`imaging.export.kind.${kind}`)}
                  {label && `: ${label}`}
                </a>
                <span className="t-micro t-3">{[dateOf(StudyInstanceUID), format.bytes(bytes)].join(' · ')}</span>
                {kept && <span className="t-micro t-3">{t('imaging.export.kept', { name: kept.archive, when: format.instant(kept.at) })}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
