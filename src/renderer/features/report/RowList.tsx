// One list of a section: options, recommendations, trials ... A row is a few coded values; the rest of it opens on demand. All by keyboard.
import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import { ROW_ORDER, ROW_REMOVED, rowKey } from '#shared/casedoc/layout.ts'
import { EARLIER_OPINIONS } from '#shared/domain/earlierOpinions.ts'
import type { SigningObstacle, TemplateList, TemplateSection } from '#shared/domain/report.ts'
import type { RowContent } from '#shared/domain/reportContent.ts'
import { displayFieldValue } from '#shared/domain/reportFields.ts'
import type { ConditionInput } from '#shared/domain/templateConditions.ts'
import { newUuid } from '#shared/kit/ids.ts'
import type { Section } from '../../data/section.ts'
import { useT } from '../../i18n/useT.ts'
import { AddIcon, DeleteIcon, DownIcon, UpIcon } from '../../ui/icons.ts'
import { ToolButton } from '../../ui/ToolButton.tsx'
import { Attest } from './Attest.tsx'
import { FieldGrid } from './FieldGrid.tsx'
import { ReceivedStudies } from './ReceivedStudies.tsx'
import { STUDIES } from './studyRows.ts'

interface RowListProps {
  section: TemplateSection
  list: TemplateList
  open: Section
  writable: boolean
  obstacles: readonly SigningObstacle[]
  /** Asked for values of this section; of a row its own come first. */
  input: ConditionInput
}

export function RowList({ section, list, open, writable, obstacles, input }: RowListProps) {
  const t = useT()
  const rows = open.registers.lists[list.key] ?? []
  const [removed, setRemoved] = useState<{ id: string; name: string } | null>(null)
  const box = useRef<HTMLFieldSetElement>(null)
  const set = (row: string, field: string, value: string) => open.setField(rowKey(list.key, row, field), value)
  const lastOrder = rows.at(-1)?.order ?? 0
  const missing = obstacles.filter(({ code, fieldKey }) => code === 'materialUnaddressed' && fieldKey === list.key)

  function add(values: Readonly<Record<string, string>> = {}, at = lastOrder + 1) {
    const row = newUuid(Date.now())
    set(row, ROW_ORDER, String(at))
    for (const [field, value] of Object.entries(values)) set(row, field, value)
    setRemoved(null)
    return row
  }
  function addOne() {
    const row = add()
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-row="${row}"] :is(input, select, textarea)`)?.focus())
  }
  function addAll(all: readonly Readonly<Record<string, string>>[]) {
    for (const [i, values] of all.entries()) add(values, lastOrder + 1 + i)
  }
  function remove(row: RowContent, name: string) {
    set(row.id, ROW_REMOVED, 'true')
    setRemoved({ id: row.id, name })
  }
  function move(at: number, step: 1 | -1) {
    const other = rows[at + step]
    const row = rows[at]
    if (!row || !other) return
    set(row.id, ROW_ORDER, String(other.order === row.order ? other.order + step : other.order))
    set(other.id, ROW_ORDER, String(row.order))
  }
  if (rows.length === 0 && !writable) return null
  return (
    <fieldset ref={box} className="r-list" aria-label={list.title[t.language]} data-field={`${section.key}.${list.key}`} tabIndex={-1}>
      <div className="r-list-head">
        <h3 className="t-heading">{list.title[t.language]}</h3>
        {writable && (
          <Button size="compact-sm" variant="subtle" leftSection={<AddIcon size={16} aria-hidden />} onClick={addOne}>
            {t('report.list.add', { one: list.one[t.language] })}
          </Button>
        )}
        {writable && missing.length > 0 && (
          <Button size="compact-sm" variant="subtle" onClick={() => addAll(missing.map(({ detail }) => ({ item: detail })))}>
            {t('report.list.addMissing', { count: missing.length })}
          </Button>
        )}
        {writable && list.key === STUDIES && <ReceivedStudies list={list} rows={rows} onAdd={addAll} onLimits={(row, limits) => set(row, 'limits', limits)} />}
      </div>
      {rows.map((row, i) => (
        <Row
          key={row.id}
          section={section}
          list={list}
          row={row}
          number={i + 1}
          isFirst={i === 0}
          isLast={i === rows.length - 1}
          open={open}
          writable={writable}
          obstacles={obstacles}
          input={input}
          onMove={(step) => move(i, step)}
          onRemove={(name) => remove(row, name)}
        />
      ))}
      {removed && (
        <p className="t-small t-2" role="status">
          {t('report.list.removed', { name: removed.name })}{' '}
          <button
            type="button"
            className="c-link"
            onClick={() => {
              set(removed.id, ROW_REMOVED, '')
              setRemoved(null)
            }}
          >
            {t('report.list.undo')}
          </button>
        </p>
      )}
    </fieldset>
  )
}

interface RowProps extends RowListProps {
  row: RowContent
  number: number
  isFirst: boolean
  isLast: boolean
  onMove(step: 1 | -1): void
  onRemove(name: string): void
}

function Row({ section, list, row, number, isFirst, isLast, open, writable, obstacles, input, onMove, onRemove }: RowProps) {
  const t = useT()
  // Of an earlier opinion every point counts: it is compared point by point.
  const [more, setMore] = useState(writable && list.key === EARLIER_OPINIONS.list)
  const nameField = list.fields.find(({ key }) => key === list.name)
  const stated = row.fields[list.name]?.value ?? ''
  const name = nameField && stated ? displayFieldValue(nameField, stated, t.language) : t('report.list.unnamed', { one: list.one[t.language], number })
  const registerOf = (field: string) => rowKey(list.key, row.id, field)
  const isMain = (field: TemplateList['fields'][number]) => field.required || field.requiredWhen !== undefined || row.fields[field.key] !== undefined || obstacles.some(({ fieldKey }) => fieldKey === registerOf(field.key))
  const main = list.fields.filter(isMain)
  const rest = list.fields.length - main.length
  const ownFirst: ConditionInput = { ...input, valueOf: (field) => row.fields[field]?.value.trim() ?? input.valueOf(field) }
  return (
    <fieldset className="r-row" aria-label={name} data-row={row.id}>
      <div className="r-row-head">
        <span className="t-small t-3 t-number">{number}</span>
        <strong className="t-clip r-row-name">{name}</strong>
        {rest > 0 && (writable || more) && (
          <button type="button" className="c-link t-small" aria-expanded={more} aria-label={t('report.list.more', { name })} onClick={() => setMore(!more)}>
            {t(more ? 'report.list.less' : 'report.list.moreShort')}
          </button>
        )}
        {writable && (
          <>
            <ToolButton size={16} label={t('report.list.up', { name })} icon={UpIcon} disabled={isFirst} onClick={() => onMove(-1)} />
            <ToolButton size={16} label={t('report.list.down', { name })} icon={DownIcon} disabled={isLast} onClick={() => onMove(1)} />
            <ToolButton size={16} label={t('report.list.remove', { name })} icon={DeleteIcon} onClick={() => onRemove(name)} />
          </>
        )}
      </div>
      {list.key === 'experts' && writable && <Attest row={row.id} isAgain={row.fields.reviewedContent !== undefined} />}
      <FieldGrid
        fields={more ? list.fields : main}
        values={row.fields}
        input={ownFirst}
        writable={writable}
        conflicts={open.registers.conflicts}
        obstacles={obstacles}
        section={section.key}
        registerOf={registerOf}
        onSet={open.setField}
      />
    </fieldset>
  )
}
