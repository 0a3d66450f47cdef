// Request and cover of a known case: changed together, saved by one press; criteria name the document that proves them.
import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import type { CaseIntake } from '#shared/domain/caseIntake.ts'
import { client } from '../../data/client.ts'
import { useDocuments } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { DayInput } from '../../ui/DayInput.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { ContactFields, CoverFields, type Fields, RequesterFields } from './CoverFields.tsx'
import type { PartProps } from './parts.ts'
import { useAct } from '../../data/useAct.ts'

type Criterion = CaseIntake['criteria'][number]

export function AboutRequest({ reviewCase, intake, situation, readOnly }: PartProps) {
  const t = useT()
  const act = useAct(reviewCase.id)
  const documents = useDocuments(reviewCase.id).data ?? []
  const [requestedOn, setRequestedOn] = useState(reviewCase.requestedOn)
  const [fields, setFields] = useState<Fields>(intake)
  const [criteria, setCriteria] = useState(intake.criteria)
  const { programme } = situation
  const change = (part: Partial<Fields>) => setFields({ ...fields, ...part })
  const asked = situation.conditions.map(({ condition }) => condition).filter((condition): condition is Criterion['code'] => condition === 'diagnosisProven' || condition === 'surgeryNeedProven')
  const prove = (code: Criterion['code'], documentId: string | null) => setCriteria([...criteria.filter((one) => one.code !== code), { code, met: documentId ? 'yes' : 'unknown', documentId }])
  const save = () => {
    const { channel, route, requester, consent, cover, authorisation, payment } = fields
    return act.run(() => client.intake.record({ caseId: reviewCase.id, baseVersion: reviewCase.version, requestedOn, intake: { channel, route, requester, consent, cover, authorisation, payment, criteria } }))
  }
  return (
    <section className="intake-part" aria-label={t('intake.about')}>
      <h2 className="t-heading">{t('intake.about')}</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <fieldset className="intake-fields" disabled={readOnly}>
          <DayInput label={t('intake.requestedOn')} value={requestedOn ?? ''} onChange={(day) => setRequestedOn(day || null)} />
          <ContactFields fields={fields} onChange={change} />
          <h3 className="intake-wide t-heading">{t('intake.requester.title')}</h3>
          <RequesterFields fields={fields} onChange={change} programme={programme} birthDate={reviewCase.patient.birthDate} requestedOn={requestedOn} />
          <h3 className="intake-wide t-heading">{t('intake.cover.title')}</h3>
          <CoverFields fields={fields} onChange={change} programme={programme} requestedOn={requestedOn} />
          {asked.map((code) => (
            <Select
              key={code}
              label={`${t(`intake.condition.${code}`)}: ${t('intake.proof')}`}
              value={criteria.find((one) => one.code === code)?.documentId ?? ''}
              data={[{ value: '', label: t('intake.proofNone') }, ...documents.map(({ id, name }) => ({ value: id as string, label: name }))]}
              onChange={(value) => prove(code, value || null)}
            />
          ))}
        </fieldset>
        {!readOnly && (
          <div className="intake-row intake-save">
            <Button type="submit" loading={act.busy}>
              {t('intake.save')}
            </Button>
          </div>
        )}
        {act.error !== null && <ErrorState error={act.error} />}
      </form>
    </section>
  )
}
