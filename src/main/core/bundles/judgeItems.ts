// What becomes of each read item: filed, set aside, refused, already there. Pure: the case's state is given, nothing is written.
import { type JudgedIdentity, judgeIdentity, majorityPatient, type ObjectIdentity } from '#shared/domain/caseIdentity.ts'
import { judgeFileName } from '#shared/domain/statedInName.ts'
import type { IdentityCheck } from '#shared/domain/identity.ts'
import type { ImportItem, ItemCode } from '#shared/domain/importing.ts'
import type { Patient } from '#shared/domain/patient.ts'
import type { DocumentFacts } from '../documents/documentFacts.ts'
import type { DicomObject } from '../imaging/dicom/readHeader.ts'
import type { BundleItem } from './readBundle.ts'
import type { ReadItem } from './readItem.ts'

export interface Judgement {
  item: BundleItem
  outcome: ImportItem['outcome']
  code: ItemCode | null
  check: IdentityCheck | null
}

/** What the case holds already. */
export interface CaseContents {
  /** The bundle opens the case: its request counts. */
  opensCase: boolean
  hasBlob(sha256: string): boolean
  /** Hash of the file filed under this UID. */
  instance(SOPInstanceUID: string): string | undefined
}

function identityOfObject({ stated, PatientName, IssuerOfPatientID }: DicomObject): ObjectIdentity {
  return { stated, name: PatientName === null ? null : { pn: PatientName }, issuer: IssuerOfPatientID }
}

function identityOfDocument({ stated, name, issuer }: DocumentFacts): ObjectIdentity {
  return { stated, name, issuer }
}

/** The patient that the bundle itself names: by its request, else by most of its objects. */
export function patientOfBundle(items: readonly BundleItem[]): Patient {
  for (const { read } of items) if (read.kind === 'request') return read.request.patient
  return majorityPatient(
    items.flatMap(({ read }) => {
      if (read.kind === 'dicom') return [identityOfObject(read.object)]
      return read.kind === 'document' ? [identityOfDocument(read.facts)] : []
    }),
  )
}

export function judgeItems(items: readonly BundleItem[], patient: Patient, contents: CaseContents): Judgement[] {
  const seenBytes = new Set<string>()
  const seenObjects = new Map<string, string>()
  const checks = new Map<string, ReturnType<typeof judgeIdentity>>()
  const firstRequest = items.find(({ read }) => read.kind === 'request')

  function judge(identity: ObjectIdentity) {
    const key = JSON.stringify(identity)
    const known = checks.get(key) ?? judgeIdentity(patient, identity)
    checks.set(key, known)
    return known
  }

  /** Whose the item says it is; a file that names nobody is judged by the name it was given. */
  function judgeNamed(identity: ObjectIdentity, path: string): JudgedIdentity & { code: ItemCode | null } {
    const judged = judge(identity)
    const byName = judged.quarantine || (identity.name !== null && judged.check.verdict !== 'notStated') ? null : judgeFileName(patient, path)
    if (!byName?.quarantine) return { ...judged, code: judged.quarantine ? 'otherPatient' : null }
    const { familyName, givenName } = byName.check.stated
    return { quarantine: true, code: 'fileNameOther', check: { ...byName.check, stated: { ...judged.check.stated, familyName, givenName } } }
  }

  function isDuplicate(sha256: string): boolean {
    const isKnown = seenBytes.has(sha256) || contents.hasBlob(sha256)
    seenBytes.add(sha256)
    return isKnown
  }

  /** Another file has this UID: one of the two is not what it says, and nobody but a person can tell which. */
  function collides({ SOPInstanceUID }: DicomObject, sha256: string): boolean {
    const first = seenObjects.get(SOPInstanceUID) ?? contents.instance(SOPInstanceUID)
    if (first === undefined) seenObjects.set(SOPInstanceUID, sha256)
    return first !== undefined && first !== sha256
  }

  function decide(item: BundleItem): Judgement {
    const { read } = item
    switch (read.kind) {
      case 'unwanted':
        return { item, outcome: read.outcome, code: read.code, check: null }
      case 'request':
        return { item, outcome: 'skipped', code: contents.opensCase && item === firstRequest ? 'caseRequest' : 'requestNotUsed', check: null }
      case 'manifest':
      case 'seal':
        // Checked before: what is left of them is for nobody to read.
        return { item, outcome: 'skipped', code: 'bundleMetadata', check: null }
      case 'directory':
        return { item, outcome: 'skipped', code: 'dicomDirectory', check: null }
      case 'document': {
        const { check, quarantine, code } = judgeNamed(identityOfDocument(read.facts), item.name)
        if (isDuplicate(read.blob.sha256)) return { item, outcome: 'duplicate', code: 'duplicate', check: null }
        return { item, outcome: quarantine ? 'quarantined' : 'document', code, check }
      }
      case 'dicom':
        return decideObject(item, read)
    }
  }

  function decideObject(item: BundleItem, { blob, object, inner }: Extract<ReadItem, { kind: 'dicom' }>): Judgement {
    if (isDuplicate(blob.sha256)) return { item, outcome: 'duplicate', code: 'duplicate', check: null }
    const { check, quarantine, code } = judgeNamed(identityOfObject(object), item.name)
    if (object.repeatedIdentityTag) return { item, outcome: 'quarantined', code: 'identityTagRepeated', check }
    if (quarantine) return { item, outcome: 'quarantined', code, check }
    // A document inside may name somebody else than the object around it.
    const within = inner && judge(identityOfDocument(inner.facts))
    if (within?.quarantine) return { item, outcome: 'quarantined', code: 'otherPatient', check: within.check }
    if (collides(object, blob.sha256)) return { item, outcome: 'quarantined', code: 'uidCollision', check }
    return { item, outcome: inner ? 'document' : 'image', code: null, check }
  }

  return items.map(decide)
}
