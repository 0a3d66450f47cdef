// Puts one written section of the walkthrough's opinion into its shared document, through the one writer.
import type * as Y from 'yjs'
import { setField, setNarrative } from '#shared/casedoc/edit.ts'
import { type EditOrigin, ROW_ORDER, rowKey } from '#shared/casedoc/layout.ts'
import type { FieldValue } from '#shared/domain/report.ts'
import type { WrittenSection } from './lungOpinion.ts'

/** Rows have the same ids in every run: the same opinion has the same content. */
function rowId(n: number): string {
  return `018f0000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
}

/** @param value makes the register of a value, with who sets it and when */
export function writeSection(doc: Y.Doc, origin: EditOrigin, { fields = {}, rows = {}, body }: WrittenSection, value: (text: string) => FieldValue): void {
  for (const [key, text] of Object.entries(fields)) setField(doc, origin, key, value(text))
  for (const [list, all] of Object.entries(rows)) {
    all.forEach((row, i) => {
      const set = (field: string, text: string) => setField(doc, origin, rowKey(list, rowId(i + 1), field), value(text))
      set(ROW_ORDER, String(i + 1))
      for (const [field, text] of Object.entries(row)) set(field, text)
    })
  }
  if (body) setNarrative(doc, origin, body)
}
