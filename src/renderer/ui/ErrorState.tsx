// A failed thing in its own place: what happened, what is safe, what to do, and the code to copy. Never a bare message.
import { Button } from '@mantine/core'
import { codeOf, dataOf } from '#shared/contract/failure.ts'
import { useT } from '../i18n/useT.ts'
import { CopyButton } from './CopyButton.tsx'
import { StatusIcon } from './StatusIcon.tsx'

interface ErrorStateProps {
  error: unknown
  onRetry?: () => void
}

export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const t = useT()
  const code = codeOf(error)
  const incident = dataOf(error).incident ?? dataOf(error).code ?? dataOf(error).reason
  const shown = incident === undefined ? code : `${code} ${incident}`
  return (
    <div className="c-error" role="alert">
      <StatusIcon status="bad" size={18} />
      <div className="c-error-words">
        <strong>{t(`errors.${code}.happened`)}</strong>
        <span className="t-2">{t(`errors.${code}.safe`)}</span>
        <span className="t-2">{t(`errors.${code}.todo`)}</span>
        <div className="c-error-foot">
          {onRetry && <Button onClick={onRetry}>{t('common.tryAgain')}</Button>}
          <code className="t-3">{t('common.errorCode', { code: shown })}</code>
          <CopyButton text={shown} label={t('common.copyCode')} />
        </div>
      </div>
    </div>
  )
}
