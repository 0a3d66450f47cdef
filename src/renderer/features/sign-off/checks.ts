// What was looked at before signing, as a short list of subjects: each is settled, or names what stands open. Pure.
import type { SigningObstacle } from '#shared/domain/report.ts'

const subjects = {
  signer: ['notSignatory', 'alreadySigned', 'licenceMissing', 'licenceExpired', 'licenceEnding', 'licenceDiffers', 'signingOrderBroken', 'signatureNotDue', 'coSignatureStale'],
  material: ['identityUnresolved', 'quarantineReferenced', 'seriesIncomplete', 'imagingOld', 'materialUnaddressed', 'startGateClosed', 'representativeMissing', 'allergiesUnknown', 'taskOpen', 'pagesUnseen'],
  sections: ['sectionEmpty', 'fieldEmpty', 'fieldInvalid', 'contentUnreadable', 'trialSearchOld', 'registerConflict', 'listTooShort', 'ruleBroken', 'tnmFormat', 'blamingWords', 'panelTooSmall', 'threadOpen', 'reviewOutdated', 'patientTextHard'],
  questions: ['questionUnanswered'],
  proofs: ['claimWithoutProof', 'proofUnreadable', 'differenceUnexplained', 'figureWithoutSource', 'proofWithdrawn', 'proofSuperseded', 'proofOutdated', 'literatureSuperseded', 'literatureWithdrawn'],
  recommendations: ['noRecommendation', 'notPossibleWithTreatment', 'dissentMissing', 'waitAndSeeMissing'],
  psychology: ['psychologyMissing', 'psychologyNotSigned', 'psychologyChanged', 'informationPreferenceDiffers'],
  notice: ['disclaimerMissing', 'titleNotAllowed'],
} as const satisfies Record<string, readonly SigningObstacle['code'][]>

export type CheckSubject = keyof typeof subjects

export interface Check {
  subject: CheckSubject
  obstacles: readonly SigningObstacle[]
}

/** Codes that belong to no subject; a test keeps it empty. */
export function codesWithoutSubject(codes: readonly SigningObstacle['code'][]): SigningObstacle['code'][] {
  const known = new Set<string>(Object.values(subjects).flat())
  return codes.filter((code) => !known.has(code))
}

/** Every subject once, in the order of the list; open ones first. */
export function checksOf(obstacles: readonly SigningObstacle[]): Check[] {
  const checks = (Object.keys(subjects) as CheckSubject[]).map((subject) => {
    const codes: readonly string[] = subjects[subject]
    return { subject, obstacles: obstacles.filter(({ code }) => codes.includes(code)) }
  })
  return [...checks.filter((check) => check.obstacles.length > 0), ...checks.filter((check) => check.obstacles.length === 0)]
}

/** A hash as people compare it: groups of four, eight groups a line. */
export function hashLines(hash: string): string[] {
  const groups = hash.match(/.{1,4}/gu) ?? []
  return Array.from({ length: Math.ceil(groups.length / 8) }, (_, line) => groups.slice(line * 8, line * 8 + 8).join(' '))
}
