// Imports that were stopped and files that were received and not taken in: offered once after the profile is opened, until someone decides.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Unfinished } from '#shared/contract/workstation/bundles.contract.ts'
import { client } from '../../data/client.ts'
import { queryClient } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { follow, useUploads } from './uploads.ts'

const KEY = ['imports', 'unfinished']

export function UnfinishedStrip() {
  const t = useT()
  const { data } = useQuery({ queryKey: KEY, queryFn: () => client.bundles.unfinished() })
  const busy = useUploads((s) => s.copying !== null)
  const [error, setError] = useState<unknown>(null)
  const [upload] = data?.uploads ?? []
  const [stopped] = data?.imports ?? []
  if (busy || (!upload && !stopped)) return null
  const act = (what: () => Promise<unknown>) => () => {
    setError(null)
    what().then(() => queryClient.invalidateQueries({ queryKey: KEY }), setError)
  }
  return (
    <div className="import-dock" role="status">
      <div className="import-dock-words">
        {stopped ? <StoppedWords stopped={stopped} /> : upload && <UploadWords upload={upload} />}
        {error !== null && <ErrorState error={error} />}
      </div>
      {stopped && (
        <>
          <Button variant="filled" onClick={act(async () => follow(await client.bundles.resume({ importId: stopped.importId })))}>
            {t('import.unfinished.goOn')}
          </Button>
          <Button onClick={act(() => client.bundles.abandon({ importId: stopped.importId }))}>{t('import.unfinished.giveUp')}</Button>
        </>
      )}
      {!stopped && upload && (
        <>
          <Button variant="filled" onClick={act(async () => follow(await takeIn(upload)))}>
            {t('import.unfinished.takeIn')}
          </Button>
          <Button onClick={act(() => client.bundles.discardUpload({ uploadId: upload.uploadId }))}>{t('import.unfinished.giveUp')}</Button>
        </>
      )}
    </div>
  )
}

type Upload = Unfinished['uploads'][number]

const takeIn = ({ uploadId, name, caseId }: Upload) => client.bundles.import({ source: { kind: 'upload', uploadId, name }, caseId })

function StoppedWords({ stopped }: { stopped: Unfinished['imports'][number] }) {
  const t = useT()
  const format = useFormat()
  return (
    <>
      <strong className="t-clip">{t('import.unfinished.stopped', { name: stopped.name })}</strong>
      <span className="t-2 t-number">{t('import.unfinished.safe', { count: stopped.items, bytes: format.bytes(stopped.bytes) })}</span>
    </>
  )
}

function UploadWords({ upload }: { upload: Upload }) {
  const t = useT()
  const format = useFormat()
  return (
    <>
      <strong className="t-clip">{t('import.unfinished.received', { name: upload.name })}</strong>
      <span className="t-2 t-number">
        {t('import.files', { done: format.number(upload.files), total: format.number(upload.totalFiles) })} · {format.bytes(upload.bytes)}
      </span>
    </>
  )
}
