// Fields that the form of a new case and the intake of a known one share: who asks, consent, cover, authorisation, payment.
import { Checkbox, Select, TextInput } from '@mantine/core'
import { requestSigner } from '#shared/domain/calendar.ts'
import { type CaseIntake, CHANNELS, ROUTES, type Signer, SIGNERS } from '#shared/domain/caseIntake.ts'
import type { Programme } from '#shared/domain/programme.ts'
import { policyInForce } from '#shared/domain/startGate.ts'
import { useT } from '../../i18n/useT.ts'
import { DayInput } from '../../ui/DayInput.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'

export type Fields = Pick<CaseIntake, 'channel' | 'route' | 'requester' | 'consent' | 'cover' | 'authorisation' | 'payment'>

interface PartOfForm {
  fields: Fields
  onChange(change: Partial<Fields>): void
}

const PAYMENTS = ['notRecorded', 'due', 'paid', 'notRequired', 'refunded'] as const
const AUTHORISATIONS = ['notNeeded', 'requested', 'granted', 'refused'] as const
const SCOPES = ['review', 'share', 'deliverToSponsor', 'research'] as const
const shapes = { yes: 'ok', no: 'bad', unknown: 'warn' } as const

export function ContactFields({ fields, onChange }: PartOfForm) {
  const t = useT()
  const none = { value: '', label: t('intake.notStated') }
  return (
    <>
      <Select label={t('intake.channelLabel')} value={fields.channel ?? ''} data={[none, ...CHANNELS.map((value) => ({ value, label: t(`intake.channel.${value}`) }))]} onChange={(value) => onChange({ channel: (value || null) as Fields['channel'] })} />
      <Select label={t('intake.routeLabel')} value={fields.route ?? ''} data={[none, ...ROUTES.map((value) => ({ value, label: t(`intake.route.${value}`) }))]} onChange={(value) => onChange({ route: (value || null) as Fields['route'] })} />
    </>
  )
}

/** Who the programme's rule lets ask, for this patient on the day of the request; null while dates are missing. */
export function signerByRule(programme: Programme, birthDate: string | null, requestedOn: string | null, legallyIncapacitated: boolean): { signer: Signer; ageYears: number } | null {
  const result = requestSigner({ policy: { selfFromAge: programme.requester.selfFromAge }, birthDate, requestDate: requestedOn, legallyIncapacitated }) as { signer?: Signer; ageYears?: number }
  return result.signer !== undefined && result.ageYears !== undefined ? { signer: result.signer, ageYears: result.ageYears } : null
}

interface RequesterProps extends PartOfForm {
  programme: Programme
  birthDate: string | null
  requestedOn: string | null
}

