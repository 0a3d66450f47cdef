// Coded values of a section or of one row, in a quiet grid. A value that only counts under a condition appears with it.
import type { RegisterConflict } from '#shared/domain/reportContent.ts'
import type { FieldValue, SigningObstacle, TemplateField } from '#shared/domain/report.ts'
import { type ConditionInput, isOffered } from '#shared/domain/templateConditions.ts'
import { CodedField } from './CodedField.tsx'
import { useReportDesk } from './deskContext.ts'

interface FieldGridProps {
  fields: readonly TemplateField[]
  values: Readonly<Record<string, FieldValue>>
  input: ConditionInput
  writable: boolean
  conflicts: readonly RegisterConflict[]
  obstacles: readonly SigningObstacle[]
  /** Section of the fields, for jumps. */
  section: string
  /** Register of a field: its key, or its place in a row. */
  registerOf(field: string): string
  onSet(register: string, value: string): void
}

export function FieldGrid({ fields, values, input, writable, conflicts, obstacles, section, registerOf, onSet }: FieldGridProps) {
  const { me, nameOf } = useReportDesk()
  const isMissing = (field: string) => obstacles.some(({ fieldKey }) => fieldKey === registerOf(field))
  // What another section asks for is the core's to judge: a value it misses is shown here, or nobody could give it.
  const isShown = (field: TemplateField) => (field.computed ? values[field.key] !== undefined : isMissing(field.key) || isOffered(field, values[field.key]?.value ?? '', input))
  return (
    <div className="r-fields">
      {fields
        .filter(isShown)
        .map((field) => {
          const register = registerOf(field.key)
          return (
            <CodedField
              key={field.key}
              field={field}
              value={values[field.key] ?? null}
              writable={writable && !field.computed}
              conflict={conflicts.find(({ key }) => key === register) ?? null}
              flagged={isMissing(field.key)}
              place={`${section}.${register}`}
              me={me.id}
              nameOf={nameOf}
              onSet={(value) => onSet(register, value)}
            />
          )
        })}
    </div>
  )
}
