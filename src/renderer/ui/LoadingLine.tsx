// Waiting made visible without haste: nothing for 400 ms, then a line, after 4 s a way to cancel.
import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useT } from '../i18n/useT.ts'
import { StatusIcon } from './StatusIcon.tsx'

const SHOW_MS = 400
const CANCEL_MS = 4000

export function LoadingLine({ what, onCancel }: { what?: string; onCancel?: () => void }) {
  const t = useT()
  const [phase, setPhase] = useState<'hidden' | 'shown' | 'long'>('hidden')
  useEffect(() => {
    const show = setTimeout(() => setPhase('shown'), SHOW_MS)
    const long = setTimeout(() => setPhase('long'), CANCEL_MS)
    return () => {
      clearTimeout(show)
      clearTimeout(long)
    }
  }, [])
  return (
    <div className="c-loading" role="status">
      {phase !== 'hidden' && (
        <>
          <StatusIcon status="inProgress" />
          {what ?? t('common.loading')}
          {phase === 'long' && onCancel && (
            <Button variant="subtle" onClick={onCancel}>
              {t('common.cancel')}
            </Button>
          )}
        </>
      )}
    </div>
  )
}
