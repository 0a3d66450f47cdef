// The fields of each step of a new case.
import { Button, Checkbox, Select, Textarea, TextInput } from '@mantine/core'
import type { Illness } from '#shared/domain/illness.ts'
import type { Programme } from '#shared/domain/programme.ts'
import { type IllnessId, type Motive, MOTIVES, type PatientQuestion, type PolicyId } from '#shared/domain/reviewCase.ts'
import { useT } from '../../i18n/useT.ts'
import { DayInput } from '../../ui/DayInput.tsx'
import { LockedIcon } from '../../ui/icons.ts'
import { ContactFields, CoverFields, RequesterFields } from './CoverFields.tsx'
import type { Form } from './newCase.ts'

export const STEPS = ['request', 'patient', 'requester', 'questions', 'cover'] as const
export type StepName = (typeof STEPS)[number]

interface StepProps {
  form: Form
  onChange(form: Form): void
  programme: Programme
  catalogue: { programmes: readonly Programme[]; illnesses: readonly Illness[] }
}

export function StepFields({ step, ...props }: StepProps & { step: StepName }) {
  const { form, onChange, programme } = props
  const parts = { fields: form.intake, onChange: (change: Partial<Form['intake']>) => onChange({ ...form, intake: { ...form.intake, ...change } }), programme }
  switch (step) {
    case 'request':
      return <RequestStep {...props} />
    case 'patient':
      return <PatientStep {...props} />
    case 'requester':
      return <RequesterFields {...parts} birthDate={form.patient.birthDate} requestedOn={form.requestedOn} />
    case 'questions':
      return <QuestionsStep {...props} />
    case 'cover':
      return <CoverFields {...parts} requestedOn={form.requestedOn} />
  }
}

function RequestStep({ form, onChange, programme, catalogue }: StepProps) {
  const t = useT()
  const illness = catalogue.illnesses.find(({ id }) => id === form.illness)
  const required = illness?.checklist.filter((item) => item.required) ?? []
  const offered = catalogue.illnesses.filter(({ id }) => programme.illnesses.includes(id))
  const choose = (id: string) => {
    const next = catalogue.programmes.find((one) => one.id === id)
    const kept = next?.illnesses.includes(form.illness) ? form.illness : (next?.illnesses[0] ?? form.illness)
    onChange({ ...form, policyId: id as PolicyId, illness: kept })
  }
  return (
    <>
      <DayInput label={t('intake.requestedOn')} value={form.requestedOn ?? ''} onChange={(day) => onChange({ ...form, requestedOn: day || null })} />
      <ContactFields fields={form.intake} onChange={(change) => onChange({ ...form, intake: { ...form.intake, ...change } })} />
      <Select className="intake-wide" label={t('intake.newCase.programme')} value={form.policyId} data={catalogue.programmes.map(({ id, name }) => ({ value: id, label: name[t.language] }))} onChange={(value) => value && choose(value)} />
      <Select
        className="intake-wide"
        label={t('intake.newCase.illness')}
        searchable
        value={form.illness}
        data={offered.map(({ id, name }) => ({ value: id, label: name[t.language] }))}
        onChange={(value) => value && onChange({ ...form, illness: value as IllnessId })}
      />
      <p className="intake-wide t-small t-2">{t('intake.newCase.needs', { count: required.length, items: required.map(({ label }) => label[t.language]).join(' · ') })}</p>
      <TextInput className="intake-wide" label={t('intake.newCase.condition')} maxLength={200} value={form.condition} onChange={(event) => onChange({ ...form, condition: event.currentTarget.value })} />
      <Select label={t('intake.newCase.language')} value={form.language} data={(['en', 'es'] as const).map((value) => ({ value, label: t(`language.${value}`) }))} onChange={(value) => onChange({ ...form, language: value === 'es' ? 'es' : 'en' })} />
    </>
  )
}

function PatientStep({ form, onChange }: StepProps) {
  const t = useT()
  const { patient } = form
  const set = (change: Partial<Form['patient']>) => onChange({ ...form, patient: { ...patient, ...change } })
  return (
    <>
      <TextInput label={t('intake.newCase.family')} required maxLength={120} autoComplete="off" value={patient.familyName} onChange={(event) => set({ familyName: event.currentTarget.value })} />
      <TextInput label={t('intake.newCase.given')} maxLength={120} autoComplete="off" value={patient.givenName} onChange={(event) => set({ givenName: event.currentTarget.value })} />
      <DayInput label={t('intake.newCase.birth')} value={patient.birthDate ?? ''} onChange={(day) => set({ birthDate: day || null })} />
      <Select label={t('intake.newCase.sex')} value={patient.sex} data={(['female', 'male', 'other', 'unknown'] as const).map((value) => ({ value, label: t(`sex.${value}`) }))} onChange={(value) => value && set({ sex: value as typeof patient.sex })} />
      <TextInput label={t('intake.newCase.identifier')} maxLength={120} autoComplete="off" value={patient.identifier} onChange={(event) => set({ identifier: event.currentTarget.value })} />
    </>
  )
}

function QuestionsStep({ form, onChange }: StepProps) {
  const t = useT()
  const toggle = (motive: Motive, on: boolean) => onChange({ ...form, motives: on ? [...form.motives, motive] : form.motives.filter((one) => one !== motive) })
  const change = (number: number, part: Partial<PatientQuestion>) => onChange({ ...form, questions: form.questions.map((question) => (question.number === number ? { ...question, ...part } : question)) })
  const add = () => onChange({ ...form, questions: [...form.questions, { number: form.questions.length + 1, standard: null, text: '', asked: true }] })
  return (
    <>
      <fieldset className="intake-wide intake-fields">
        <legend className="intake-label">{t('intake.newCase.motives')}</legend>
        {MOTIVES.map((motive) => (
          <Checkbox key={motive} label={t(`motive.${motive}`)} checked={form.motives.includes(motive)} onChange={(event) => toggle(motive, event.currentTarget.checked)} />
        ))}
      </fieldset>
      <Textarea className="intake-wide" label={t('intake.newCase.words')} autosize minRows={2} maxLength={4000} value={form.patientWords} onChange={(event) => onChange({ ...form, patientWords: event.currentTarget.value })} />
      <div className="intake-wide intake-restricted">
        <Textarea
          label={
            <span className="intake-lock">
              <LockedIcon size={14} aria-hidden /> {t('intake.newCase.confidential')}
            </span>
          }
          description={t('intake.motive.words')}
          autosize
          minRows={2}
          maxLength={4000}
          value={form.confidentialMotive}
          onChange={(event) => onChange({ ...form, confidentialMotive: event.currentTarget.value })}
        />
      </div>
      <fieldset className="intake-wide new-case-form">
        <legend className="intake-label">{t('intake.newCase.questions')}</legend>
        {form.questions.map(({ number, standard, text, asked }) => {
          const words = standard ? t(`question.${standard}`) : t('intake.newCase.free', { number })
          return (
            <div key={number} className="new-case-question">
              <Checkbox label={`${number}. ${words}`} checked={asked} onChange={(event) => change(number, { asked: event.currentTarget.checked })} />
              <TextInput aria-label={words} maxLength={2000} value={text} onChange={(event) => change(number, { text: event.currentTarget.value })} />
            </div>
          )
        })}
        <div>
          <Button onClick={add} disabled={form.questions.length >= 99}>
            {t('intake.newCase.addQuestion')}
          </Button>
        </div>
      </fieldset>
    </>
  )
}
