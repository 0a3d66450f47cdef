// How an index row is kept small: what it shares with the first object of its series is in the series' form, the row holds the rest. Reading puts both together, exactly.
import type { Readable, Writable } from '../storage/handles.ts'

type Fields = Readonly<Record<string, unknown>>

/** The three texts of a row; `image` null for objects without pixels. */
export interface RowParts {
  header: Fields
  image: Fields | null
  identity: Fields
}

export interface PackedRow {
  header: string
  image: string | null
  identity: string
  /** null: the row is whole. */
  form: number | null
}

interface Form {
  id: number
  parts: RowParts
  texts: FormTexts
}

/** What is compared with again and again: objects as JSON, and how many fields a part has. */
type FormTexts = Record<(typeof PARTS)[number], Readonly<Record<string, string>>> & { fields: Record<(typeof PARTS)[number], number> }

/** Above this share of the whole a row had better begin a form of its own. */
const WORTH = 0.6
const PARTS = ['header', 'image', 'identity'] as const

function formOf(id: number, parts: RowParts): Form {
  const texts: FormTexts = { header: {}, image: {}, identity: {}, fields: { header: 0, image: 0, identity: 0 } }
  for (const part of PARTS) {
    const stated = Object.entries(parts[part] ?? {}).filter(([, value]) => value !== undefined)
    texts.fields[part] = stated.length
    texts[part] = Object.fromEntries(stated.flatMap(([name, value]) => (typeof value === 'object' && value !== null ? [[name, JSON.stringify(value)]] : [])))
  }
  return { id, parts, texts }
}

/** Forms in use, for as long as their transaction lives. */
const inUse = new WeakMap<Writable, Map<string, Form>>()

export function packRow(tx: Writable, caseId: string, SeriesInstanceUID: string, parts: RowParts): PackedRow {
  const known = inUse.get(tx) ?? new Map<string, Form>()
  inUse.set(tx, known)
  const key = `${caseId} ${SeriesInstanceUID}`
  const form = known.get(key) ?? newestForm(tx, caseId, SeriesInstanceUID)
  const packed = form && differenceFrom(form, parts)
  if (packed) {
    known.set(key, form)
    return packed
  }
  const body = JSON.stringify(parts)
  const row = tx.get<{ id: number }>('INSERT INTO instance_form (case_id, series_uid, body) VALUES (?, ?, ?) RETURNING id', [caseId, SeriesInstanceUID, body])
  if (!row) throw new Error('a form was not kept')
  known.set(key, formOf(row.id, parts))
  return { header: '{}', image: parts.image && '{}', identity: '{}', form: row.id }
}

function newestForm(r: Readable, caseId: string, SeriesInstanceUID: string): Form | undefined {
  const row = r.get<{ id: number; body: string }>('SELECT id, body FROM instance_form WHERE case_id = ? AND series_uid = ? ORDER BY id DESC LIMIT 1', [caseId, SeriesInstanceUID])
  return row && formOf(row.id, JSON.parse(row.body) as RowParts)
}

/** @returns undefined when the form does not fit: other fields, or hardly anything in common */
function differenceFrom({ id, parts: form, texts }: Form, own: RowParts): PackedRow | undefined {
  if ((form.image === null) !== (own.image === null)) return undefined
  const differing: Record<(typeof PARTS)[number], Record<string, unknown>> = { header: {}, image: {}, identity: {} }
  let [mine, all] = [0, 0]
  for (const part of PARTS) {
    const [common, whole] = [form[part], own[part]]
    if (common === null || whole === null) continue
    let fields = 0
    // Runs for every field of every image of a CD: no list is made on the way.
    for (const name in whole) {
      const value = whole[name]
      // As JSON has them: a field without a value is no field.
      if (value === undefined) continue
      const known = common[name]
      if (known === undefined) return undefined
      fields++
      if (known === value || (typeof value === 'object' && value !== null && typeof known === 'object' && known !== null && texts[part][name] === JSON.stringify(value))) continue
      differing[part][name] = value
      mine++
    }
    if (fields !== texts.fields[part]) return undefined
    all += fields
  }
  if (mine > all * WORTH) return undefined
  return { header: JSON.stringify(differing.header), image: own.image && JSON.stringify(differing.image), identity: JSON.stringify(differing.identity), form: id }
}

/** Puts rows and their forms together; reads each form once. Keep it for one callback only. */
export function rowReader(r: Readable): (row: Omit<PackedRow, 'header' | 'identity'> & { header?: string; identity?: string }) => RowParts {
  const forms = new Map<number, RowParts>()
  function readForm(id: number): RowParts {
    const known = forms.get(id)
    if (known) return known
    const row = r.get<{ body: string }>('SELECT body FROM instance_form WHERE id = ?', [id])
    if (!row) throw new Error('an index row has lost its form')
    const parts = JSON.parse(row.body) as RowParts
    forms.set(id, parts)
    return parts
  }
  return ({ form, header = '{}', image, identity = '{}' }) => {
    const common = form === null ? null : readForm(form)
    return {
      header: { ...common?.header, ...(JSON.parse(header) as Fields) },
      image: image === null ? null : { ...common?.image, ...(JSON.parse(image) as Fields) },
      identity: { ...common?.identity, ...(JSON.parse(identity) as Fields) },
    }
  }
}
