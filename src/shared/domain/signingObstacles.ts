// What stands between a report and its signature: facts for a list, never exceptions (requirements F3). Pure; decides nothing.
import { answerObstacles, sectionObstacles } from './sectionObstacles.ts'
import { daysBetween, formatDate } from './localFormat.ts'
import { proofObstacles } from './proofObstacles.ts'
import { isSuperseded } from './proofState.ts'
import { type LicenceKnown, licenceDiffers, licenceInForce, licenceStateOn } from './licenceTerm.ts'
import { psychologyObstacles } from './psychologyObstacles.ts'
import { MEDICAL_ROLES, type User } from './people.ts'
import { seriesKey } from './imagingStudy.ts'
import type { SigningObstacle } from './report.ts'
import { ageOn } from './patient.ts'
import { opinionObstacles } from './opinionObstacles.ts'
import { isBlank } from './reportContent.ts'
import { anchorsOf, fieldOf, legalStatusOf, sectionOf, type ReportFacts } from './reportFacts.ts'
import type { SourceDocument } from './sourceDocument.ts'
import { orderFaults, type SigningStep } from './signingOrder.ts'
import { rowsOf, rowValue } from './templateFacts.ts'

export interface SigningMoment {
  readonly signer: User
  /** Calendar day at the workstation, YYYY-MM-DD. */
  readonly today: string
  readonly isSigned: boolean
  /** Until when the signer's licence is valid, by their own word and by the directory; absent: not recorded. */
  readonly licence?: LicenceKnown
  /** Where the order of signatures stands; empty or absent: one signature is enough. */
  readonly steps?: readonly SigningStep[]
  /** Files of which the signer never had pages in view, and how many; absent = not looked at. */
  readonly unseen?: readonly { name: string; pages: number }[]
}

/** Every obstacle, in the order of the report's sections; blockers and warnings mixed. Words are in the report's language. */
export function signingObstacles(facts: ReportFacts, moment: SigningMoment): SigningObstacle[] {
  return [
    ...actObstacles(facts, moment),
    ...gateObstacles(facts, moment.today),
    ...materialObstacles(facts, moment),
    ...facts.template.sections.flatMap((section) =>
      section.kind === 'questions' ? answerObstacles(facts, section) : sectionObstacles(facts, section),
    ),
    ...proofObstacles(facts),
    ...psychologyObstacles(facts),
    ...opinionObstacles(facts, moment.today),
  ]
}

function obstacle(code: SigningObstacle['code'], severity: SigningObstacle['severity'], place: Partial<SigningObstacle> = {}): SigningObstacle {
  return { code, severity, sectionKey: null, fieldKey: null, ...place, detail: (place.detail ?? '').slice(0, 200) }
}

/** The act itself: who, on what, under which notice. */
function actObstacles(facts: ReportFacts, { signer, isSigned, today, licence, steps = [] }: SigningMoment): SigningObstacle[] {
  const found: SigningObstacle[] = []
  const isOfTeam = facts.reviewCase.team.some((member) => member.user.id === signer.id)
  if (isSigned) found.push(obstacle('alreadySigned', 'blocker'))
  if (!isOfTeam || !MEDICAL_ROLES.includes(signer.role)) found.push(obstacle('notSignatory', 'blocker'))
  if (signer.licence === null || signer.licence.trim() === '') found.push(obstacle('licenceMissing', 'blocker'))
  if (!isSigned) found.push(...licenceObstacles(facts, licence ?? { own: null, directory: null }, today))
  if (!isSigned) found.push(...orderObstacles(facts, signer, steps))
  if (lacksRepresentative(facts)) found.push(obstacle('representativeMissing', 'blocker', { sectionKey: 'caseAndProgramme', fieldKey: 'requesterRelation' }))
  if (!hasDisclaimer(facts)) found.push(obstacle('disclaimerMissing', 'blocker'))
  const visit = fieldOf(facts, 'caseAndProgramme', 'inPersonEncounterOn')
  if (legalStatusOf(facts) === 'medicalReport' && (visit === null || visit > today)) {
    found.push(obstacle('titleNotAllowed', 'blocker', { sectionKey: 'caseAndProgramme', fieldKey: 'inPersonEncounterOn' }))
  }
  return found
}

