// Blocks and slides on their way: requested, shipped, received, returned; forward only, each step with its day.
import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { nextSpecimenStates, type Specimen } from '#shared/domain/caseIntake.ts'
import { client } from '../../data/client.ts'
import { today, useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import type { PartProps } from './parts.ts'
import { useAct } from '../../data/useAct.ts'

const KINDS = ['block', 'slide', 'fluid', 'other'] as const

export function Specimens(props: PartProps) {
  const { reviewCase, intake, readOnly } = props
  const t = useT()
  const act = useAct(reviewCase.id)
  const [label, setLabel] = useState('')
  const [kind, setKind] = useState<Specimen['kind']>('block')
  async function add() {
    const isDone = await act.run(() =>
      client.intake.moveSpecimen({ caseId: reviewCase.id, baseVersion: reviewCase.version, specimenId: null, kind, label: label.trim(), state: 'requested', on: today(), note: '' }),
    )
    if (isDone) setLabel('')
  }
  return (
    <section className="intake-part" aria-label={t('intake.specimens.title')}>
      <h2 className="t-heading">{t('intake.specimens.title')}</h2>
      {intake.specimens.length === 0 && <p className="t-2">{t('intake.specimens.none')}</p>}
      {intake.specimens.map((specimen) => (
        <SpecimenLine key={specimen.id} specimen={specimen} {...props} />
      ))}
      {!readOnly && (
        <form
          className="intake-row intake-bottom"
          onSubmit={(event) => {
            event.preventDefault()
            void add()
          }}
        >
          <TextInput label={t('intake.specimens.label')} maxLength={120} value={label} onChange={(event) => setLabel(event.currentTarget.value)} />
          <Select label={t('intake.specimens.kind')} value={kind} data={KINDS.map((value) => ({ value, label: t(`intake.specimens.kinds.${value}`) }))} onChange={(value) => value && setKind(value as Specimen['kind'])} />
          <Button type="submit" loading={act.busy} disabled={label.trim() === ''}>
            {t('intake.specimens.add')}
          </Button>
        </form>
      )}
      {act.error !== null && <ErrorState error={act.error} />}
    </section>
  )
}

function SpecimenLine({ specimen, reviewCase, readOnly }: PartProps & { specimen: Specimen }) {
  const t = useT()
  const format = useFormat()
  const act = useAct(reviewCase.id)
  const { id, kind, label, steps } = specimen
  const [next] = nextSpecimenStates(steps.at(-1)?.state ?? 'returned')
  return (
    <div className="intake-line">
      <span className="c-spacer">
        {t(`intake.specimens.kinds.${kind}`)} {label} <span className="t-small t-3">{steps.map((step) => t('intake.specimens.on', { state: t(`intake.specimenState.${step.state}`), date: format.date(step.on) })).join(' · ')}</span>
      </span>
      {next && !readOnly && (
        <Button
          variant="subtle"
          loading={act.busy}
          onClick={() => void act.run(() => client.intake.moveSpecimen({ caseId: reviewCase.id, baseVersion: reviewCase.version, specimenId: id, kind, label, state: next, on: today(), note: '' }))}
        >
          {t('intake.specimens.move', { state: t(`intake.specimenState.${next}`) })}
        </Button>
      )}
      {act.error !== null && <ErrorState error={act.error} />}
    </div>
  )
}
