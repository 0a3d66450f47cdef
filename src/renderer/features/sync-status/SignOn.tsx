// Signing in at the organisation instead of typing a code: in the system's browser, or with a short code on another device. Waits until the person is done.
import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import { codeOf } from '#shared/contract/failure.ts'
import { client } from '../../data/client.ts'
import { queryClient } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingLine } from '../../ui/LoadingLine.tsx'

type Way = 'browser' | 'device'

export function SignOn({ serverUrl, disabled }: { serverUrl: string; disabled: boolean }) {
  const t = useT()
  const [shown, setShown] = useState<{ way: Way; address: string; userCode: string | null } | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const isCancelled = useRef(false)

  async function begin(way: Way) {
    isCancelled.current = false
    setBusy(true)
    setError(null)
    try {
      setShown({ way, ...(await client.sync.beginSignOn({ serverUrl, way })) })
      queryClient.setQueryData(['sync', 'status'], await client.sync.finishSignOn())
    } catch (failure) {
      if (!(isCancelled.current && codeOf(failure) === 'SIGN_ON_FAILED')) setError(failure)
    } finally {
      setBusy(false)
      setShown(null)
    }
  }
  async function cancel() {
    isCancelled.current = true
    await client.sync.cancelSignOn()
  }
  return (
    <section className="sync-form" aria-label={t('sync.signOn.title')}>
      <h2 className="t-heading">{t('sync.signOn.title')}</h2>
      <p className="t-small t-3">{t('sync.signOn.words')}</p>
      {shown ? (
        <div className="attention" role="status">
          <p>{t(shown.way === 'browser' ? 'sync.signOn.inBrowser' : 'sync.signOn.onDevice')}</p>
          {shown.userCode && <p className="sync-code">{shown.userCode}</p>}
          <p className="t-small t-2 sync-address">{shown.address}</p>
          <LoadingLine />
          <div>
            <Button variant="subtle" onClick={() => void cancel()}>
              {t('common.cancel')}
            </Button>
          </div>
        </div>
      ) : (
        <div className="attention-actions">
          <Button loading={busy} disabled={disabled} onClick={() => void begin('browser')}>
            {t('sync.signOn.browser')}
          </Button>
          <Button variant="subtle" disabled={disabled || busy} onClick={() => void begin('device')}>
            {t('sync.signOn.device')}
          </Button>
        </div>
      )}
      {error !== null && <ErrorState error={error} />}
    </section>
  )
}
