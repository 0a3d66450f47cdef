// What a general FHIR validator lets pass and we do not: required bindings, one value[x], references that lead nowhere, empty values. Pure.
// Source: HL7 FHIR R4 value sets named beside each list.

type Json = unknown
interface Finding {
  readonly code: 'binding' | 'choice' | 'reference' | 'empty' | 'required' | 'document'
  readonly at: string
}

/** Required bindings of the elements that we write. */
const BINDINGS: Readonly<Record<string, readonly string[]>> = {
  'Bundle.type': ['document'],
  'Composition.status': ['preliminary', 'final', 'amended', 'entered-in-error'],
  'Composition.attester.mode': ['personal', 'professional', 'legal', 'official'],
  'Composition.relatesTo.code': ['replaces', 'transforms', 'signs', 'appends'],
  'Composition.section.text.status': ['generated', 'extensions', 'additional', 'empty'],
  'DiagnosticReport.status': ['registered', 'partial', 'preliminary', 'final', 'amended', 'corrected', 'appended', 'cancelled', 'entered-in-error', 'unknown'],
  'Observation.status': ['registered', 'preliminary', 'final', 'amended', 'corrected', 'cancelled', 'entered-in-error', 'unknown'],
  'DocumentReference.status': ['current', 'superseded', 'entered-in-error'],
  'ImagingStudy.status': ['registered', 'available', 'cancelled', 'entered-in-error', 'unknown'],
  'Patient.gender': ['male', 'female', 'other', 'unknown'],
  'Patient.name.use': ['usual', 'official', 'temp', 'nickname', 'anonymous', 'old', 'maiden'],
}

const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  Bundle: ['type', 'identifier', 'timestamp', 'entry'], Composition: ['status', 'type', 'date', 'author', 'title', 'subject'], DiagnosticReport: ['status', 'code'], Observation: ['status', 'code'],
  DocumentReference: ['status', 'content'], ImagingStudy: ['status', 'subject'], Condition: ['subject'], Provenance: ['target', 'recorded', 'agent'],
}

/** Elements of which at most one may be there. */
const CHOICE = /^(value|effective|onset|occurred)[A-Z]/

const isRecord = (value: Json): value is Record<string, Json> => typeof value === 'object' && value !== null && !Array.isArray(value)

export function checkFhir(bundle: Json): Finding[] {
  if (!isRecord(bundle) || !Array.isArray(bundle.entry)) return [{ code: 'document', at: 'Bundle' }]
  const entries = bundle.entry.filter(isRecord)
  const urls = entries.map(({ fullUrl }) => fullUrl)
  return [...checkDocument(entries, urls), ...walk(bundle, 'Bundle', new Set(urls))]
}

function checkDocument(entries: readonly Record<string, Json>[], urls: readonly Json[]): Finding[] {
  const found: Finding[] = []
  const first = entries[0]?.resource
  if (!isRecord(first) || first.resourceType !== 'Composition') found.push({ code: 'document', at: 'Bundle.entry[0]' })
  if (new Set(urls).size !== urls.length || urls.some((url) => typeof url !== 'string' || !/^urn:uuid:[0-9a-f-]{36}$/.test(url))) found.push({ code: 'document', at: 'Bundle.entry.fullUrl' })
  return found
}

function walk(value: Json, path: string, known: ReadonlySet<Json>): Finding[] {
  if (Array.isArray(value)) return [...(value.length === 0 ? [{ code: 'empty' as const, at: path }] : []), ...value.flatMap((one) => walk(one, path, known))]
  if (isRecord(value)) {
    const own = typeof value.resourceType === 'string' ? value.resourceType : path
    return [...checkElement(value, own, known), ...Object.entries(value).flatMap(([name, inner]) => walk(inner, `${own}.${name}`, known))]
  }
  if (value === '' || value === null || value === undefined) return [{ code: 'empty', at: path }]
  const allowed = BINDINGS[path]
  return allowed && !allowed.includes(String(value)) ? [{ code: 'binding', at: path }] : []
}

function checkElement(value: Readonly<Record<string, Json>>, own: string, known: ReadonlySet<Json>): Finding[] {
  const names = Object.keys(value)
  const stems = names.flatMap((name) => CHOICE.exec(name)?.[1] ?? [])
  const twice = [...new Set(stems.filter((stem, i) => stems.indexOf(stem) !== i))]
  return [
    ...(names.length === 0 ? [{ code: 'empty' as const, at: own }] : []),
    ...(REQUIRED[own] ?? []).filter((name) => value[name] === undefined).map((name) => ({ code: 'required' as const, at: `${own}.${name}` })),
    ...twice.map((stem) => ({ code: 'choice' as const, at: `${own}.${stem}[x]` })),
    ...(typeof value.reference === 'string' && !known.has(value.reference) ? [{ code: 'reference' as const, at: own }] : []),
  ]
}
