// The scoped report as a FHIR R4 document: Composition first, then everything it refers to. Codes as recorded; conformance to no profile is claimed.
// Source: HL7 FHIR R4 (4.0.1), Bundle of type document, Composition, DiagnosticReport, DocumentReference, Provenance.
import { sectionBlocks, withProofs } from '#shared/domain/canonicalLists.ts'
import type { CanonicalBlock, CanonicalInline, CanonicalReport } from '#shared/domain/canonicalReport.ts'
import { totalLoinc } from '#shared/domain/instruments.ts'
import type { SeenScores } from '#shared/domain/psychology.ts'
import { instantOnWall } from '#shared/domain/localFormat.ts'
import type { ReportStatus } from '#shared/domain/report.ts'
import type { LocalZone } from '#shared/domain/zones.ts'
import type { PrintStamp } from '../reports/pdf/stampWords.ts'
import { type FhirResource as Resource, fhirPatient, fhirUrn, withoutEmpty as clean } from './fhirParts.ts'
import { esc } from './htmlPage.ts'

export interface FhirFacts {
  readonly status: ReportStatus
  /** FHIR has no code for "superseded": title, conclusion and first section say it. */
  readonly stamp: PrintStamp | null
  readonly contentHash: string
  /** Everybody who signed, in order; the last signature made the version final. */
  readonly signatures: readonly [...FhirSignature[], FhirSignature]
  /** Totals that the patient asked to see, in their own package alone. */
  readonly seenScores: SeenScores['scores']
  /** The signed PDF, when the recipient may have it. */
  readonly pdf: { readonly sha256: string; readonly bytes: number; readonly sha1Base64: string } | null
}

interface FhirSignature {
  readonly signer: { readonly id: string; readonly name: string; readonly licence: string | null }
  /** ISO instant. */
  readonly signedAt: string
  /** Where; then every instant carries that offset. */
  readonly zone?: LocalZone | undefined
  /** Ed25519, base64url. */
  readonly signature: string
}

const LOINC = 'http://loinc.org'
/** FHIR R4 Composition.status has four codes; the finer one is on the DiagnosticReport. */
const COMPOSITION_STATUS: Readonly<Record<ReportStatus, string>> = { preliminary: 'preliminary', final: 'final', amended: 'amended', corrected: 'amended', appended: 'amended', 'entered-in-error': 'entered-in-error', cancelled: 'entered-in-error' }

interface Place {
  readonly report: CanonicalReport
  readonly facts: FhirFacts
  readonly ref: (name: string) => { reference: string }
}
type Named = readonly [string, Resource]

export function fhirBundle(report: CanonicalReport, facts: FhirFacts): Resource {
  const urn = (name: string) => fhirUrn(`consilium/fhir/${report.reportId}`, name)
  const place: Place = { report, facts, ref: (name) => ({ reference: urn(name) }) }
  const observations = measurements(place)
  const scores = questionnaires(place)
  const conditions = condition(place)
  const entries: Named[] = [
    ...people(place),
    ...observations,
    ...scores,
    ...material(place),
    ...conditions,
    ['diagnosticReport', diagnosticReport(place, observations.map(([name]) => name))],
    ['provenance', provenance(place)],
  ]
  return {
    resourceType: 'Bundle', type: 'document', identifier: { system: 'urn:consilium:report', value: `${report.reportId}/${report.reportNumber}` }, timestamp: signedAtOf(closing(facts)), language: report.locale,
    entry: [{ fullUrl: urn('composition'), resource: composition(place, conditions.length > 0, scores.map(([name]) => name)) }, ...entries.map(([name, resource]) => ({ fullUrl: urn(name), resource }))],
  }
}

function people({ report, facts }: Place): Named[] {
  const { patient } = report
  const practitioner = ({ id, name, licence }: { id: string; name: string; licence: string | null }): Named => [`practitioner/${id}`, clean({ resourceType: 'Practitioner', identifier: licence === null ? undefined : [{ value: licence }], name: [{ text: name }] })]
  const others = facts.signatures.map(({ signer }) => signer).filter(({ id }) => !report.authors.some((author) => author.id === id))
  return [
    ['patient', fhirPatient(patient)],
    ['organization', { resourceType: 'Organization', name: report.issuer ?? report.programme.name }],
    ...report.authors.map(practitioner),
    ...others.map(practitioner),
  ]
}

/** Calibrated lengths only: a number of pixels is no quantity. */
function measurements({ report, ref }: Place): Named[] {
  const quantity = (value: string | undefined) => ({ value: Number(value), unit: 'mm', system: 'http://unitsofmeasure.org', code: 'mm' })
  return report.proofs.flatMap(({ number, label, source, anchor, measurement }): Named[] => {
    if (measurement?.unit !== 'mm') return []
    const [long, short] = measurement.values
    const value = short === undefined ? { valueQuantity: quantity(long) } : { component: [{ code: { text: 'Long axis' }, valueQuantity: quantity(long) }, { code: { text: 'Short axis' }, valueQuantity: quantity(short) }] }
    return [[`observation/${number}`, clean({
      resourceType: 'Observation', status: 'final', code: { text: measurement.label || label }, subject: ref('patient'), effectiveDateTime: source?.date ?? undefined, ...value,
      note: [{ text: `SOPInstanceUID ${anchor.kind === 'image' ? anchor.SOPInstanceUID : ''}; ${measurement.spacingSource}` }],
    })]]
  })
}

