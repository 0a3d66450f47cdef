// What the server sends is checked before it is filed: of this case, of the stated people, signed as stated. A server cannot make anybody's opinion.
import { z } from 'zod'
import type { serviceContract } from '#shared/contract/service/service.contract.ts'
import type { ContractRouterClient } from '@orpc/contract'
import { caseError } from '#shared/contract/errors.ts'
import { ImagingInstance } from '#shared/domain/imagingStudy.ts'
import { IdentityCheck } from '#shared/domain/identity.ts'
import { Sha256 } from '#shared/kit/ids.ts'
import { isCountersigned, isSignedActGenuine, isSignedByClinician } from '../signoff/countersignature.ts'
import type { FiledInstance } from '../imaging/imagingStore.ts'

export type ReceivedCase = Awaited<ReturnType<ContractRouterClient<typeof serviceContract>['fetch']>>

/** @throws CaseError SERVER_REFUSED with the reason; nothing of such a case is filed */
export function checkReceived(caseId: string, theirs: ReceivedCase, serverKey: string): void {
  const isOfCase =
    theirs.reviewCase.id === caseId &&
    theirs.reports.every((report) => report.caseId === caseId) &&
    theirs.signOffs.every(({ signOff }) => signOff.caseId === caseId) &&
    theirs.acts.every(({ act }) => act.caseId === caseId) &&
    theirs.quarantine.every((event) => event.caseId === caseId) &&
    theirs.material.every(({ documents }) => documents.every((document) => document.caseId === caseId))
  if (!isOfCase) throw caseError('SERVER_REFUSED', { reason: 'anotherCase' })
  for (const { signOff, countersignature } of theirs.signOffs) {
    if (!isSignedByClinician(signOff)) throw caseError('SERVER_REFUSED', { reason: 'signature' })
    if (countersignature && !isCountersigned(signOff, countersignature, serverKey)) throw caseError('SERVER_REFUSED', { reason: 'countersignature' })
  }
  for (const { act, countersignature } of theirs.acts) {
    if (!isSignedActGenuine(act)) throw caseError('SERVER_REFUSED', { reason: 'signature' })
    if (!isCountersigned(act, countersignature, serverKey)) throw caseError('SERVER_REFUSED', { reason: 'countersignature' })
  }
}

const uid = z.string().max(64).regex(/^[0-9.]*$/)
const said = z.string().max(1024)
const saidOrNull = said.nullable()
const size = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER)
const span = z.tuple([size, size])

/** What a header may say until the file itself is here and is read again. */
const Header = z.object({
  framesSha256: Sha256,
  check: IdentityCheck,
  object: z.looseObject({
    SOPInstanceUID: uid,
    SOPClassUID: uid,
    TransferSyntaxUID: uid,
    PatientName: saidOrNull,
    IssuerOfPatientID: saidOrNull,
    stated: IdentityCheck.shape.stated,
    repeatedIdentityTag: z.boolean(),
    study: z.object({ StudyInstanceUID: uid, StudyDescription: said, studyDate: saidOrNull, studyTime: saidOrNull, AccessionNumber: saidOrNull, InstitutionName: saidOrNull }),
    series: z.object({
      SeriesInstanceUID: uid,
      Modality: said,
      SeriesNumber: z.number().nullable(),
      SeriesDescription: said,
      BodyPartExamined: saidOrNull,
      PatientPosition: saidOrNull,
      Manufacturer: saidOrNull,
    }),
    image: ImagingInstance.nullable(),
    frames: z
      .discriminatedUnion('kind', [
        z.object({ kind: z.literal('native'), offset: size, frameBits: size }),
        z.object({ kind: z.literal('encapsulated'), frames: z.array(z.array(span)).max(100_000) }),
      ])
      .nullable(),
    inflated: z.boolean(),
    displayable: z.boolean(),
  }),
})

/** @returns null when the header is not of the object it came with, or is nothing that our own reader writes */
export function checkedInstance(item: ReceivedCase['material'][number]['instances'][number]): FiledInstance | null {
  const parsed = Header.safeParse(item.header)
  if (!parsed.success) return null
  const { object } = parsed.data
  const isSame =
    object.SOPInstanceUID === item.SOPInstanceUID && object.study.StudyInstanceUID === item.StudyInstanceUID && object.series.SeriesInstanceUID === item.SeriesInstanceUID
  return isSame ? ({ ...item.header, sha256: item.sha256 } as unknown as FiledInstance) : null
}
