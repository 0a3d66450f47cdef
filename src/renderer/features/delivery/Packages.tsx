// One package per recipient: which gates are closed and what opens them, then building it and the file to hand over.
import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import type { SponsorConsent } from '#shared/domain/delivery.ts'
import { client } from '../../data/client.ts'
import { downloadUrl } from '../../data/content.ts'
import { as } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ArchiveIcon, ExportIcon } from '../../ui/icons.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { ActButton } from './ActButton.tsx'
import { Extracts } from './Extracts.tsx'
import { Letter } from './Letter.tsx'
import type { DeliveryDesk } from './useDelivery.ts'

const CONSENTS = ['release', 'psychology', 'motive', 'images'] as const

export function Packages({ desk, caseNumber }: { desk: DeliveryDesk; caseNumber: string }) {
  const t = useT()
  const format = useFormat()
  const { gates, releases, wishes } = desk.view
  return (
    <section className="y-column" aria-label={t('delivery.packages')}>
      <h2 className="t-title">{t('delivery.packages')}</h2>
      {desk.view.reportNumber === null && <p className="t-2">{t('delivery.nothingSigned')}</p>}
      {gates.map(({ recipient, closed }) => {
        const last = releases.filter((one) => one.recipient === recipient).at(-1)
        return (
          <article key={recipient} className="y-card">
            <h3 className="t-heading">{t(`delivery.recipient.${recipient}`)}</h3>
            <p className="t-small t-2">{t(`delivery.holds.${recipient}`)}</p>
            {recipient === 'sponsor' && <SponsorConsents desk={desk} />}
            {recipient === 'patient' && wishes?.informationPreference === 'none' && wishes.mayBeTold.trim() !== '' && <StatusBadge status="warn">{t('delivery.toPerson', { name: wishes.mayBeTold })}</StatusBadge>}
            {closed.map((gate) => (
              <StatusBadge key={gate} status={gate === 'safetyCard' || gate === 'withdrawn' ? 'bad' : 'waiting'}>
                {t(`delivery.gate.${gate}`)}
              </StatusBadge>
            ))}
            <div className="y-actions">
              <ActButton variant={last ? 'default' : 'filled'} leftSection={<ArchiveIcon size={16} aria-hidden />} disabled={closed.length > 0} act={() => desk.change(() => client.delivery.release({ caseId: as(desk.caseId), recipient }))}>
                {t(last ? 'delivery.again' : 'delivery.release')}
              </ActButton>
              {last && (
                <Button component="a" variant={closed.includes('withdrawn') ? 'default' : 'filled'} href={downloadUrl(last.packageSha256)} download={`${caseNumber}-${t(`delivery.file.${recipient}`)}-${last.reportNumber}.zip`} leftSection={<ExportIcon size={16} aria-hidden />}>
                  {t('delivery.download', { size: format.bytes(last.bytes) })}
                </Button>
              )}
            </div>
            {recipient !== 'patient' && <Extracts desk={desk} recipient={recipient} caseNumber={caseNumber} closed={closed.length > 0} />}
            {recipient === 'patient' && last && <Letter caseId={desk.caseId} />}
            {last && <p className="t-small t-3">{t('delivery.released', { number: last.reportNumber, name: last.byName, when: format.instant(last.at) })}</p>}
          </article>
        )
      })}
      <dl className="y-facts">
        {desk.view.freeVisitUntil && <Fact label={t('delivery.freeVisit')} value={format.date(desk.view.freeVisitUntil)} />}
        {desk.view.appointmentUntil && <Fact label={t('delivery.appointment')} value={format.date(desk.view.appointmentUntil)} />}
      </dl>
    </section>
  )
}

/** A tick stands at once; until it is kept the next one builds on what is shown, not on what was. */
function SponsorConsents({ desk }: { desk: DeliveryDesk }) {
  const t = useT()
  const [pending, setPending] = useState<SponsorConsent | null>(null)
  const shown = pending ?? desk.view.consent
  const give = async (name: (typeof CONSENTS)[number], given: boolean) => {
    const next = { ...shown, [name]: given }
    setPending(next)
    await desk.change(() => client.delivery.setConsent({ caseId: as(desk.caseId), ...next }))
    setPending((now) => (now === next ? null : now))
  }
  return (
    <fieldset className="y-consent">
      <legend className="t-small t-2">{t('delivery.consent.title')}</legend>
      {CONSENTS.map((name) => (
        <Checkbox key={name} label={t(`delivery.consent.${name}`)} checked={shown[name]} disabled={name !== 'release' && !shown.release} onChange={(event) => void give(name, event.currentTarget.checked)} />
      ))}
    </fieldset>
  )
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt className="t-3">{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}
