// The comparison with the first opinion: one line per axis, its details beside it once the opinions are not the same.
import type { SigningObstacle, TemplateField, TemplateSection } from '#shared/domain/report.ts'
import { type ConditionInput, isOffered } from '#shared/domain/templateConditions.ts'
import { carriedOver } from '#shared/domain/templateFacts.ts'
import type { Section } from '../../data/section.ts'
import { useT } from '../../i18n/useT.ts'
import { CodedField } from './CodedField.tsx'
import { useReportDesk } from './deskContext.ts'
import { FieldGrid } from './FieldGrid.tsx'

/** Details of an axis, by what its fields' keys begin with, in the order of the columns. */
const DETAILS = ['first', 'ours', 'significance', 'reason'] as const

interface AxisTableProps {
  section: TemplateSection
  open: Section
  writable: boolean
  obstacles: readonly SigningObstacle[]
  input: ConditionInput
}

interface AxisFields {
  agreement: TemplateField
  details: readonly (TemplateField | undefined)[]
}

function axesIn(fields: readonly TemplateField[]): { axes: AxisFields[]; rest: TemplateField[] } {
  const axes = fields.flatMap((agreement): AxisFields[] => {
    const name = /^agreement([A-Z]\w*)$/.exec(agreement.key)?.[1]
    return name
      ? [{ agreement, details: DETAILS.map((detail) => fields.find(({ key }) => key === `${detail}${name}`)) }]
      : []
  })
  const taken = new Set(
    axes.flatMap(({ agreement, details }) => [agreement.key, ...details.flatMap((field) => field?.key ?? [])]),
  )
  return { axes, rest: fields.filter(({ key }) => !taken.has(key)) }
}

export function AxisTable({ section, open, writable, obstacles, input }: AxisTableProps) {
  const t = useT()
  const { me, nameOf } = useReportDesk()
  const { conflicts } = open.registers
  const values = carriedOver(section, open.registers).fields
  const { axes, rest } = axesIn(section.fields)
  const heads = axes[0]?.details ?? []
  const cell = (field: TemplateField, name: string) => (
    <CodedField
      field={field}
      name={name}
      value={values[field.key] ?? null}
      writable={writable}
      conflict={conflicts.find(({ key }) => key === field.key) ?? null}
      flagged={obstacles.some(({ fieldKey }) => fieldKey === field.key)}
      place={`${section.key}.${field.key}`}
      me={me.id}
      nameOf={nameOf}
      onSet={(value) => open.setField(field.key, value)}
    />
  )
  return (
    <>
      {/* Every control below has its full name; the heads are for the eye. */}
      <div className="r-axes">
        <div className="r-axis r-axis-head t-micro t-3" aria-hidden="true">
          <span>{t('report.axes.point')}</span>
          <span>{t('report.axes.agreement')}</span>
          {heads.map((field, i) => (
            <span key={DETAILS[i]}>{field?.label[t.language]}</span>
          ))}
        </div>
        <ul aria-label={section.title[t.language]}>
          {axes.map(({ agreement, details }) => {
            const label = agreement.label[t.language]
            return (
              <li key={agreement.key} className="r-axis">
                <span className="r-axis-name">{label}</span>
                {cell(agreement, label)}
                {details.map((field, i) => (
                  <span key={DETAILS[i]} className="r-axis-detail">
                    {field &&
                      isOffered(field, values[field.key]?.value ?? '', input) &&
                      cell(field, `${label}: ${field.label[t.language]}`)}
                  </span>
                ))}
              </li>
            )
          })}
        </ul>
      </div>
      <FieldGrid
        fields={rest}
        values={values}
        input={input}
        writable={writable}
        conflicts={conflicts}
        obstacles={obstacles}
        section={section.key}
        registerOf={(field) => field}
        onSet={open.setField}
      />
    </>
  )
}
