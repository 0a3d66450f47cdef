// The report as it stands at one moment: every fact of the case and every shared document of it, and the bytes that would be signed.
import { createHash } from 'node:crypto'
import type * as Y from 'yjs'
import { canonicalReport, canonicalText } from '#shared/casedoc/canonical.ts'
import { sectionText } from '#shared/casedoc/digest.ts'
import { readComments } from '#shared/casedoc/comments.ts'
import { COMMENTS, roomName } from '#shared/casedoc/layout.ts'
import { patientVersion } from '#shared/casedoc/patientVersion.ts'
import { readAnnotations, readDiscussion, readSection } from '#shared/casedoc/read.ts'
import type { Annotation } from '#shared/domain/annotation.ts'
import { isOpen } from '#shared/domain/comment.ts'
import type { CanonicalReport } from '#shared/domain/canonicalReport.ts'
import { checkMaterial } from '#shared/domain/completeness.ts'
import { openTasks } from '#shared/domain/discussion.ts'
import { illnessOf } from '#shared/domain/illness.ts'
import { psychologyState, type PsychologyState } from '#shared/domain/psychology.ts'
import type { Report, ReportTemplate } from '#shared/domain/report.ts'
import { legalStatusOf, type ReportFacts } from '#shared/domain/reportFacts.ts'
import { carriedOver } from '#shared/domain/templateFacts.ts'
import type { SectionContent } from '#shared/domain/reportContent.ts'
import type { Language, ReviewCase } from '#shared/domain/reviewCase.ts'
import { Sha256 } from '#shared/kit/ids.ts'
import { listHeldNames } from '../bundles/importStore.ts'
import { conditionsOf } from '../cases/advanceCase.ts'
import { readCase } from '../cases/caseStore.ts'
import { readMaterial } from '../cases/caseLines.ts'
import type { Rooms } from '../collab/rooms.ts'
import { listDocuments } from '../documents/documentStore.ts'
import { type Care, careRoom, readCare } from '../psychology/laneStore.ts'
import { listSeriesFiles, listStudies } from '../imaging/imagingStore.ts'
import { findSignOff } from '../signoff/signOffStore.ts'
import type { Database, Readable } from '../storage/handles.ts'
import { freshReadings, type ReadRoom } from './keptReadings.ts'
import type { ReportResources } from './reportResources.ts'

/** Key of the templates' section about the panel. */
export const PANEL = 'panel'

export interface GatherPorts {
  readonly db: Database
  readonly rooms: Pick<Rooms, 'snapshot'>
  readonly resources: ReportResources
  readonly softwareVersion: string
  /** How documents are read; absent = anew each time, as what is signed is. */
  readonly read?: ReadRoom
}

export interface GatheredReport {
  readonly facts: ReportFacts
  /** Of each section's shared document, as the server compares it. */
  readonly roomDigests: readonly { room: string; sha256: Sha256 }[]
}

export interface ReportContent {
  readonly canonical: CanonicalReport
  readonly text: string
  /** SHA-256 of the UTF-8 text. */
  readonly contentHash: Sha256
}

/** Names of all documents of a report, the ones nobody opened included. */
export function sectionRooms(report: Pick<Report, 'caseId' | 'number'>, template: ReportTemplate): { key: string; room: string }[] {
  return template.sections.map(({ key }) => ({ key, room: roomName({ kind: 'section', caseId: report.caseId, report: report.number, section: key }) }))
}

export function commentsRoom({ caseId, number }: Pick<Report, 'caseId' | 'number'>): string {
  return roomName({ kind: 'section', caseId, report: number, section: COMMENTS })
}

/** What an expert reviews: all of it but what the panel says of itself and what is the psychologist's alone. */
function reviewableOf(digests: GatheredReport['roomDigests'], template: ReportTemplate): Sha256 {
  const own = new Set(template.sections.filter(({ key, restrictedTo }) => key === PANEL || restrictedTo !== null).map(({ key }) => key))
  return hash(digests.filter(({ room }) => !own.has(room.slice(room.lastIndexOf('/') + 1))).map(({ sha256 }) => sha256).join('\n'))
}

