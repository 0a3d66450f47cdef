// What leaves the house, the call about it, and the months afterwards. Composes; each part is in its own file.
import './delivery.css'
import type { DeliveryView } from '#shared/contract/workstation/delivery.contract.ts'
import { useCase } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { AfterCare } from './AfterCare.tsx'
import { CallCompanion } from './CallCompanion.tsx'
import { Consult } from './Consult.tsx'
import { FollowUps } from './FollowUps.tsx'
import { Packages } from './Packages.tsx'
import { Statistics } from './Statistics.tsx'
import { useDelivery, useDeliveryDesk } from './useDelivery.ts'

export function DeliveryRoom({ caseId }: { caseId: string }) {
  const view = useDelivery(caseId)
  if (view.isError)
    return (
      <div className="c-empty">
        <ErrorState error={view.error} onRetry={() => void view.refetch()} />
      </div>
    )
  return view.data ? <Desk key={caseId} caseId={caseId} view={view.data} /> : <LoadingLine />
}

function Desk({ caseId, view }: { caseId: string; view: DeliveryView }) {
  const t = useT()
  const desk = useDeliveryDesk(caseId, view)
  const line = useCase(caseId).data
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key (WCAG 2.1.1)
    <section className="y-room" data-region data-focus="inside" tabIndex={0} aria-label={t('delivery.title')}>
      {desk.error !== null && <ErrorState error={desk.error} />}
      <div className="y-columns">
        <Packages desk={desk} caseNumber={line?.reviewCase.caseNumber ?? ''} />
        <div className="y-column">
          <Consult desk={desk} />
          <CallCompanion desk={desk} questions={line?.reviewCase.questions.filter(({ asked }) => asked) ?? []} />
        </div>
        <div className="y-column">
          <FollowUps desk={desk} />
          <AfterCare desk={desk} />
          <Statistics />
        </div>
      </div>
    </section>
  )
}
