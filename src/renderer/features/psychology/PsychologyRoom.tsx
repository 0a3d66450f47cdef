// The psychological part of a case: for those who may read it the whole lane, for everybody else how it stands.
import './psychology.css'
import { usePanelSizes } from '../../data/preferences.ts'
import { usePsychologyStatus } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { Split } from '../../ui/Split.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { isSelfReportInvalid } from '#shared/domain/laneGaps.ts'
import type { LaneView } from '#shared/contract/workstation/psychology.contract.ts'
import { DistressChart } from './DistressChart.tsx'
import { IllnessFields, IntakeFields } from './IntakeFields.tsx'
import { Medicines } from './Medicines.tsx'
import { Questionnaire } from './Questionnaire.tsx'
import { Queue } from './Queue.tsx'
import { Recommendations } from './Recommendations.tsx'
import { SafetyStrip } from './SafetyStrip.tsx'
import { ScoreEntry } from './ScoreEntry.tsx'
import { SignLane } from './SignLane.tsx'
import { TeamStatus } from './TeamStatus.tsx'
import { useLane, useLaneDesk } from './useLane.ts'

export function PsychologyRoom({ caseId }: { caseId: string }) {
  const status = usePsychologyStatus(caseId)
  if (status.isError)
    return (
      <div className="c-empty">
        <ErrorState error={status.error} onRetry={() => void status.refetch()} />
      </div>
    )
  if (!status.data) return <LoadingLine />
  return status.data.mayRead ? <LaneLoader key={caseId} caseId={caseId} /> : <TeamStatus status={status.data} />
}

function LaneLoader({ caseId }: { caseId: string }) {
  const lane = useLane(caseId)
  if (lane.isError)
    return (
      <div className="c-empty">
        <ErrorState error={lane.error} onRetry={() => void lane.refetch()} />
      </div>
    )
  return lane.data ? <LaneDeskView caseId={caseId} lane={lane.data} /> : <LoadingLine />
}

function LaneDeskView({ caseId, lane }: { caseId: string; lane: LaneView }) {
  const t = useT()
  const desk = useLaneDesk(caseId, lane)
  const panels = usePanelSizes('psychology')
  if (!panels.ready) return null
  const isAssessed = lane.fields.assessedHow?.value !== 'notAssessed'
  const middle = (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key (WCAG 2.1.1)
    <section className="p-middle" aria-label={t('psychology.title')} data-region data-focus="inside" tabIndex={0}>
      <header className="p-title">
        <h2 className="t-title">{t('psychology.title')}</h2>
        <span className="c-spacer" />
        <span className="t-small t-restricted">{t('psychology.onlyYou')}</span>
      </header>
      {desk.error !== null && <ErrorState error={desk.error} />}
      <IntakeFields desk={desk} group="assessment" />
      {isAssessed && (
        <>
          <IllnessFields desk={desk} />
          {isSelfReportInvalid(lane, lane.illness) ? (
            <StatusBadge status="warn">{t('psychology.form.severeAphasia')}</StatusBadge>
          ) : (
            <div className="p-forms">
              <Questionnaire desk={desk} instrument="PHQ-9" />
              <Questionnaire desk={desk} instrument="GAD-7" />
              <Questionnaire desk={desk} instrument="PHQ-2" />
              <Questionnaire desk={desk} instrument="GAD-2" />
            </div>
          )}
          <ScoreEntry desk={desk} />
          <DistressChart desk={desk} />
          <IntakeFields desk={desk} group="history" />
        </>
      )}
    </section>
  )
  const right = (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key (WCAG 2.1.1)
    <aside className="p-side" aria-label={t('psychology.outcome')} data-region data-focus="inside" tabIndex={0}>
      <Recommendations desk={desk} />
      <IntakeFields desk={desk} group="wishes" />
      <Medicines desk={desk} />
      <SignLane desk={desk} />
    </aside>
  )
  return (
    <div className="p-room">
      <SafetyStrip desk={desk} />
      <Split
        id="psychology"
        sizes={panels.sizes}
        onSizes={panels.remember}
        panels={[
          { id: 'queue', label: t('psychology.queue.title'), size: '220px', min: '180px', max: '320px', content: <Queue caseId={caseId} /> },
          { id: 'lane', label: t('psychology.title'), min: '420px', content: middle },
          { id: 'outcome', label: t('psychology.outcome'), size: '352px', min: '300px', max: '480px', content: right },
        ]}
      />
    </div>
  )
}
