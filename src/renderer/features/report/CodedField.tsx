// One coded value of a section: quiet until it is touched, with its unit, checked against its kind, never merged letter by letter.
import { MultiSelect } from '@mantine/core'
import { useId } from 'react'
import type { FieldValue, TemplateField } from '#shared/domain/report.ts'
import type { RegisterConflict } from '#shared/domain/reportContent.ts'
import { displayFieldValue } from '#shared/domain/reportFields.ts'
import { useT } from '../../i18n/useT.ts'
import { StatusIcon } from '../../ui/StatusIcon.tsx'
import { FieldConflict } from './FieldConflict.tsx'
import { FieldProofs, useFieldProofs } from './FieldProofs.tsx'
import { RegisterConflictCard } from './RegisterConflictCard.tsx'
import { problemOf, toShown, toStored } from './typedValue.ts'
import { useRegisterDraft } from './useRegisterDraft.ts'

export interface CodedFieldProps {
  field: TemplateField
  value: FieldValue | null
  writable: boolean
  /** In a table: its name with that of its row; the label is then for those who hear the page. */
  name?: string
  /** Two people set it without sight of each other. */
  conflict: RegisterConflict | null
  /** The core's rule says that this value is missing or wrong. */
  flagged: boolean
  /** Place of the field, for jumps: "section.field". */
  place: string
  me: string
  nameOf(userId: string): string
  onSet(value: string): void
}

export function CodedField(props: CodedFieldProps) {
  const { field, name, value, writable, conflict, flagged, place, me, nameOf, onSet } = props
  const t = useT()
  const id = useId()
  const cite = useFieldProofs(place, name ?? field.label[t.language], writable)
  const draft = useRegisterDraft(
    value,
    me,
    onSet,
    (text) => toStored(field, text),
    (stored) => toShown(field, stored, t.language),
  )
  if (conflict)
    return (
      <div className="r-field" data-wide data-flagged>
        <FieldLabel field={field} name={name} htmlFor={null} flagged />
        <RegisterConflictCard conflict={conflict} writable={writable} place={place} words={(text) => displayFieldValue(field, text, t.language)} nameOf={nameOf} onChoose={onSet} />
      </div>
    )
  const problem = problemOf(field, toStored(field, draft.shown))
  // A text of a fixed form (T2a, C34.1, 130/80) is as short as a code.
  const isWide = field.kind === 'codes' || (field.kind === 'text' && field.pattern === undefined)
  return (
    <div className="r-field" data-wide={isWide || undefined} data-flagged={flagged || undefined} {...cite.takes}>
      <FieldLabel field={field} name={name} htmlFor={writable ? id : null} flagged={flagged} />
      <span className="r-field-value">
        {writable ? (
          <Control
            id={id}
            field={field}
            shown={draft.shown}
            place={place}
            invalid={problem !== null}
            describedBy={problem ? `${id}-problem` : undefined}
            draft={draft}
            onSet={onSet}
          />
        ) : (
          <span id={id} className="r-value" data-empty={!value || undefined} data-field={place}>
            {value ? displayFieldValue(withoutUnit(field), value.value, t.language) : t('common.notStated')}
          </span>
        )}
        {field.unit && (writable || value) && <span className="t-3">{field.unit}</span>}
        {cite.button}
      </span>
      <FieldProofs {...cite.shown} />
      {field.standard && <span className="visually-hidden">{field.standard}</span>}
      {problem && (
        <span id={`${id}-problem`} className="t-small t-bad">
          {t(`report.field.${problem}`, {
            min: toShown(field, String(field.min ?? ''), t.language),
            max: toShown(field, String(field.max ?? ''), t.language),
          })}
        </span>
      )}
      {draft.conflict && (
        <FieldConflict
          field={field}
          conflict={draft.conflict}
          nameOf={nameOf}
          onKeep={draft.keepTheirs}
          onUse={draft.useMine}
        />
      )}
    </div>
  )
}