export function RequesterFields({ fields, onChange, programme, birthDate, requestedOn }: RequesterProps) {
  const t = useT()
  const requester = fields.requester ?? { kind: 'self' as const, name: '', relation: '', legallyIncapacitated: false, rule: programme.requester.rule }
  const rule = signerByRule(programme, birthDate, requestedOn, requester.legallyIncapacitated)
  const set = (change: Partial<typeof requester>) => onChange({ requester: { ...requester, rule: programme.requester.rule, ...change } })
  const consent = fields.consent ?? { givenOn: '', givenBy: '', scope: ['review' as const] }
  const setConsent = (change: Partial<typeof consent>) => {
    const after = { ...consent, ...change }
    onChange({ consent: after.givenOn === '' && after.givenBy === '' ? null : after })
  }
  return (
    <>
      <p className={`intake-wide ${rule && rule.signer !== requester.kind ? 't-warn' : 't-2'}`} aria-live="polite">
        {rule ? t('intake.requester.must', { rule: programme.requester.rule, age: rule.ageYears, who: t(`intake.signer.${rule.signer}`) }) : t('intake.requester.unknown')}
      </p>
      <Checkbox className="intake-wide" label={t('intake.requester.incapacitated')} checked={requester.legallyIncapacitated} onChange={(event) => set({ legallyIncapacitated: event.currentTarget.checked })} />
      <Select label={t('intake.requester.kind')} value={requester.kind} data={SIGNERS.map((value) => ({ value, label: t(`intake.signer.${value}`) }))} onChange={(value) => value && set({ kind: value as Signer })} />
      {requester.kind !== 'self' && (
        <>
          <TextInput label={t('intake.requester.name')} required maxLength={120} value={requester.name} onChange={(event) => set({ name: event.currentTarget.value })} />
          <TextInput label={t('intake.requester.relation')} maxLength={80} value={requester.relation} onChange={(event) => set({ relation: event.currentTarget.value })} />
        </>
      )}
      <h3 className="intake-wide t-heading" data-condition="consent">
        {t('intake.consent.title')}
      </h3>
      <DayInput label={t('intake.consent.on')} value={consent.givenOn} onChange={(givenOn) => setConsent({ givenOn })} />
      <TextInput label={t('intake.consent.by')} maxLength={120} value={consent.givenBy} onChange={(event) => setConsent({ givenBy: event.currentTarget.value })} />
      <fieldset className="intake-wide intake-row intake-scope">
        <legend className="intake-label">{t('intake.consent.scope')}</legend>
        {SCOPES.map((scope) => (
          <Checkbox
            key={scope}
            label={t(`intake.consent.scopes.${scope}`)}
            checked={consent.scope.includes(scope)}
            onChange={(event) => setConsent({ scope: event.currentTarget.checked ? [...consent.scope, scope] : consent.scope.filter((one) => one !== scope) })}
          />
        ))}
      </fieldset>
    </>
  )
}

export function CoverFields({ fields, onChange, programme, requestedOn }: PartOfForm & { programme: Programme; requestedOn: string | null }) {
  const t = useT()
  const cover = fields.cover ?? { sponsor: '', policyNumber: '', inForceFrom: null, inForceUntil: null, operationsUsed: 0, illnessesUsed: [] }
  const set = (change: Partial<typeof cover>) => onChange({ cover: { ...cover, ...change } })
  const inForce = policyInForce(fields, requestedOn)
  const { authorisation, payment } = fields
  return (
    <>
      <TextInput label={t('intake.cover.sponsor')} maxLength={120} value={cover.sponsor} onChange={(event) => set({ sponsor: event.currentTarget.value })} />
      <TextInput label={t('intake.cover.number')} maxLength={60} value={cover.policyNumber} onChange={(event) => set({ policyNumber: event.currentTarget.value })} />
      <DayInput label={t('intake.cover.from')} value={cover.inForceFrom ?? ''} onChange={(day) => set({ inForceFrom: day || null })} />
      <DayInput label={t('intake.cover.until')} value={cover.inForceUntil ?? ''} onChange={(day) => set({ inForceUntil: day || null })} />
      {programme.eligibility.policyInForce && (
        <div className="intake-wide" aria-live="polite">
          <StatusBadge status={shapes[inForce]}>{t(`intake.newCase.policy.${inForce}`)}</StatusBadge>
        </div>
      )}
      <TextInput type="number" min={0} max={99} label={t('intake.cover.operations')} value={String(cover.operationsUsed)} onChange={(event) => set({ operationsUsed: Math.max(0, Math.min(99, Number.parseInt(event.currentTarget.value, 10) || 0)) })} />
      <Select data-condition="preAuthorised" label={t('intake.authorisationTitle')} value={authorisation.state} data={AUTHORISATIONS.map((value) => ({ value, label: t(`intake.authorisation.${value}`) }))} onChange={(value) => value && onChange({ authorisation: { ...authorisation, state: value as typeof authorisation.state } })} />
      {authorisation.state !== 'notNeeded' && (
        <TextInput label={t('intake.authorisationNumber')} maxLength={60} value={authorisation.number} onChange={(event) => onChange({ authorisation: { ...authorisation, number: event.currentTarget.value } })} />
      )}
      <Select data-condition="paid" label={t('intake.paymentTitle')} value={payment.state} data={PAYMENTS.map((value) => ({ value, label: t(`intake.payment.${value}`) }))} onChange={(value) => value && onChange({ payment: { ...payment, state: value as typeof payment.state } })} />
    </>
  )
}
