// The demo clinic: one click makes a profile with three invented cases; progress is shown, then the passphrase that signing asks for.
import { Button } from '@mantine/core'
import { client } from '../../data/client.ts'
import { useJob } from '../../data/jobs.ts'
import { queryClient } from '../../data/queries.ts'
import { useRun } from '../../data/useRun.ts'
import { useFormat } from '../../i18n/format.ts'
import { useLanguage, useT } from '../../i18n/useT.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { keepLanguage } from './keepLanguage.ts'

export function DemoClinic({ onStarted }: { onStarted: (started: { jobId: string; passphrase: string }) => void }) {
  const t = useT()
  const { busy, error, run } = useRun()
  async function start() {
    await run(async () => {
      onStarted(await client.demo.open())
    })
  }
  return (
    <div className="gate-demo">
      <Button size="lg" loading={busy} onClick={() => void start()}>
        {t('firstStart.demo.open')}
      </Button>
      <p className="t-small t-3">{t('firstStart.demo.words')}</p>
      {error !== null && <ErrorState error={error} />}
    </div>
  )
}

export function DemoProgress({ jobId, passphrase }: { jobId: string; passphrase: string }) {
  const t = useT()
  const format = useFormat()
  const { language } = useLanguage()
  const { progress, error } = useJob(jobId)
  const done = progress?.state === 'done'
  const failed = error ?? (progress && (progress.state === 'failed' || progress.state === 'cancelled') ? { code: progress.error ?? 'INTERNAL' } : null)
  const part = progress?.totalItems ? progress.doneItems / progress.totalItems : done ? 1 : null
  async function enter() {
    await keepLanguage(language)
    await queryClient.invalidateQueries({ queryKey: ['profile'] })
  }
  return (
    <>
      <p className="t-2">{t('firstStart.demo.making')}</p>
      <ProgressBar part={done ? 1 : part} label={t('firstStart.demo.title')} moving />
      <p className="t-small t-3 t-number" role="status">
        {done ? t('firstStart.demo.ready') : progress ? [progress.totalItems === null ? '' : t('import.items', { done: format.number(progress.doneItems), total: format.number(progress.totalItems) }), progress.current].filter(Boolean).join(' · ') : t('common.loading')}
      </p>
      {failed !== null && <ErrorState error={failed} onRetry={() => void enter()} />}
      <section>
        <p className="t-2">{t('firstStart.demo.passphrase')}</p>
        <p className="recovery-code">{passphrase}</p>
        <CopyButton text={passphrase} label={t('common.copy')} withWords />
      </section>
      <Button variant="filled" size="lg" disabled={!done} onClick={() => void enter()}>
        {t('firstStart.demo.enter')}
      </Button>
    </>
  )
}