/** A label of its control; of a value that is only read, plain words. */
function FieldLabel({ field, name, htmlFor, flagged }: { field: TemplateField; name: string | undefined; htmlFor: string | null; flagged: boolean }) {
  const t = useT()
  const words = name ?? field.label[t.language]
  const look = name === undefined ? 't-micro t-3 r-label' : 'visually-hidden'
  if (htmlFor === null) return <span className={look}>{words}</span>
  return (
    <label className={look} htmlFor={htmlFor}>
      {words}
      {field.required && <span className="visually-hidden"> ({t('report.field.required')})</span>}
      {flagged && <StatusIcon status="bad" size={12} label={t('report.field.missing')} />}
    </label>
  )
}

/** The unit stands beside the value. */
function withoutUnit({ unit: _unit, ...field }: TemplateField): TemplateField {
  return field
}

const modes = { date: 'text', integer: 'numeric', decimal: 'decimal' } as const

interface ControlProps {
  id: string
  field: TemplateField
  shown: string
  place: string
  invalid: boolean
  describedBy: string | undefined
  draft: ReturnType<typeof useRegisterDraft>
  onSet(value: string): void
}

function Control({ id, field, shown, place, invalid, describedBy, draft, onSet }: ControlProps) {
  const t = useT()
  const shared = {
    id,
    'data-field': place,
    'aria-invalid': invalid,
    'aria-required': field.required,
    ...(describedBy ? { 'aria-describedby': describedBy } : {}),
  }
  const choices =
    field.kind === 'boolean'
      ? [
          { code: 'true', label: t('report.field.yes') },
          { code: 'false', label: t('report.field.no') },
        ]
      : (field.options ?? []).map(({ code, label }) => ({ code, label: label[t.language] }))
  switch (field.kind) {
    case 'code':
    case 'boolean': {
      const known = shown === '' || choices.some(({ code }) => code === shown)
      return (
        <select
          {...shared}
          className="r-control"
          data-empty={shown === '' || undefined}
          value={shown}
          onChange={(event) => onSet(event.currentTarget.value)}
        >
          <option value="">{t('common.notStated')}</option>
          {!known && <option value={shown}>{shown}</option>}
          {choices.map(({ code, label }) => (
            <option key={code} value={code}>
              {label}
            </option>
          ))}
        </select>
      )
    }
    case 'codes':
      return (
        <MultiSelect
          {...shared}
          className="r-multi"
          data={choices.map(({ code, label }) => ({ value: code, label }))}
          value={shown === '' ? [] : shown.split(' ')}
          placeholder={shown === '' ? t('common.notStated') : ''}
          onChange={(codes) => onSet(codes.join(' '))}
          comboboxProps={{ transitionProps: { duration: 0 } }}
        />
      )
    // As tall as its words, which are read as often as written; still one line of text.
    case 'text':
      return (
        <textarea
          {...shared}
          className="r-control"
          rows={1}
          data-empty={shown === '' || undefined}
          maxLength={2000}
          value={shown}
          placeholder={t('common.notStated')}
          onFocus={draft.begin}
          onChange={(event) => draft.type(event.currentTarget.value.replaceAll('\n', ' '))}
          onBlur={draft.leave}
          onKeyDown={(event) => {
            if (event.key === 'Enter') {
              event.preventDefault()
              draft.leave()
            }
            if (event.key === 'Escape') draft.cancel()
          }}
        />
      )
    case 'date':
    case 'decimal':
    case 'integer':
      return (
        <input
          {...shared}
          className="r-control"
          data-number={field.kind === 'decimal' || field.kind === 'integer' || undefined}
          data-empty={shown === '' || undefined}
          inputMode={modes[field.kind]}
          maxLength={2000}
          value={shown}
          placeholder={t(field.kind === 'date' ? 'report.field.dateHint' : 'common.notStated')}
          onFocus={draft.begin}
          onChange={(event) => draft.type(event.currentTarget.value)}
          onBlur={draft.leave}
          onKeyDown={(event) => {
            if (event.key === 'Enter') draft.leave()
            if (event.key === 'Escape') draft.cancel()
          }}
        />
      )
  }
}