/** @param language of the words that the report adds; the authors' text stays as written */
export async function gatherReport(ports: GatherPorts, report: Report, language: Language): Promise<GatheredReport> {
  const { db, rooms, resources } = ports
  const read = ports.read ?? freshReadings(rooms)
  const template = resources.template(report.templateId)
  const sections: Record<string, SectionContent> = {}
  const roomDigests: { room: string; sha256: Sha256 }[] = []
  for (const { key, room } of sectionRooms(report, template)) {
    const { content, sha256 } = await read(room, sectionOfDoc)
    const section = template.sections.find((one) => one.key === key)
    sections[key] = section ? carriedOver(section, content) : content
    roomDigests.push({ room, sha256 })
  }
  const base = db.read((r) => withConditions(r, caseFacts(r, report), resources))
  const annotations = await gatherAnnotations(read, report.caseId, base.studies.map(({ StudyInstanceUID }) => StudyInstanceUID))
  const discussion = (await read(roomName({ kind: 'documentAnnotations', caseId: report.caseId }), marksOfDoc)).discussion
  const programme = resources.programme(base.reviewCase.policyId)
  const disclaimer = resources.disclaimer(programme, legalStatusOf({ sections, programme }))
  const care = await read(careRoom(report.caseId), readCare)
  const patientEase = patientVersion({ ...base, sections, template, report, wishes: care.wishes }, report.language).readability.value
  const { comments } = await read(commentsRoom(report), readComments)
  const blockingThreads = comments.filter((comment) => comment.thread.blocking && isOpen(comment)).map(({ thread }) => thread)
  return {
    facts: { ...base, openTasks: openTasks(discussion).flatMap(({ task, text }) => (task?.blocking ? [{ assigneeName: task.assigneeName, text }] : [])), missingMaterial: db.read((r) => missingMaterial(r, base.reviewCase, resources)), psychology: psychologyOf(care, base.reviewCase, roomDigests, template), wishes: care.wishes, report: { ...report, language }, template, programme, disclaimer, sections, annotations, patientEase, blockingThreads, reviewable: reviewableOf(roomDigests, template), softwareVersion: ports.softwareVersion },
    roomDigests,
  }
}

function missingMaterial(r: Readable, reviewCase: ReviewCase, resources: ReportResources): NonNullable<ReportFacts['missingMaterial']> {
  const checked = checkMaterial(resources.illness(illnessOf(reviewCase)), readMaterial(r, reviewCase.id), reviewCase.intake?.waived)
  return checked.filter(({ item, state }) => item.required && state === 'missing').map(({ item: { code, label } }) => ({ code, label }))
}

/** From the team's record: the signature of the psychologist, and whether the lane or the section was changed since. */
function psychologyOf({ signature, isChanged }: Care, { team }: ReportFacts['reviewCase'], digests: GatheredReport['roomDigests'], template: ReportTemplate): PsychologyState {
  const key = template.sections.find(({ kind }) => kind === 'psychologicalRecommendations')?.key
  const digest = digests.find(({ room }) => key !== undefined && room.endsWith(`/${key}`))?.sha256 ?? ''
  return signature !== null && isChanged ? 'changedAfterSigning' : psychologyState(team, signature, digest)
}

export function contentOf(facts: ReportFacts): ReportContent {
  const canonical = canonicalReport(facts)
  const text = canonicalText(canonical)
  return { canonical, text, contentHash: hash(text) }
}

function withConditions<T extends Pick<ReportFacts, 'reviewCase'>>(r: Readable, facts: T, resources: ReportResources) {
  return { ...facts, startConditions: conditionsOf(r, facts.reviewCase, resources) }
}

function caseFacts(r: Readable, report: Report): Pick<ReportFacts, 'reviewCase' | 'documents' | 'studies' | 'seriesDigests' | 'undecided' | 'priorContentHash'> {
  const studies = listStudies(r, report.caseId)
  const files = listSeriesFiles(r, report.caseId)
  return {
    reviewCase: readCase(r, report.caseId),
    documents: listDocuments(r, report.caseId),
    studies,
    seriesDigests: files.map(({ sha256s, ...series }) => ({ ...series, sha256: hash(sha256s.join('\n')) })),
    undecided: listHeldNames(r, report.caseId),
    priorContentHash: report.replaces === null ? null : (findSignOff(r, report.replaces)?.contentHash ?? null),
  }
}

async function gatherAnnotations(readRoom: ReadRoom, caseId: string, studies: readonly string[]): Promise<Annotation[]> {
  const names = [roomName({ kind: 'documentAnnotations', caseId }), ...studies.map((study) => roomName({ kind: 'studyAnnotations', caseId, study }))]
  const read = []
  for (const name of names) read.push(...(await readRoom(name, marksOfDoc)).annotations)
  return read
}

const sectionOfDoc = (doc: Y.Doc) => ({ content: readSection(doc), sha256: hash(sectionText(doc)) })
const marksOfDoc = (doc: Y.Doc) => ({ annotations: readAnnotations(doc).annotations, discussion: readDiscussion(doc) })

function hash(text: string): Sha256 {
  return Sha256.parse(createHash('sha256').update(text, 'utf8').digest('hex'))
}
