// The steps of the status machine that are open to this person now; a step that closes a case asks for its reason first.
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type CaseDecision, COMMANDS_WITH_REASON } from '#shared/domain/caseStatus.ts'
import type { CaseStage } from '#shared/domain/reviewCase.ts'
import { client } from '../../data/client.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LetterButtons } from './LetterButtons.tsx'
import type { PartProps } from './parts.ts'
import { useAct } from '../../data/useAct.ts'

export function Steps({ reviewCase, intake, situation, readOnly, stage }: PartProps & { stage: CaseStage }) {
  const t = useT()
  const format = useFormat()
  const act = useAct(reviewCase.id)
  const [asking, setAsking] = useState<CaseDecision | null>(null)
  const [reason, setReason] = useState('')
  const take = (command: CaseDecision, because: string) =>
    act.run(async () => {
      await client.cases.advance({ caseId: reviewCase.id, baseVersion: reviewCase.version, command, reason: because })
      setAsking(null)
      setReason('')
    })
  const needsGate = (command: CaseDecision) => command === 'acceptForReview' && !situation.isGateOpen
  const first = situation.decisions.find((command) => !COMMANDS_WITH_REASON.includes(command))
  return (
    <section className="c-card intake-part" aria-label={t('intake.steps')}>
      <h2 className="t-heading">{t('intake.steps')}</h2>
      <p>{t('intake.stageNow', { stage: t(`stage.${stage}`) })}</p>
      {intake.preliminary && (
        <p className="t-small t-2">{t('intake.study', { outcome: t(`intake.outcome.${intake.preliminary.outcome}`), date: format.date(intake.preliminary.on), by: intake.preliminary.by })}</p>
      )}
      {situation.decisions.length === 0 && <p className="t-2">{t('intake.noStep')}</p>}
      <div className="intake-steps">
        {situation.decisions.map((command) => (
          <Button
            key={command}
            fullWidth
            {...(command === first ? { variant: 'filled' as const } : {})}
            disabled={needsGate(command)}
            loading={act.busy && asking === null && command === first}
            onClick={() => (COMMANDS_WITH_REASON.includes(command) ? setAsking(command) : void take(command, ''))}
          >
            {t(`intake.decision.${command}`)}
          </Button>
        ))}
      </div>
      {situation.decisions.some(needsGate) && <p className="t-small t-3">{t('intake.gateClosed')}</p>}
      {asking && (
        <form
          className="intake-reason"
          onSubmit={(event) => {
            event.preventDefault()
            void take(asking, reason.trim())
          }}
        >
          <TextInput autoFocus label={`${t(`intake.decision.${asking}`)}: ${t('intake.reasonNeeded')}`} required minLength={3} maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
          <div className="intake-row">
            <Button onClick={() => setAsking(null)}>{t('common.cancel')}</Button>
            <Button type="submit" loading={act.busy} disabled={reason.trim().length < 3}>
              {t(`intake.decision.${asking}`)}
            </Button>
          </div>
        </form>
      )}
      {act.error !== null && <ErrorState error={act.error} />}
      {readOnly && intake.closing && (
        <div className="intake-row">
          <LetterButtons caseId={reviewCase.id} kind="closing" requestId={null} words="intake.closing.letter" />
        </div>
      )}
    </section>
  )
}
