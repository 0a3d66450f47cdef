// Rows of a section's lists (options, recommendations, trials ...): registers whose keys name list, row and field.
import type { FieldValue } from '../domain/report.ts'
import type { RowContent } from '../domain/reportContent.ts'
import { ROW_ORDER, ROW_REMOVED, rowKey } from './layout.ts'

const KEY = /^([a-z][A-Za-z0-9]*)\/([0-9a-f-]{36})\/([a-z][A-Za-z0-9]*)$/

/** @returns undefined for the key of a plain field */
export function parseRowKey(key: string): { list: string; row: string; field: string } | undefined {
  const [, list, row, field] = KEY.exec(key) ?? []
  return list && row && field ? { list, row, field } : undefined
}

/** @param registers of a section by key; empty ones are absent */
export function readRows(registers: Readonly<Record<string, FieldValue>>): { fields: Record<string, FieldValue>; lists: Record<string, RowContent[]>; unreadable: number } {
  const fields: Record<string, FieldValue> = {}
  const rows = new Map<string, { list: string; id: string; fields: Record<string, FieldValue> }>()
  let unreadable = 0
  for (const [key, value] of Object.entries(registers)) {
    const place = parseRowKey(key)
    if (place) {
      const id = rowKey(place.list, place.row, '')
      const row = rows.get(id) ?? { list: place.list, id: place.row, fields: {} }
      row.fields[place.field] = value
      rows.set(id, row)
    } else if (key.includes('/')) unreadable++
    else fields[key] = value
  }
  const lists: Record<string, RowContent[]> = {}
  for (const { list, id, fields: all } of rows.values()) {
    const { [ROW_ORDER]: order, [ROW_REMOVED]: removed, ...values } = all
    if (removed?.value === 'true') continue
    lists[list] = [...(lists[list] ?? []), { id, order: Number(order?.value ?? 0), fields: values }]
  }
  for (const list of Object.values(lists)) list.sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
  return { fields, lists, unreadable }
}