/** A licence that has ended signs nothing (F3 B16); one that ends before the opinion is due is said while there is time, and so is a directory that says another day. */
function licenceObstacles({ reviewCase: { dueOn }, report: { language } }: ReportFacts, known: LicenceKnown, today: string): SigningObstacle[] {
  const expiresOn = licenceInForce(known)?.expiresOn ?? null
  const differing = licenceDiffers(known) ? [obstacle('licenceDiffers', 'warning', { detail: formatDate(known.directory?.expiresOn ?? '', language) })] : []
  if (expiresOn === null) return differing
  const place = { detail: formatDate(expiresOn, language) }
  if (licenceStateOn(expiresOn, today) === 'expired') return [obstacle('licenceExpired', 'blocker', place), ...differing]
  return [...(dueOn !== null && expiresOn < dueOn ? [obstacle('licenceEnding', 'warning', place)] : []), ...differing]
}

/** Ordered signatures (F3 B13, B17): whose turn it is, and whose earlier signature a change has undone. */
function orderObstacles(facts: ReportFacts, signer: User, steps: readonly SigningStep[]): SigningObstacle[] {
  const due = steps.find(({ state }) => state === 'due')
  return [
    ...orderFaults(facts).map((fault) => obstacle('signingOrderBroken', 'blocker', { detail: fault })),
    ...(due && due.person.id !== signer.id ? [obstacle('signatureNotDue', 'blocker', { detail: due.person.name })] : []),
    ...steps.filter(({ isStale }) => isStale).map(({ person }) => obstacle('coSignatureStale', 'warning', { detail: person.name })),
  ]
}

/** Below the programme's age a guardian asks (S1-14); from it on the patient does. */
function lacksRepresentative({ reviewCase, programme, sections }: ReportFacts): boolean {
  const { requestedOn, patient } = reviewCase
  const age = requestedOn === null ? null : ageOn(patient.birthDate, requestedOn)
  const relation = fieldOf({ sections }, 'caseAndProgramme', 'requesterRelation')
  return age !== null && age < programme.requester.selfFromAge && relation !== 'guardian' && relation !== 'legalRepresentative'
}

function hasDisclaimer({ disclaimer, report: { language } }: ReportFacts): boolean {
  return disclaimer !== null && disclaimer.title[language] !== '' && disclaimer.text[language].some((line) => line.trim() !== '')
}

/** The evidence: whose it is, whether all of it came, how old it is. */
function materialObstacles(facts: ReportFacts, { today, unseen = [] }: SigningMoment): SigningObstacle[] {
  const found = facts.undecided.map((name) => obstacle('identityUnresolved', 'blocker', { detail: name }))
  const anchors = anchorsOf(facts)
  const documents = new Set(facts.documents.map((document) => document.sha256 as string))
  const studies = new Set(facts.studies.map((study) => study.StudyInstanceUID))
  const isForeign = anchors.filter((anchor) => (anchor.kind === 'passage' ? !documents.has(anchor.sha256) : !studies.has(anchor.StudyInstanceUID)))
  if (isForeign.length > 0) found.push(obstacle('quarantineReferenced', 'blocker', { detail: String(isForeign.length) }))

  found.push(...outdatedProofs(facts, anchors))
  const cited = new Set(anchors.flatMap((anchor) => (anchor.kind === 'image' ? [seriesKey(anchor)] : [])))
  const saysLimits = !isBlank(sectionOf(facts, 'outcomeAndLimits').body)
  for (const study of facts.studies) {
    for (const series of study.series.filter(({ complete }) => !complete)) {
      const blocks = cited.has(seriesKey({ StudyInstanceUID: study.StudyInstanceUID, SeriesInstanceUID: series.SeriesInstanceUID })) && !saysLimits
      found.push(obstacle('seriesIncomplete', blocks ? 'blocker' : 'warning', { sectionKey: 'outcomeAndLimits', detail: series.SeriesDescription || series.Modality }))
    }
  }
  if (unseen.length > 0) found.push(obstacle('pagesUnseen', 'warning', { sectionKey: 'material', detail: unseenFiles(unseen) }))
  found.push(...unaddressed(facts))
  found.push(...(facts.openTasks ?? []).map(({ assigneeName, text }) => obstacle('taskOpen', 'blocker', { detail: `${assigneeName}: ${text}` })))
  const newest = facts.studies.flatMap(({ studyDate }) => (studyDate === null ? [] : [studyDate])).sort().at(-1)
  if (newest !== undefined && daysBetween(newest, today) > facts.programme.imagingMaxAgeDays) {
    found.push(obstacle('imagingOld', 'warning', { sectionKey: 'outcomeAndLimits', detail: formatDate(newest, facts.report.language) }))
  }
  return found
}

