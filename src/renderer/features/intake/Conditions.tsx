// The programme's conditions for beginning, each with how it stands; what is left of the entitlement, shown and not enforced.
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import type { PartProps } from './parts.ts'

const shapes = { yes: 'ok', no: 'bad', unknown: 'warn' } as const

export function Conditions({ situation }: PartProps) {
  const t = useT()
  const format = useFormat()
  const { conditions, isGateOpen, entitlement, programme, freeVisitUntil } = situation
  const { operationsUsed: used, operationsAllowed: allowed } = entitlement
  return (
    <section className="intake-part" aria-label={t('intake.gate')}>
      <div className="overview-head">
        <h2 className="t-heading">{t('intake.gate')}</h2>
        <span className="t-small t-3">{`${programme.id} ${programme.version}`}</span>
      </div>
      <p className="t-2">{t(isGateOpen ? 'intake.gateOpen' : 'intake.gateClosed')}</p>
      {conditions.map(({ condition, met }) => (
        <p key={condition} className="intake-line">
          <span className="c-spacer">{t(`intake.condition.${condition}`)}</span>
          <StatusBadge status={shapes[met]}>{t(`intake.met.${met}`)}</StatusBadge>
        </p>
      ))}
      {(allowed !== null || used > 0 || entitlement.usedBefore) && (
        <p className="t-small t-2">
          {allowed === null ? t('intake.entitlement.unlimited', { used }) : t('intake.entitlement.operations', { used, allowed })}
          {entitlement.usedBefore && ` ${t('intake.entitlement.usedBefore')}`} <span className="t-3">{t('intake.entitlement.shownOnly')}</span>
        </p>
      )}
      {freeVisitUntil && <p className="t-small t-2">{t('intake.freeVisit', { date: format.date(freeVisitUntil) })}</p>}
    </section>
  )
}
