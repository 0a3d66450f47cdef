// The case's facts of a bundle as FHIR R4: patient, request, documents, studies, provenance. For other programs; our own intake reads the manifest.
// Source: HL7 FHIR R4 (4.0.1), Bundle of type collection, ServiceRequest, DocumentReference, ImagingStudy, Provenance. Conformance to no profile is claimed.
import type { BundleEntryRecord, BundleOrigin } from '#shared/bundle/bundleManifest.ts'
import { documentLoinc } from '#shared/domain/documentLoinc.ts'
import type { ImagingStudy } from '#shared/domain/imagingStudy.ts'
import type { ReviewCase } from '#shared/domain/reviewCase.ts'
import { type FhirResource as Resource, fhirPatient, fhirUrn, withoutEmpty } from '../delivery/fhirParts.ts'

export interface BundleFacts {
  readonly bundleId: string
  readonly origin: BundleOrigin
  readonly reviewCase: ReviewCase
  readonly files: readonly BundleEntryRecord[]
  readonly studies: readonly ImagingStudy[]
}

export function bundleFhir({ bundleId, origin, reviewCase, files, studies }: BundleFacts): Resource {
  const urn = (name: string) => fhirUrn(`consilium/bundle/${bundleId}`, name)
  const ref = (name: string) => ({ reference: urn(name) })
  const documents = files.flatMap((file) => (file.role === 'document' ? [file] : []))
  const resources: [string, Resource][] = [
    ['patient', fhirPatient(reviewCase.patient)],
    ['practitioner', { resourceType: 'Practitioner', name: [{ text: origin.person }] }],
    ['request', serviceRequest(reviewCase, ref)],
    ...documents.map((file): [string, Resource] => [`document/${file.sha256}`, documentReference(file, ref)]),
    ...studies.map((study): [string, Resource] => [`study/${study.StudyInstanceUID}`, imagingStudy(study, ref)]),
  ]
  const provenance: Resource = {
    resourceType: 'Provenance', target: resources.filter(([name]) => name !== 'practitioner').map(([name]) => ref(name)), recorded: origin.createdAt,
    agent: [{ who: ref('practitioner') }],
  }
  return {
    resourceType: 'Bundle', type: 'collection', identifier: { system: 'urn:consilium:bundle', value: bundleId }, timestamp: origin.createdAt,
    entry: [...resources, ['provenance', provenance] as const].map(([name, resource]) => ({ fullUrl: urn(name), resource })),
  }
}

function serviceRequest({ caseNumber, condition, requestedOn, patientWords, questions }: ReviewCase, ref: (name: string) => object): Resource {
  const asked = questions.filter((question) => question.asked).map(({ number, standard, text }) => `${number}. ${[standard, text].filter(Boolean).join(': ')}`)
  return withoutEmpty({
    resourceType: 'ServiceRequest', status: 'active', intent: 'order', subject: ref('patient'), identifier: [{ system: 'urn:consilium:case', value: caseNumber }],
    code: { text: 'Second medical opinion' }, reasonCode: condition === '' ? undefined : [{ text: condition }], authoredOn: requestedOn ?? undefined,
    note: [...(patientWords === '' ? [] : [{ text: patientWords }]), ...asked.map((text) => ({ text }))],
  })
}

function documentReference({ path, sha256, bytes, mediaType, document }: Extract<BundleEntryRecord, { role: 'document' }>, ref: (name: string) => object): Resource {
  const loinc = documentLoinc(document.kind)
  return withoutEmpty({
    resourceType: 'DocumentReference', status: 'current', subject: ref('patient'), identifier: [{ system: 'urn:consilium:sha256', value: sha256 }],
    type: { coding: loinc === null ? undefined : [{ system: 'http://loinc.org', code: loinc }], text: document.kind }, description: document.name,
    author: document.author ? [{ display: document.author }] : undefined, custodian: document.institution ? { display: document.institution } : undefined,
    relatesTo: document.translationOf ? [{ code: 'transforms', target: ref(`document/${document.translationOf}`) }] : undefined,
    content: [{ attachment: withoutEmpty({ contentType: mediaType, language: document.language ?? undefined, url: path, size: bytes, title: document.name, creation: document.documentDate ?? undefined }) }],
  })
}

function imagingStudy({ StudyInstanceUID, StudyDescription, studyDate, series }: ImagingStudy, ref: (name: string) => object): Resource {
  return withoutEmpty({
    resourceType: 'ImagingStudy', status: 'available', subject: ref('patient'), identifier: [{ system: 'urn:dicom:uid', value: `urn:oid:${StudyInstanceUID}` }],
    started: studyDate ?? undefined, description: StudyDescription || undefined, numberOfSeries: series.length,
    series: series.map(({ SeriesInstanceUID, Modality, SeriesDescription, instances }) => withoutEmpty({ uid: SeriesInstanceUID, modality: { system: 'http://dicom.nema.org/resources/ontology/DCM', code: Modality || 'OT' }, description: SeriesDescription || undefined, numberOfInstances: instances })),
  })
}