function questionnaires({ report, facts, ref }: Place): Named[] {
  return facts.seenScores.map(({ instrument, takenOn, total }): Named => {
    const loinc = totalLoinc(instrument)
    return [`questionnaire/${instrument}`, clean({ resourceType: 'Observation', status: 'final', code: clean({ coding: loinc === null ? undefined : [{ system: LOINC, code: loinc }], text: instrument }), subject: ref('patient'), effectiveDateTime: takenOn, valueInteger: total, language: report.locale })]
  })
}

function material({ report, ref }: Place): Named[] {
  const documents = report.material.documents.map((document): Named => [`document/${document.id}`, clean({
    resourceType: 'DocumentReference', status: 'current', type: { text: document.kind }, subject: ref('patient'), date: document.date === null ? undefined : `${document.date}T00:00:00Z`, description: document.name,
    content: [{ attachment: clean({ title: document.name, language: document.language ?? undefined }) }], identifier: [{ system: 'urn:consilium:sha256', value: document.sha256 }],
  })])
  const studies = report.material.studies.map((study): Named => [`study/${study.StudyInstanceUID}`, clean({
    resourceType: 'ImagingStudy', status: 'available', subject: ref('patient'), identifier: [{ system: 'urn:dicom:uid', value: `urn:oid:${study.StudyInstanceUID}` }], started: study.date ?? undefined, description: study.description || undefined,
    series: study.series.map((one) => clean({ uid: one.SeriesInstanceUID, modality: { system: 'http://dicom.nema.org/resources/ontology/DCM', code: one.modality }, description: one.description || undefined, numberOfInstances: one.instances })),
  })])
  return [...documents, ...studies]
}

function condition({ report, ref }: Place): Named[] {
  const fields = report.sections.find(({ key }) => key === 'diagnosis')?.fields ?? []
  const code = fields.find(({ key }) => key === 'icd10')?.value
  const verification = fields.find(({ key }) => key === 'verificationStatus')?.value ?? ''
  if (code === undefined) return []
  return [['condition', clean({
    resourceType: 'Condition', subject: ref('patient'), code: clean({ coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code }], text: report.condition || undefined }),
    verificationStatus: VERIFICATION.includes(verification) ? { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: verification }] } : undefined,
  })]]
}

function diagnosticReport({ report, facts, ref }: Place, observations: readonly string[]): Resource {
  const { pdf } = facts
  const signers = signersOf(facts, ref)
  return clean({
    resourceType: 'DiagnosticReport', status: facts.status, code: typeOf(report), subject: ref('patient'), issued: signedAtOf(closing(facts)),
    identifier: [{ system: 'urn:consilium:sha256', value: facts.contentHash }], performer: [ref('organization'), ...signers], resultsInterpreter: signers,
    result: observations.map(ref), imagingStudy: report.material.studies.map(({ StudyInstanceUID }) => ref(`study/${StudyInstanceUID}`)),
    conclusion: [...(facts.stamp ? [`${facts.stamp.mark}. ${facts.stamp.heading}`] : []), ...report.answers.filter(({ asked, answer }) => asked && answer !== null).map(({ number, answer }) => `${number}. ${answer}`)].join('\n') || undefined,
    presentedForm: pdf === null ? undefined : [{ contentType: 'application/pdf', language: report.locale, url: 'report.pdf', size: pdf.bytes, hash: pdf.sha1Base64, title: report.title }],
  })
}

/** Who made the version final. */
const closing = ({ signatures }: FhirFacts): FhirSignature => signatures[signatures.length - 1] as FhirSignature
const signedAtOf = ({ signedAt, zone }: FhirSignature) => instantOnWall(signedAt, zone)
const signersOf = ({ signatures }: FhirFacts, ref: Place['ref']) => [...new Set(signatures.map(({ signer }) => signer.id))].map((id) => ref(`practitioner/${id}`))

/** HL7 value set signature-type (ASTM E1762): whoever closes the version signs as its author, those before as co-authors. */
const SIGNATURE_TYPES = { author: { code: '1.2.840.10065.1.12.1.1', display: "Author's Signature" }, coAuthor: { code: '1.2.840.10065.1.12.1.2', display: "Coauthor's Signature" } } as const

