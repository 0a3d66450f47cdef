// The act of sealing: two statements unticked, why it changed where it replaces one, one button. The hash is shown afterwards.
import { Button, Checkbox, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { OpinionDraft } from '#shared/contract/workstation/panel.contract.ts'
import { client } from '../../data/client.ts'
import { as } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SealedIcon } from '../../ui/icons.ts'
import { usePanelAction } from './usePanel.ts'

interface SealFormProps {
  caseId: string
  draft: OpinionDraft
  gaps: number
  /** It replaces a sealed or revealed opinion: the reason is asked for. */
  isChange: boolean
  /** SHA-256 that commits the opinion sealed before. */
  commitment: string | null
  onSealed?: () => void
}

export function SealForm({ caseId, draft, gaps, isChange, commitment, onSealed }: SealFormProps) {
  const t = useT()
  const action = usePanelAction(caseId)
  const [reviewed, setReviewed] = useState(false)
  const [independent, setIndependent] = useState(false)
  const [reason, setReason] = useState('')
  const missing = gaps > 0 ? 'gaps' : !reviewed || !independent ? 'statements' : isChange && reason.trim() === '' ? 'reason' : null
  async function seal() {
    const done = await action.run(() =>
      client.panel.seal({ caseId: as(caseId), draft, attestations: { personallyReviewed: true, independent: true }, changeReason: isChange ? reason.trim() : null }),
    )
    if (!done) return
    setReviewed(false)
    setIndependent(false)
    setReason('')
    onSealed?.()
  }
  return (
    <form
      className="p-seal"
      onSubmit={(event) => {
        event.preventDefault()
        if (!missing) void seal()
      }}
    >
      {isChange && <Textarea label={t('panel.changeReason')} autosize minRows={1} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />}
      <Checkbox label={t('panel.reviewed')} checked={reviewed} onChange={(event) => setReviewed(event.currentTarget.checked)} />
      <Checkbox label={t('panel.independent')} checked={independent} onChange={(event) => setIndependent(event.currentTarget.checked)} />
      {action.error !== null && <ErrorState error={action.error} />}
      <div className="p-actions">
        <Button type="submit" variant="filled" loading={action.busy} disabled={missing !== null} leftSection={<SealedIcon size={18} aria-hidden />}>
          {t(isChange ? 'panel.sealAgain' : 'panel.seal')}
        </Button>
        {missing && <span className="t-small t-2">{t(`panel.missing.${missing}`, { count: gaps })}</span>}
      </div>
      {commitment && (
        <p className="t-small t-2">
          {t('panel.hash')} <code className="p-hash">{commitment}</code>
        </p>
      )}
    </form>
  )
}
