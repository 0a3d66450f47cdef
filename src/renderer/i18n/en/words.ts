// The domain's closed sets in words. Typed over each set: a new member does not compile until it has a text.
import type { AdministrativeGender } from '#shared/domain/patient.ts'
import type { IdentityAspect, IdentityVerdict } from '#shared/domain/identity.ts'
import type { ImportItem } from '#shared/domain/importing.ts'
import { REPORT_WORDS } from '#shared/casedoc/reportWords.ts'
import type { CaseStage, Language, PackId, PolicyId } from '#shared/domain/reviewCase.ts'
import type { DocumentKind } from '#shared/domain/sourceDocument.ts'
import type { Role } from '#shared/domain/people.ts'

const role: Record<Role, string> = {
  physician: 'Physician',
  radiologist: 'Radiologist',
  pathologist: 'Pathologist',
  surgeon: 'Surgeon',
  psychologist: 'Psychologist',
  caseManager: 'Case manager',
  chair: 'Chair of the panel',
  administrator: 'Administrator',
  personalDoctor: 'Personal doctor',
  medicalOncologist: 'Medical oncologist',
  radiationOncologist: 'Radiation oncologist',
  surgicalOncologist: 'Surgical oncologist',
  specialist: 'Specialist',
  signatory: 'Signatory',
  auditor: 'Auditor',
}
const stage: Record<CaseStage, string> = {
  intake: 'Intake',
  preliminaryStudy: 'Preliminary study',
  needsData: 'Needs data',
  review: 'Review',
  reporting: 'Report draft',
  signedAwaitingCountersignature: 'Signed, awaiting countersignature',
  signed: 'Signed',
  delivered: 'Delivered',
  notAssessable: 'Not assessable',
  outOfScope: 'Outside the programme',
  withdrawn: 'Withdrawn',
}
const documentKind: Record<DocumentKind, string> = {
  request: 'Request',
  questions: 'Patient’s questions',
  pathology: 'Pathology',
  imagingReport: 'Imaging report',
  laboratory: 'Laboratory',
  dischargeSummary: 'Discharge summary',
  priorOpinion: 'First opinion',
  medicationList: 'Medication list',
  operationNote: 'Operation note',
  psychology: 'Psychology',
  consent: 'Consent',
  letter: 'Letter',
  molecular: 'Molecular findings',
  electrocardiogram: 'Electrocardiogram',
  echocardiogram: 'Echocardiogram',
  angiography: 'Angiography',
  virology: 'Virology',
  cognitiveTest: 'Cognitive test',
  rehabilitation: 'Rehabilitation report',
  healthCertificate: 'Health-status certificate',
  literature: 'Guideline or article',
  other: 'Other document',
}
const sex: Record<AdministrativeGender, string> = { male: 'male', female: 'female', other: 'other sex', unknown: 'sex not stated' }
const sexShort: Record<AdministrativeGender, string> = { male: 'M', female: 'F', other: 'X', unknown: '?' }
const pack: Record<PackId, string> = { 'onc/1': 'Oncology', 'str/1': 'Stroke', 'pd/1': 'Parkinson’s disease', 'generic/1': 'General' }
const policy: Record<PolicyId, string> = { 'oncology-remote': 'Oncology, remote', 'insurer-second-opinion': 'Insurer’s second opinion' }
const identity: Record<IdentityVerdict, string> = {
  match: 'matches',
  probable: 'probably matches',
  mismatch: 'other patient',
  notStated: 'identity not stated',
}
const identityAspect: Record<IdentityAspect, string> = {
  familyName: 'Surname',
  givenName: 'Given name',
  birthDate: 'Birth date',
  sex: 'Sex',
  identifier: 'Identifier',
}
const outcome: Record<ImportItem['outcome'], string> = {
  quarantined: 'Set aside',
  rejected: 'Refused',
  missing: 'Missing',
  document: 'Documents',
  image: 'Images',
  skipped: 'Skipped',
  duplicate: 'Already there',
}
const movedTo: Record<CaseStage, string> = {
  intake: 'moved the case to intake',
  preliminaryStudy: 'began the preliminary study',
  needsData: 'asked for missing data',
  review: 'began the review',
  reporting: 'began the report',
  signedAwaitingCountersignature: 'signed, awaiting the countersignature',
  signed: 'closed the report as signed',
  delivered: 'delivered the opinion',
  notAssessable: 'marked the case as not assessable',
  outOfScope: 'closed the case as outside the programme',
  withdrawn: 'recorded the withdrawal of the request',
}
/** Our own steps, said of the person named before them. */
const event = {
  caseOpened: 'opened the case from a written request',
  dataRequested: 'asked for data, request {{title}}',
  reminded: 'sent a reminder of request {{title}}',
  request: { received: 'Request {{title}}: everything has arrived', waived: 'withdrew request {{title}}' },
  imported: 'took in {{title}}',
  leftOut: 'left out {{title}}',
  setAside: 'reading {{title}} showed that it may be another patient’s: set aside',
  released: 'released {{title}} into the case',
  studyDated: 'said that the study is of {{title}}: its images state several dates',
  studyUndated: 'left open again which date of a study holds',
  reportCoSigned: 'co-signed report {{title}}',
  reportSigned: 'signed report {{title}}',
  reportCountersigned: 'has report {{title}} countersigned',
  reportAmended: 'opened amendment {{title}}',
  handedOver: { patient: 'released report {{title}} to the patient', treatingDoctor: 'released report {{title}} to the treating doctor', sponsor: 'released an extract of report {{title}} to the sponsor' },
  reportWithdrawn: 'withdrew report {{title}}',
  reportCancelled: 'gave up report {{title}}',
  stage: movedTo,
}
const language: Record<Language, string> = { en: 'English', es: 'Español' }

/** Printed words have their home beside the signed content; the screen says the same. */
const { motives: motive, questions: question } = REPORT_WORDS.en

export const words = { role, stage, motive, question, documentKind, sex, sexShort, pack, policy, identity, identityAspect, outcome, event, language }
