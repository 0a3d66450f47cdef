// The intake of one case: steps and conditions, checklist and requests, request and cover, specimens, the confidential motive.
import './intake.css'
import { READ_ONLY_STAGES } from '#shared/domain/caseStatus.ts'
import { EMPTY_INTAKE } from '#shared/domain/caseIntake.ts'
import { useCase, useSituation } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { ReadOnlyStrip } from '../../ui/ReadOnlyStrip.tsx'
import { AboutRequest } from './AboutRequest.tsx'
import { CaseClock } from './CaseClock.tsx'
import { Checklist } from './Checklist.tsx'
import { ConfidentialMotive } from './ConfidentialMotive.tsx'
import { Conditions } from './Conditions.tsx'
import { Deliveries } from './Deliveries.tsx'
import { HandOn } from './HandOn.tsx'
import { DocumentFacts } from './DocumentFacts.tsx'
import { Requests } from './Requests.tsx'
import { Specimens } from './Specimens.tsx'
import { Steps } from './Steps.tsx'
import { useConditionInView } from './useConditionInView.ts'

export function IntakeRoom({ caseId }: { caseId: string }) {
  const t = useT()
  const format = useFormat()
  const line = useCase(caseId)
  const situation = useSituation(caseId)
  useConditionInView(line.data !== undefined && situation.data !== undefined)
  const failed = line.error ?? situation.error
  if (failed)
    return (
      <div className="c-empty">
        <ErrorState error={failed} onRetry={() => void situation.refetch()} />
      </div>
    )
  if (!line.data || !situation.data) return <LoadingLine />
  const { reviewCase, stage } = line.data
  const readOnly = READ_ONLY_STAGES.includes(stage)
  const known = reviewCase.intake ?? EMPTY_INTAKE
  const props = { reviewCase, intake: known, situation: situation.data, readOnly }
  return (
    <>
      {readOnly && known.closing && (
        <ReadOnlyStrip reason={`${t(`stage.${stage}`)}, ${format.date(known.closing.on)}: ${known.closing.reason} ${t(`intake.closing.refund.${known.closing.refund}`)}`} />
      )}
      <div className="intake" data-region tabIndex={-1}>
        <div className="intake-main">
          <Checklist {...props} />
          <Requests {...props} />
          <DocumentFacts {...props} />
          <AboutRequest key={reviewCase.version} {...props} />
          <Specimens {...props} />
        </div>
        <div className="intake-side">
          <Steps {...props} stage={stage} />
          <Conditions {...props} />
          <CaseClock {...props} />
          <Deliveries caseId={caseId} />
          <HandOn caseId={caseId} />
          {situation.data.mayReadMotive ? <ConfidentialMotive caseId={caseId} readOnly={readOnly} /> : <p className="t-small t-3">{t('intake.motive.notYours')}</p>}
        </div>
      </div>
    </>
  )
}
