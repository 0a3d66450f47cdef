// The lane's registers: coded ones as choices, free ones as text that is kept when it loses the focus.
import { MultiSelect, Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import { ILLNESS_FIELDS } from '#shared/domain/laneGaps.ts'
import { LANE_FIELDS, MULTIPLE_FIELDS, type LaneField } from '#shared/domain/psychology.ts'
import { client } from '../../data/client.ts'
import { as } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import type { LaneDesk } from './useLane.ts'

const GROUPS = {
  assessment: ['assessedHow', 'notAssessedReason', 'safety', 'problems'],
  wishes: ['informationPreference', 'decisionRole', 'mayBeTold', 'patientSeesScores', 'caregivers'],
  history: ['historyTags', 'history', 'substanceUse', 'support', 'dependants', 'work', 'coping', 'beliefs', 'fearOfRecurrence', 'privateNotes'],
} as const satisfies Record<string, readonly LaneField[]>

/** What only this illness asks for; nothing for the others. */
export function IllnessFields({ desk }: { desk: LaneDesk }) {
  const fields = ILLNESS_FIELDS[desk.lane.illness] ?? []
  return fields.length === 0 ? null : <FieldGroup desk={desk} group="illness" fields={fields} />
}

export function IntakeFields({ desk, group }: { desk: LaneDesk; group: keyof typeof GROUPS }) {
  const isAssessed = desk.lane.fields.assessedHow?.value !== 'notAssessed'
  const hidden: readonly LaneField[] = isAssessed ? ['notAssessedReason'] : ['safety', 'problems']
  return <FieldGroup desk={desk} group={group} fields={GROUPS[group].filter((field) => !hidden.includes(field))} />
}

function FieldGroup({ desk, group, fields }: { desk: LaneDesk; group: keyof typeof GROUPS | 'illness'; fields: readonly LaneField[] }) {
  const t = useT()
  return (
    <section className="p-fields" data-group={group} aria-label={t(`psychology.group.${group}`)}>
      <h3 className="t-heading">{t(`psychology.group.${group}`)}</h3>
      {group === 'history' && <p className="t-small t-restricted">{t('psychology.onlyYou')}</p>}
      <div className="p-field-grid">
        {fields.map((field) => (
          <LaneRegister key={field} desk={desk} field={field} />
        ))}
      </div>
    </section>
  )
}

export function LaneRegister({ desk, field, rows = 1 }: { desk: LaneDesk; field: LaneField; rows?: number }) {
  const t = useT()
  const kept = desk.lane.fields[field]?.value ?? ''
  const [text, setText] = useState<string | null>(null)
  const options = LANE_FIELDS[field]
  const keep = (value: string) => desk.change(() => client.psychology.setField({ caseId: as(desk.caseId), field, value }))
  if (options && MULTIPLE_FIELDS.includes(field))
    return <MultiSelect label={t(`psychology.field.${field}`)} value={kept === '' ? [] : kept.split(' ')} onChange={(values) => void keep(values.join(' '))} data={options.map((value) => ({ value, label: t(`psychology.value.${field}.${value}`) }))} />
  if (options)
    return <Select label={t(`psychology.field.${field}`)} value={kept === '' ? null : kept} clearable onChange={(value) => void keep(value ?? '')} data={options.map((value) => ({ value, label: t(`psychology.value.${field}.${value}`) }))} />
  return (
    <Textarea
      label={t(`psychology.field.${field}`)}
      autosize
      minRows={rows}
      maxLength={8000}
      value={text ?? kept}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => {
        if (text === null || text.trim() === kept) return setText(null)
        void keep(text.trim()).then((ok) => ok && setText(null))
      }}
    />
  )
}
