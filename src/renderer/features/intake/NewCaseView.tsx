// A new case from a written request, in five steps; Ctrl+Enter goes on, everything typed is kept at once.
import './intake.css'
import { Button } from '@mantine/core'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { casePlace, usePlace } from '../../app/place.ts'
import { client } from '../../data/client.ts'
import { useCatalogue, useIntakeDraft } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { StepFields, STEPS, type StepName } from './NewCaseFields.tsx'
import { emptyForm, type Form, formFromDraft, gapsOf } from './newCase.ts'

const KEEP_MS = 300

/** The first field of a step takes the focus when the step appears. */
function focusFirst(fields: HTMLElement | null): void {
  fields?.querySelector<HTMLElement>('input:not([type="hidden"]), textarea')?.focus()
}

export function NewCaseView() {
  const t = useT()
  const catalogue = useCatalogue().data
  const draft = useIntakeDraft()
  if (!catalogue || draft.data === undefined) return draft.error ? <ErrorState error={draft.error} /> : <LoadingLine />
  return <NewCaseForm first={formFromDraft(draft.data, t.language)} catalogue={catalogue} />
}

function NewCaseForm({ first, catalogue }: { first: Form; catalogue: NonNullable<ReturnType<typeof useCatalogue>['data']> }) {
  const t = useT()
  const go = usePlace((s) => s.go)
  const [form, setForm] = useState(first)
  const [step, setStep] = useState<StepName>('request')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)

  useEffect(() => {
    if (form === first) return
    const timer = setTimeout(() => void client.intake.keepDraft({ draft: { ...form } }).catch(setError), KEEP_MS)
    return () => clearTimeout(timer)
  }, [form, first])

  const programme = catalogue.programmes.find(({ id }) => id === form.policyId)
  if (!programme) return <LoadingLine />
  const gaps = gapsOf(form, programme)
  const at = STEPS.indexOf(step)
  const move = (by: number) => setStep(STEPS[Math.max(0, Math.min(STEPS.length - 1, at + by))] ?? step)

  async function create(complete: Form) {
    setBusy(true)
    setError(null)
    try {
      const reviewCase = await client.intake.open(complete)
      go(casePlace(reviewCase.id, 'intake'))
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  async function discard() {
    setForm(emptyForm(t.language))
    setStep('request')
    await client.intake.keepDraft({ draft: null })
  }
  function keys(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    if (at < STEPS.length - 1) move(1)
    else if (gaps.length === 0) void create(form)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Enter goes on from any field of the form
    <div className="new-case" data-region tabIndex={-1} onKeyDown={keys}>
      <header>
        <h1 className="t-display">{t('intake.newCase.title')}</h1>
        <p className="t-small t-3">{t('intake.newCase.kept')}</p>
      </header>
      <nav className="new-case-steps" aria-label={t('intake.newCase.title')}>
        {STEPS.map((name, n) => (
          <button key={name} type="button" className="new-case-step" {...(name === step ? { 'aria-current': 'step' as const } : {})} onClick={() => setStep(name)}>
            <span className="t-3 t-number">{n + 1}</span>
            {t(`intake.newCase.step.${name}`)}
          </button>
        ))}
      </nav>
      <form
        className="new-case-form"
        noValidate
        aria-label={t(`intake.newCase.step.${step}`)}
        onSubmit={(event) => {
          event.preventDefault()
          if (at < STEPS.length - 1) move(1)
          else if (gaps.length === 0) void create(form)
        }}
      >
        <div key={step} ref={focusFirst} className="intake-fields">
          <StepFields step={step} form={form} onChange={setForm} programme={programme} catalogue={catalogue} />
        </div>
        {error !== null && <ErrorState error={error} />}
        <div className="new-case-foot">
          {at > 0 && <Button onClick={() => move(-1)}>{t('intake.newCase.previous')}</Button>}
          {at < STEPS.length - 1 ? (
            <Button type="submit" variant="filled">
              {t('intake.newCase.next')}
            </Button>
          ) : (
            <Button type="submit" variant="filled" loading={busy} disabled={gaps.length > 0}>
              {t('intake.newCase.create')}
            </Button>
          )}
          <Kbd keys="$mod+Enter" />
          {gaps.length > 0 && (
            <span className="t-small t-2">
              {t('intake.newCase.open', { count: gaps.length })}: {gaps.map((gap) => t(`intake.newCase.field.${gap}`)).join(', ')}
            </span>
          )}
          <span className="c-spacer" />
          <Button variant="subtle" onClick={() => void discard()}>
            {t('intake.newCase.discard')}
          </Button>
        </div>
      </form>
    </div>
  )
}
