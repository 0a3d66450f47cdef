// Above a document of pictures: that find cannot reach it and how to change that, the work under way, or how sure the recognised words are.
import { Button } from '@mantine/core'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { Banner } from '../../ui/Banner.tsx'
import { RecogniseIcon } from '../../ui/icons.ts'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import type { RecognitionState } from './useRecognition.ts'

export function RecognitionNotice({ state }: { state: RecognitionState }) {
  const t = useT()
  const format = useFormat()
  const { running, pages, confidence, progress, failed } = state
  if (running) {
    const total = progress?.totalItems ?? null
    const done = progress?.doneItems ?? 0
    return (
      <Banner status="inProgress">
        <span>{total === null ? t('documents.recognise.starting') : t('documents.recognise.running', { done, total })}</span>
        <span className="d-recognise-bar">
          <ProgressBar label={t('documents.recognise.progress')} part={total ? done / total : null} moving />
        </span>
        <Button size="compact-xs" onClick={state.cancel}>
          {t('common.cancel')}
        </Button>
      </Banner>
    )
  }
  if (pages > 0) return <Banner>{t('documents.recognise.done', { percent: format.percent(confidence) })}</Banner>
  return (
    <Banner {...(failed ? { status: 'warn' as const, tone: 'warn' as const } : {})}>
      <span>{failed ? t('documents.recognise.failed', { code: failed }) : t('documents.viewer.noText')}</span>
      <Button size="compact-xs" leftSection={<RecogniseIcon size={14} aria-hidden />} onClick={state.start}>
        {t('documents.recognise.start')}
      </Button>
    </Banner>
  )
}
