// The audit in the forms that others read: CSV, FHIR R4 AuditEvent (IHE BALP), DICOM PS3.15 A.5 audit messages. Pure.
import type { AUDIT_FORMATS, AuditEntry } from '#shared/contract/service/audit.contract.ts'

type Format = (typeof AUDIT_FORMATS)[number]

/** DICOM PS3.15 A.5.1 event ids (DCM) and FHIR action codes by the beginning of our event names; the first that fits counts. */
const KINDS: readonly (readonly [start: string, code: string, display: string, action: 'C' | 'R' | 'U' | 'D' | 'E'])[] = [
  ['case.fetched', '110103', 'DICOM Instances Accessed', 'R'],
  ['case.glass', '110113', 'Security Alert', 'E'],
  ['case.published', '110103', 'DICOM Instances Accessed', 'C'],
  ['case.erased', '110105', 'DICOM Study Deleted', 'D'],
  ['case.', '110103', 'DICOM Instances Accessed', 'U'],
  ['blob.', '110104', 'DICOM Instances Transferred', 'R'],
  ['report.', '110103', 'DICOM Instances Accessed', 'U'],
  ['device.', '110114', 'User Authentication', 'E'],
  ['signIn.', '110114', 'User Authentication', 'E'],
  ['account.', '110113', 'Security Alert', 'U'],
  ['person.', '110113', 'Security Alert', 'U'],
  ['policy.', '110113', 'Security Alert', 'U'],
  ['expert.', '110113', 'Security Alert', 'U'],
  ['audit.', '110101', 'Audit Log Used', 'R'],
  ['server.', '110100', 'Application Activity', 'E'],
]

function kindOf(event: string): { code: string; display: string; action: string } {
  const found = KINDS.find(([start]) => event.startsWith(start))
  return found ? { code: found[1], display: found[2], action: found[3] } : { code: '110100', display: 'Application Activity', action: 'E' }
}

/** 0 success, 4 minor failure (FHIR and DICOM use the same numbers). */
const outcomeOf = (event: string) => (/Refused|Failed|rejected/.test(event) ? '4' : '0')

export function exportAudit(entries: readonly AuditEntry[], format: Format, source: { serverId: string }): { name: string; mediaType: string; text: string } {
  switch (format) {
    case 'csv':
      return { name: 'audit.csv', mediaType: 'text/csv; charset=utf-8', text: csv(entries) }
    case 'fhir':
      return { name: 'audit.fhir.json', mediaType: 'application/fhir+json', text: `${JSON.stringify(fhir(entries, source.serverId), null, 1)}\n` }
    case 'dicom':
      return { name: 'audit.dicom.xml', mediaType: 'application/xml', text: dicom(entries, source.serverId) }
  }
}

const COLUMNS = ['seq', 'at', 'actor', 'actorName', 'role', 'device', 'event', 'caseId', 'fields', 'reason'] as const

/** RFC 4180. A cell that a spreadsheet would take for a formula gets an apostrophe in front. */
function csv(entries: readonly AuditEntry[]): string {
  const cell = (value: unknown) => {
    const text = value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  return [COLUMNS.join(','), ...entries.map((entry) => COLUMNS.map((column) => cell(entry[column])).join(','))].join('\r\n').concat('\r\n')
}

function fhir(entries: readonly AuditEntry[], serverId: string) {
  const DCM = 'http://dicom.nema.org/resources/ontology/DCM'
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: entries.map((entry) => {
      const { code, display, action } = kindOf(entry.event)
      return {
        fullUrl: `urn:consilium:${serverId}:audit:${entry.seq}`,
        resource: {
          resourceType: 'AuditEvent',
          type: { system: DCM, code, display },
          subtype: [{ system: 'urn:consilium:event', code: entry.event }],
          action,
          recorded: entry.at,
          outcome: outcomeOf(entry.event),
          agent: [
            {
              who: entry.actor === '' ? { display: 'not signed in' } : { identifier: { system: 'urn:consilium:user', value: entry.actor }, ...(entry.actorName ? { display: entry.actorName } : {}) },
              requestor: true,
              ...(entry.role === '' ? {} : { role: [{ text: entry.role }] }),
              ...(entry.device === '' ? {} : { network: { address: entry.device, type: '5' } }),
            },
          ],
          source: { observer: { identifier: { system: 'urn:consilium:server', value: serverId } } },
          ...(entry.reason === null ? {} : { purposeOfEvent: [{ text: entry.reason }] }),
          ...entityOf(entry, serverId),
        },
      }
    }),
  }
}