/** Whole names only, as many as there is room for, then how many more files. */
function unseenFiles(unseen: NonNullable<SigningMoment['unseen']>): string {
  const named = unseen.map(({ name, pages }) => `${name} (${pages})`)
  let shown = named.length
  while (shown > 1 && named.slice(0, shown).join(', ').length > 180) shown--
  return [...named.slice(0, shown), ...(shown < named.length ? [`+${named.length - shown}`] : [])].join(', ')
}

/**
 * A later file of the same name and kind may stand in the place of the one that is cited (W6): which of them counts is for a person to say.
 * Where marks were taken over to it that has been said: each such proof is named for itself (proofSuperseded).
 */
function outdatedProofs({ documents, annotations }: ReportFacts, anchors: ReturnType<typeof anchorsOf>): SigningObstacle[] {
  const cited = new Set(anchors.flatMap((anchor) => (anchor.kind === 'passage' ? [anchor.sha256] : [])))
  const isLater = (one: SourceDocument, other: SourceDocument) =>
    other.sha256 !== one.sha256 && other.name === one.name && other.kind === one.kind && other.receivedAt > one.receivedAt && !cited.has(other.sha256)
  return documents
    .filter((one) => cited.has(one.sha256) && !isSuperseded(one.sha256, documents, annotations) && documents.some((other) => isLater(one, other)))
    .map(({ name }) => obstacle('proofOutdated', 'warning', { sectionKey: 'material', detail: name }))
}

/**
 * The programme's own conditions (S1-1, S2-5): refused or unpaid stops the signature, what nobody recorded is said. Material is the checklist's, and
 * the report may state what its absence means; for consent nothing else stands (B1), and one of a day that has not come is none.
 */
function gateObstacles({ startConditions = [], reviewCase }: ReportFacts, today: string): SigningObstacle[] {
  const isYetToCome = (reviewCase.intake?.consent?.givenOn ?? '') > today
  return startConditions
    .map(({ condition, met }) => ({ condition, met: condition === 'consent' && isYetToCome ? ('no' as const) : met }))
    .filter(({ condition, met }) => met !== 'yes' && condition !== 'complete')
    .map(({ condition, met }) => obstacle('startGateClosed', met === 'no' ? 'blocker' : 'warning', { detail: condition }))
}

/** What the checklist of the illness asks for is there, or the report says of each item what its absence means (B3): no single reason stands for all. */
function unaddressed(facts: ReportFacts): SigningObstacle[] {
  const stated = new Set(rowsOf(facts, 'material', 'missing').map((row) => rowValue(row, 'item')))
  return (facts.missingMaterial ?? []).filter(({ code }) => !stated.has(code)).map(({ code }) => obstacle('materialUnaddressed', 'blocker', { sectionKey: 'material', fieldKey: 'missing', detail: code }))
}
