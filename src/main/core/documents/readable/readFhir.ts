// FHIR resources as people read them: one table per kind that a clinician looks for, the rest only counted. Values as written.
import type { ReadableBlock } from '#shared/domain/readableDocument.ts'
import { resourcesOf } from '../exchangeFacts.ts'

type Resource = Record<string, unknown>
type Row = (resource: Resource) => string[]

const TABLES: readonly { types: readonly string[]; key: string; columns: readonly string[]; row: Row }[] = [
  { types: ['Condition'], key: 'conditions', columns: ['name', 'status', 'date'], row: (r) => [concept(r.code), concept(r.clinicalStatus) || concept(r.verificationStatus), day(r.onsetDateTime ?? r.recordedDate)] },
  { types: ['Observation'], key: 'observations', columns: ['test', 'value', 'unit', 'range', 'flag', 'date', 'code'], row: observation },
  { types: ['Procedure'], key: 'procedures', columns: ['name', 'status', 'date'], row: (r) => [concept(r.code), text(r.status), day(r.performedDateTime ?? member(r.performedPeriod, 'start'))] },
  { types: ['MedicationRequest', 'MedicationStatement', 'MedicationAdministration'], key: 'medications', columns: ['name', 'status', 'date'], row: (r) => [concept(r.medicationCodeableConcept) || text(member(r.medicationReference, 'display')), text(r.status), day(r.authoredOn ?? r.effectiveDateTime)] },
  { types: ['AllergyIntolerance'], key: 'allergies', columns: ['name', 'status', 'date'], row: (r) => [concept(r.code), concept(r.clinicalStatus), day(r.recordedDate)] },
  { types: ['DiagnosticReport'], key: 'reports', columns: ['name', 'status', 'date', 'text'], row: (r) => [concept(r.code), text(r.status), day(r.effectiveDateTime ?? r.issued), text(r.conclusion)] },
  { types: ['ImagingStudy'], key: 'imaging', columns: ['name', 'status', 'date'], row: (r) => [text(r.description), text(r.status), day(r.started)] },
]

export function readFhirBlocks(json: unknown): ReadableBlock[] {
  const resources = resourcesOf(json) as Resource[]
  const blocks: ReadableBlock[] = []
  const shown = new Set<unknown>()
  for (const { types, key, columns, row } of TABLES) {
    const own = resources.filter((resource) => types.includes(text(resource.resourceType)))
    if (own.length === 0) continue
    for (const type of types) shown.add(type)
    blocks.push({ type: 'heading', level: 2, text: '', key }, { type: 'table', columns: [...columns], header: [], rows: own.map(row) })
  }
  const others = new Map<string, number>()
  for (const { resourceType } of resources) if (!shown.has(resourceType)) others.set(text(resourceType), (others.get(text(resourceType)) ?? 0) + 1)
  if (others.size > 0) blocks.push({ type: 'heading', level: 2, text: '', key: 'others' }, { type: 'table', columns: ['name', 'count'], header: [], rows: [...others].map(([name, count]) => [name, String(count)]) })
  return blocks
}

function observation(r: Resource): string[] {
  const components = list(r.component)
  const values = components.length > 0 ? components.map((part) => `${concept(part.code)}: ${quantityOf(part).join(' ')}`) : []
  const [value = '', unit = ''] = quantityOf(r)
  return [concept(r.code), value || values.join('\n'), unit, rangeOf(r), list(r.interpretation).map(concept).join(', '), day(r.effectiveDateTime ?? r.issued), loinc(r.code)]
}

/** [value, unit] as written. */
function quantityOf(r: Resource): [string, string] {
  const quantity = r.valueQuantity
  if (isObject(quantity)) return [`${text(quantity.comparator)}${number(quantity.value)}`, text(quantity.code) || text(quantity.unit)]
  return [concept(r.valueCodeableConcept) || text(r.valueString) || number(r.valueInteger) || text(r.valueDateTime), '']
}

function rangeOf(r: Resource): string {
  const [range] = list(r.referenceRange)
  if (!range) return ''
  return text(range.text) || [number(member(range.low, 'value')), number(member(range.high, 'value'))].filter(Boolean).join('\u2013')
}

const isObject = (value: unknown): value is Resource => typeof value === 'object' && value !== null && !Array.isArray(value)
const member = (value: unknown, name: string) => (isObject(value) ? value[name] : undefined)
const text = (value: unknown) => (typeof value === 'string' ? value : '')
const number = (value: unknown) => (typeof value === 'number' ? String(value) : '')
const list = (value: unknown): Resource[] => (Array.isArray(value) ? value.filter(isObject) : [])
const day = (value: unknown) => text(value).slice(0, 16).replace('T', ' ')

const loinc = (value: unknown) => text(list(member(value, 'coding')).find(({ system }) => /loinc/i.test(text(system)))?.code)

/** A CodeableConcept in its own words. */
function concept(value: unknown): string {
  const [coding] = list(member(value, 'coding'))
  return text(member(value, 'text')) || text(coding?.display) || text(coding?.code)
}