/** Everybody who signed, in the order in which they did: each signature is over those before it. */
function provenance({ facts, ref }: Place): Resource {
  const last = closing(facts)
  return {
    resourceType: 'Provenance', target: [ref('diagnosticReport')], recorded: signedAtOf(last),
    agent: facts.signatures.map((one) => ({ type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type', code: one === last ? 'author' : 'attester' }] }, who: ref(`practitioner/${one.signer.id}`) })),
    signature: facts.signatures.map((one) => ({ type: [{ system: 'urn:iso-astm:E1762-95:2013', ...SIGNATURE_TYPES[one === last ? 'author' : 'coAuthor'] }], when: signedAtOf(one), who: ref(`practitioner/${one.signer.id}`), sigFormat: 'application/octet-stream', data: Buffer.from(one.signature, 'base64url').toString('base64') })),
  }
}

const typeOf = (report: CanonicalReport) => ({ coding: [{ system: LOINC, code: '11488-4', display: 'Consult note' }], text: report.title })
const xhtml = (inner: string) => ({ status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${inner}</div>` })

function composition({ report, facts, ref }: Place, hasCondition: boolean, scores: readonly string[]): Resource {
  const signedAt = signedAtOf(closing(facts))
  const entryOf = ({ key, kind }: CanonicalReport['sections'][number]) => (key === 'diagnosis' && hasCondition ? [ref('condition')] : kind === 'medicalRecommendations' ? [ref('diagnosticReport')] : undefined)
  return clean({
    resourceType: 'Composition', status: COMPOSITION_STATUS[facts.status], type: typeOf(report), subject: ref('patient'), date: signedAt,
    author: signersOf(facts, ref), title: `${facts.stamp ? `${facts.stamp.mark}: ` : ''}${report.title} ${report.caseNumber}`, language: report.locale, custodian: ref('organization'), attester: facts.signatures.map((one, at) => ({ mode: at === facts.signatures.length - 1 ? 'legal' : 'professional', time: signedAtOf(one), party: ref(`practitioner/${one.signer.id}`) })),
    identifier: { system: 'urn:consilium:report', value: `${report.reportId}/${report.reportNumber}` },
    relatesTo: report.replaces === null ? undefined : [{ code: 'replaces', targetIdentifier: { system: 'urn:consilium:sha256', value: report.replaces.contentHash } }],
    section: [
      ...(facts.stamp ? [{ title: facts.stamp.mark, text: xhtml([facts.stamp.heading, ...facts.stamp.lines].map((line) => `<p>${esc(line)}</p>`).join('')) }] : []),
      ...report.sections.filter(({ kind }) => kind !== 'signatures').map((section) => clean({ title: section.title, text: xhtml(narrative(report, section)), entry: entryOf(section) })),
      ...(scores.length > 0 ? [{ title: report.locale === 'es' ? 'Cuestionarios' : 'Questionnaires', text: xhtml(`<p>${report.locale === 'es' ? 'El resultado de un cribado no es un diagnóstico.' : 'A screening result is not a diagnosis.'}</p>`), entry: scores.map(ref) }] : []),
      { title: report.locale === 'es' ? 'Aviso legal' : 'Legal notice', text: xhtml((report.disclaimer?.text ?? ['-']).map((line) => `<p>${esc(line)}</p>`).join('')) },
    ],
  })
}

const VERIFICATION: readonly string[] = ['unconfirmed', 'provisional', 'differential', 'confirmed', 'refuted', 'entered-in-error']

function narrative(report: CanonicalReport, section: CanonicalReport['sections'][number]): string {
  const fields = section.fields.map((field) => `<p>${esc(field.label)}: ${esc(withProofs(field))}</p>`).join('')
  const answers = section.kind === 'questions' ? report.answers.filter(({ asked }) => asked).map(({ number, question, answer, confidenceLabel, body }) => `<p><b>${number}. ${esc(question)}</b> ${esc(answer ?? '')} ${esc(confidenceLabel ?? '')}</p>${plain(body)}`).join('') : ''
  return `${fields}${section.noneBecause ? `<p>${esc(section.noneBecause)}</p>` : ''}${answers}${plain(sectionBlocks(section))}` || '<p>-</p>'
}

function plain(body: readonly CanonicalBlock[]): string {
  return body.map((block) => (block.type === 'list' ? `<ul>${block.items.map((item) => `<li>${plain(item)}</li>`).join('')}</ul>` : block.type === 'chart' ? `<p>${esc(block.chart.inWords)}</p>` : block.type === 'figure' ? `<p>${esc(block.caption)} [${block.proof}]</p>` : block.type === 'table' ? tableOf(block) : `<p>${plainInlines(block.content)}</p>`)).join('')
}

function tableOf({ caption, head, rows }: Extract<CanonicalBlock, { type: 'table' }>): string {
  const line = (row: readonly (readonly CanonicalInline[])[], tag: 'th' | 'td') => `<tr>${row.map((cell) => `<${tag}>${plainInlines(cell)}</${tag}>`).join('')}</tr>`
  return `<table>${caption ? `<caption>${esc(caption)}</caption>` : ''}<tbody>${rows.map((row, n) => line(row, head && n === 0 ? 'th' : 'td')).join('')}</tbody></table>`
}

const plainInlines = (content: readonly CanonicalInline[]) => content.map((inline) => (inline.type === 'text' ? esc(inline.text) : inline.type === 'break' ? '<br/>' : inline.type === 'proof' ? `[${inline.proof}]` : '')).join('')
