// Who health-data files (HL7 v2, FHIR, C-CDA) say they are about: by their own patient fields, never by free text.
import type { StatedIdentity } from '#shared/domain/identity.ts'
import type { WrittenName } from '#shared/domain/personName.ts'
import type { DocumentKind } from '#shared/domain/sourceDocument.ts'
import { decodeEntities } from './markup.ts'

export interface ExchangeStatement {
  stated: StatedIdentity
  name: WrittenName | null
  issuer: string | null
  documentDate: string | null
  kind: DocumentKind | null
  /** The file names more than one patient. */
  isOfSeveral?: true
}

function statement(family: string | null, given: string | null, rest: Omit<ExchangeStatement, 'stated' | 'name'> & Omit<StatedIdentity, 'familyName' | 'givenName'>): ExchangeStatement {
  const { birthDate, sex, identifier, ...others } = rest
  const name = family || given ? { pn: `${family ?? ''}^${given ?? ''}` } : null
  return { stated: { familyName: family, givenName: given, birthDate, sex, identifier }, name, ...others }
}

/** States nobody, and says why. */
const SEVERAL_PATIENTS: ExchangeStatement = {
  stated: { familyName: null, givenName: null, birthDate: null, sex: null, identifier: null },
  name: null,
  issuer: null,
  documentDate: null,
  kind: null,
  isOfSeveral: true,
}

const dateOf = (digits: string | undefined) => {
  const parts = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(digits ?? '')
  return parts ? `${parts[1]}-${parts[2]}-${parts[3]}` : null
}

/** HL7 v2: PID-3, PID-5, PID-7, PID-8; the date of the message's results (OBR-7) or of the message. */
export function readHl7(text: string): ExchangeStatement | null {
  const segments = text.split(/\r\n|\r|\n/).map((line) => line.split('|'))
  const header = segments.find(([name]) => name?.replace(/^\uFEFF/, '') === 'MSH')
  const patients = segments.filter(([name]) => name === 'PID')
  const [pid] = patients
  if (!header || !pid) return null
  // Several messages in one file are common, of several patients they are a mistake that a person must see.
  if (new Set(patients.map((fields) => [fields[3], fields[5], fields[7]].join('|'))).size > 1) return SEVERAL_PATIENTS
  const [identifier, , , issuer] = (pid[3]?.split('~')[0] ?? '').split('^')
  const [family, given, middle] = (pid[5]?.split('~')[0] ?? '').split('^')
  const observed = segments.find(([name]) => name === 'OBR')?.[7]
  return statement(family || null, `${given ?? ''} ${middle ?? ''}`.trim() || null, {
    birthDate: dateOf(pid[7]),
    sex: pid[8] || null,
    identifier: identifier || null,
    issuer: issuer?.split('&')[0] || null,
    documentDate: dateOf(observed) ?? dateOf(header[6]),
    kind: /ORU|LAB/.test(header[8] ?? '') ? 'laboratory' : null,
  })
}

interface FhirPatient {
  resourceType: 'Patient'
  name?: { family?: unknown; given?: unknown; use?: unknown }[]
  birthDate?: unknown
  gender?: unknown
  identifier?: { value?: unknown; system?: unknown }[]
}

/** FHIR: the only Patient of a Bundle, of a list of resources, or the resource itself. Several patients state nothing. */
export function readFhir(value: unknown): ExchangeStatement | null {
  const patients = resourcesOf(value).filter((resource): resource is FhirPatient => resource.resourceType === 'Patient')
  const [patient] = patients
  if (!patient) return null
  if (new Set(patients.map(({ name, birthDate, identifier }) => JSON.stringify([name, birthDate, identifier]))).size > 1) return SEVERAL_PATIENTS
  const name = Array.isArray(patient.name) ? (patient.name.find(({ use }) => use === 'official') ?? patient.name[0]) : undefined
  const given = Array.isArray(name?.given) ? name.given.filter((part) => typeof part === 'string').join(' ') : ''
  const identifier = Array.isArray(patient.identifier) ? patient.identifier[0] : undefined
  const text = (part: unknown) => (typeof part === 'string' && part !== '' ? part : null)
  return statement(text(name?.family), given || null, {
    birthDate: dateOf(text(patient.birthDate) ?? ''),
    sex: text(patient.gender),
    identifier: text(identifier?.value),
    issuer: text(identifier?.system),
    documentDate: null,
    kind: null,
  })
}

/** The resources of a Bundle, of a bare list, or the resource itself. */
export function resourcesOf(value: unknown): { resourceType?: unknown }[] {
  if (Array.isArray(value)) return value.flatMap((entry) => (isObject(entry) ? [entry] : []))
  if (!isObject(value)) return []
  const { entry } = value as { entry?: unknown }
  if (!Array.isArray(entry)) return [value]
  return entry.flatMap((part) => (isObject(part) && isObject(part.resource) ? [part.resource] : []))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** C-CDA header: recordTarget/patientRole. Read by pattern inside that element only; nothing is expanded or resolved. */
export function readCda(xml: string): ExchangeStatement | null {
  const role = /<recordTarget\b[\s\S]*?<\/recordTarget>/i.exec(xml)?.[0]
  if (!role) return null
  const name = /<patient\b[\s\S]*?<name\b[\s\S]*?<\/name>/i.exec(role)?.[0] ?? ''
  const element = (tag: string) =>
    [...name.matchAll(new RegExp(`<${tag}\\b[^>]*>([^<]*)<`, 'gi'))].map((match) => decodeEntities(match[1] ?? '').trim()).filter(Boolean).join(' ') || null
  const attribute = (source: string, tag: string, attributeName: string) =>
    new RegExp(`<${tag}\\b[^>]*\\b${attributeName}="([^"]*)"`, 'i').exec(source)?.[1] ?? null
  const head = xml.slice(0, xml.indexOf('<recordTarget'))
  return statement(element('family'), element('given'), {
    birthDate: dateOf(attribute(role, 'birthTime', 'value') ?? ''),
    sex: attribute(role, 'administrativeGenderCode', 'code'),
    identifier: attribute(role, 'id', 'extension'),
    issuer: attribute(role, 'id', 'root'),
    documentDate: dateOf(attribute(head, 'effectiveTime', 'value') ?? ''),
    kind: null,
  })
}