/** Neither format takes an empty text. */
function details({ fields }: AuditEntry) {
  return Object.entries(fields).flatMap(([type, value]) => (value === null || value === '' ? [] : [{ type, valueString: String(value) }]))
}

/** The case; for an act on no case the server, where the act has details. */
function entityOf(entry: AuditEntry, serverId: string) {
  const what = entry.caseId === null ? { system: 'urn:consilium:server', value: serverId } : { system: 'urn:consilium:case', value: entry.caseId }
  return entry.caseId === null && details(entry).length === 0 ? {} : { entity: [{ what: { identifier: what }, ...detailsOf(entry) }] }
}

/** FHIR knows no empty list. */
function detailsOf(entry: AuditEntry) {
  const detail = details(entry)
  return detail.length === 0 ? {} : { detail }
}

/** PS3.15 A.5.2: one AuditMessage per entry. */
function dicom(entries: readonly AuditEntry[], serverId: string): string {
  const coded = (name: string, code: string, system: string, text: string) =>
    `<${name} csd-code=${quoted(code)} codeSystemName=${quoted(system)} originalText=${quoted(text)}/>`
  const messages = entries.map((entry) => {
    const { code, display, action } = kindOf(entry.event)
    const said = [...details(entry), ...(entry.reason === null ? [] : [{ type: 'reason', valueString: entry.reason }])]
      .map(({ type, valueString }) => `<ParticipantObjectDetail type=${quoted(type)} value=${quoted(Buffer.from(valueString, 'utf8').toString('base64'))}/>`)
      .join('')
    // Role 3: what was reported on; 13: a resource of security, for an act on no case.
    const object = (id: string, role: number, code: string, name: string) =>
      `<ParticipantObjectIdentification ParticipantObjectID=${quoted(id)} ParticipantObjectTypeCode="2" ParticipantObjectTypeCodeRole="${role}">${coded('ParticipantObjectIDTypeCode', code, 'consilium', name)}<ParticipantObjectName>${escaped(id)}</ParticipantObjectName>${said}</ParticipantObjectIdentification>`
    const about = entry.caseId === null ? (said === '' ? '' : object(serverId, 13, 'server', 'Server')) : object(entry.caseId, 3, 'case', 'Case')
    return `<AuditMessage><EventIdentification EventActionCode="${action}" EventDateTime=${quoted(entry.at)} EventOutcomeIndicator="${outcomeOf(entry.event)}">${coded('EventID', code, 'DCM', display)}${coded('EventTypeCode', entry.event, 'consilium', entry.event)}</EventIdentification><ActiveParticipant UserID=${quoted(entry.actor || 'unknown')}${entry.actorName ? ` UserName=${quoted(entry.actorName)}` : ''} UserIsRequestor="true"${entry.device ? ` NetworkAccessPointID=${quoted(entry.device)} NetworkAccessPointTypeCode="5"` : ''}>${entry.role ? coded('RoleIDCode', entry.role, 'consilium', entry.role) : ''}</ActiveParticipant><AuditSourceIdentification AuditSourceID=${quoted(serverId)}/>${about}</AuditMessage>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<AuditMessages>\n${messages.join('\n')}\n</AuditMessages>\n`
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
function quoted(text: string): string {
  return `"${escaped(text)}"`
}

function escaped(text: string): string {
  // Characters XML 1.0 cannot carry are left out.
  const clean = [...text].filter((c) => c >= ' ' || c === '\t' || c === '\n').join('')
  return clean.replace(/[&<>"]/g, (c) => ESCAPES[c] ?? c)
}
