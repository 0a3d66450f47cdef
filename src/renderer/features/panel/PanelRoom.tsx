// The panel of a case: asked experts, sealed opinions, and after the reveal who agrees with whom. Composes; each part is in its own file.
import './panel.css'
import { useCase, useProfile } from '../../data/queries.ts'
import { usePanelSizes } from '../../data/preferences.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { Split } from '../../ui/Split.tsx'
import { Agreement } from './Agreement.tsx'
import { BeforeReveal } from './BeforeReveal.tsx'
import { SealAgain } from './ChairLost.tsx'
import { Invitation } from './Invitation.tsx'
import { OpenPanel } from './OpenPanel.tsx'
import { OpinionDesk } from './OpinionDesk.tsx'
import { Seats } from './Seats.tsx'
import { usePanelView } from './usePanel.ts'

export function PanelRoom({ caseId }: { caseId: string }) {
  const t = useT()
  const format = useFormat()
  const line = useCase(caseId)
  const panel = usePanelView(caseId)
  const me = useProfile().data?.me ?? null
  const sizes = usePanelSizes('panel')
  const failed = [line, panel].find((query) => query.isError && !query.data)
  if (failed)
    return (
      <div className="c-empty">
        <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
      </div>
    )
  if (!line.data || !panel.data || !me || !sizes.ready) return <LoadingLine />
  const { reviewCase } = line.data
  const view = panel.data
  if (!view.chair) return <OpenPanel caseId={caseId} me={me} />
  if (view.revealedAt) return <Agreement reviewCase={reviewCase} view={view} me={me} />
  const seat = view.seats.find(({ person }) => person.id === me.id)
  const desk =
    seat?.answer === 'waiting' ? (
      <Invitation caseId={caseId} seat={seat} chair={view.chair} />
    ) : seat?.answer === 'accepted' ? (
      <>
        {seat.remindedAt && !seat.sealed && <p className="p-reminder" role="status">{t('panel.remindedYou', { name: view.chair.name, when: format.instant(seat.remindedAt) })}</p>}
        {seat.sealed && !seat.sealed.isCurrent && <SealAgain caseId={caseId} chair={view.chair.name} />}
        <OpinionDesk reviewCase={reviewCase} view={view} seat={seat} />
      </>
    ) : (
      <BeforeReveal reviewCase={reviewCase} view={view} me={me} />
    )
  return (
    <Split
      id="panel"
      sizes={sizes.sizes}
      onSizes={sizes.remember}
      panels={[
        { id: 'desk', label: t(seat?.answer === 'waiting' || seat?.answer === 'accepted' ? 'panel.ownOpinion' : 'panel.before.title'), min: '420px', content: <div className="p-desk" data-region data-viewer="panel" tabIndex={-1}>{desk}</div> },
        { id: 'seats', label: t('panel.experts'), size: '360px', min: '300px', max: '520px', content: <Seats caseId={caseId} view={view} me={me} /> },
      ]}
    />
  )
}
