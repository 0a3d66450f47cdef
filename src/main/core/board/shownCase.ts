// The case on the table as the room may see it: story, saved views, findings, options, opinions. One case only, names masked unless the chair's side asks otherwise.
import { roomName } from '#shared/casedoc/layout.ts'
import { readAnnotations, readLabValues, readSection } from '#shared/casedoc/read.ts'
import type { BoardShown, ShownCase } from '#shared/contract/workstation/board.contract.ts'
import type { PanelView } from '#shared/contract/workstation/panel.contract.ts'
import type { Annotation, ImageAnchor } from '#shared/domain/annotation.ts'
import { maskOf } from '#shared/domain/board/masking.ts'
import { caseOf, type BoardState } from '#shared/domain/board/boardState.ts'
import { type ImagingStudy, type SeriesOfStudy, seriesKey } from '#shared/domain/imagingStudy.ts'
import { ageOn, listedName } from '#shared/domain/patient.ts'
import type { Report } from '#shared/domain/report.ts'
import { displayFieldValue } from '#shared/domain/reportFields.ts'
import type { Language, PackId, ReviewCase } from '#shared/domain/reviewCase.ts'
import type { DocumentKind, SourceDocument } from '#shared/domain/sourceDocument.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { CaseId } from '#shared/kit/ids.ts'
import { isMember, readCase } from '../cases/caseStore.ts'
import type { Rooms } from '../collab/rooms.ts'
import type { ContentStore } from '../content/contentStore.ts'
import { listDocuments } from '../documents/documentStore.ts'
import type { Session } from '../identity/session.ts'
import { findFrames, listStudies } from '../imaging/imagingStore.ts'
import { calendarDay } from '../reports/calendarDay.ts'
import type { ReportResources } from '../reports/reportResources.ts'
import type { BoardService } from './boardService.ts'

const OPTIONS = { section: 'options', list: 'options', name: 'name' } as const
/** Facts of an option that a room reads; the rest is in the report. */
const FACTS = ['intent', 'benefit', 'risks', 'recovery', 'qualityOfLife'] as const
const PRIOR = { section: 'firstOpinion', list: 'priorOpinions' } as const
const MOST_FINDINGS = 24
const DIGITS = 4

export interface ShownPorts {
  readonly session: Pick<Session, 'db' | 'user'>
  readonly clock: Clock
  readonly rooms: Pick<Rooms, 'snapshot'>
  readonly content: Pick<ContentStore, 'has'>
  readonly board: Pick<BoardService, 'read' | 'tableOf'>
  readonly resources: Pick<ReportResources, 'template'>
  panelOf(of: { caseId: string }): PanelView
  currentReport(of: { caseId: CaseId }): Report
  /** What was shown goes into the audit. */
  recordShown(event: string, fields: Readonly<Record<string, string>>): void
  /** Files of this case come before all others from the server; of one series where it is known. */
  wantFirst(caseId: string, of: SeriesOfStudy | null): void
}

export function createShownCase({ session: { db, user }, clock, rooms, content, board, panelOf, currentReport, recordShown, wantFirst, resources }: ShownPorts) {
  async function shown({ meetingId, masked, language }: { meetingId: string; masked: boolean; language: Language }): Promise<BoardShown> {
    const state = board.read(meetingId)
    const caseId = state.current as CaseId | null
    const mine = caseId !== null && db.read((r) => isMember(r, caseId, user))
    return { ...board.tableOf(state), shown: caseId !== null && mine ? await describe(state, caseId, masked, language) : null }
  }

  async function describe(state: BoardState, caseId: CaseId, masked: boolean, language: Language): Promise<ShownCase | null> {
    const onTable = caseOf(state, caseId)
    if (!onTable) return null
    recordShown('case.opened', { caseId })
    const { reviewCase, documents, studies } = db.read((r) => ({ reviewCase: readCase(r, caseId), documents: listDocuments(r, caseId), studies: listStudies(r, caseId) }))
    const { patient } = reviewCase
    const mask = masked ? maskOf(patient) : (text: string) => text
    const marks = await annotationsOf(caseId, studies)
    const images = imagesOf(marks, studies, mask, isHere)
    askForAbsent(caseId, images)
    const report = currentReport({ caseId }).number
    const optionsRoom = roomName({ kind: 'section', caseId, report, section: OPTIONS.section })
    return {
      caseId,
      number: reviewCase.caseNumber.slice(-DIGITS),
      patient: masked ? null : listedName(patient),
      sex: patient.sex,
      age: ageOn(patient.birthDate, calendarDay(clock.now())),
      condition: mask(reviewCase.condition),
      motives: reviewCase.motives,
      patientWords: mask(reviewCase.patientWords),
      questions: reviewCase.questions.filter(({ asked }) => asked).map((question) => ({ ...question, text: mask(question.text) })),
      firstOpinions: await firstOpinionsOf(roomName({ kind: 'section', caseId, report, section: PRIOR.section }), mask),
      images,
      measurements: marks.filter((mark) => mark.type === 'measurement').map((mark) => ({ ...mark, label: mask(mark.label), note: '' })),
      findings: await findingsOf(caseId, documents, mask),
      optionsRoom,
      options: await optionsOf(optionsRoom, mask, wordsOf(reviewCase.packId, language)),
      opinions: opinionsOf(reviewCase, mask),
      onTable: onTable as ShownCase['onTable'],
    }
  }

  /** Its pixels, and not only what the case's list says of it: that comes before the files. */
  function isHere({ StudyInstanceUID, SeriesInstanceUID, SOPInstanceUID }: ImageAnchor): boolean {
    const place = db.read((r) => findFrames(r, StudyInstanceUID, SeriesInstanceUID, SOPInstanceUID))
    return place !== undefined && content.has(place.framesSha256, place.caseId)
  }

  /** The room waits for a key image that is not on this machine: its case comes first, and of the case its series. */
  function askForAbsent(caseId: CaseId, images: ShownCase['images']): void {
    const absent = new Map(images.filter((image) => !image.isHere).map(({ anchor }) => [seriesKey(anchor), anchor]))
    if (absent.size === 0) return
    wantFirst(caseId, null)
    for (const anchor of absent.values()) wantFirst(caseId, anchor)
  }

  async function annotationsOf(caseId: string, studies: readonly ImagingStudy[]): Promise<Annotation[]> {
    const all = await Promise.all(studies.map(async ({ StudyInstanceUID: study }) => readAnnotations(await rooms.snapshot(roomName({ kind: 'studyAnnotations', caseId, study }))).annotations))
    return all.flat()
  }

  /** Confirmed values first by day, then what readers marked in pathology and imaging reports; newest first. */
  async function findingsOf(caseId: string, documents: readonly SourceDocument[], mask: (text: string) => string): Promise<ShownCase['findings']> {
    const doc = await rooms.snapshot(roomName({ kind: 'documentAnnotations', caseId }))
    const byId = new Map(documents.map((document) => [document.id as string, document]))
    const values = readLabValues(doc).values.flatMap((value) =>
      value.state === 'confirmed' ? [{ kind: 'laboratory' as const, what: mask(value.name), value: `${value.value ?? value.valueText} ${value.unit}`.trim(), on: value.takenOn || null, source: mask(byId.get(value.anchor.documentId)?.name ?? '') }] : [],
    )
    const marked = readAnnotations(doc).annotations.flatMap((mark) => {
      const document = mark.type === 'highlight' ? byId.get(mark.anchor.documentId) : undefined
      if (mark.type !== 'highlight' || mark.category === 'identity' || !document || document.kind === 'psychology') return []
      return [{ kind: findingKind(document.kind), what: mask(mark.note), value: mask(mark.anchor.quote), on: document.documentDate, source: mask(document.name) }]
    })
    const order = { pathology: 0, molecular: 1, laboratory: 2, imagingReport: 3, other: 4 }
    return [...marked, ...values].sort((a, b) => order[a.kind] - order[b.kind] || ((a.on ?? '') < (b.on ?? '') ? 1 : -1)).slice(0, MOST_FINDINGS)
  }

  /** A coded value in words; a value that the template does not know stays as written. */
  function wordsOf(packId: PackId, language: Language): (key: string, value: string) => string {
    const fields = resources.template(packId).sections.find(({ key }) => key === OPTIONS.section)?.lists.find(({ key }) => key === OPTIONS.list)?.fields ?? []
    return (key, value) => {
      const field = fields.find((one) => one.key === key)
      return field ? displayFieldValue(field, value, language) : value
    }
  }

  async function optionsOf(room: string, mask: (text: string) => string, inWords: (key: string, value: string) => string): Promise<ShownCase['options']> {
    const { lists } = readSection(await rooms.snapshot(room))
    return (lists[OPTIONS.list] ?? []).map(({ id, fields }) => ({
      id,
      name: mask(fields[OPTIONS.name]?.value ?? ''),
      facts: FACTS.flatMap((key) => (fields[key] ? [{ key, value: mask(inWords(key, fields[key].value)) }] : [])),
    }))
  }

  async function firstOpinionsOf(room: string, mask: (text: string) => string): Promise<ShownCase['firstOpinions']> {
    const { lists } = readSection(await rooms.snapshot(room))
    return (lists[PRIOR.list] ?? []).map(({ fields }) => {
      const textOf = (key: string) => mask(fields[key]?.value ?? '')
      return { author: textOf('author'), on: fields['givenOn']?.value || null, diagnosis: textOf('diagnosis'), plan: textOf('plan') }
    })
  }

  /** Before the reveal nothing but who has sealed: there is no word to mask. */
  function opinionsOf({ id }: ReviewCase, mask: (text: string) => string): ShownCase['opinions'] {
    const { seats, revealedAt, subjects, opinions } = panelOf({ caseId: id })
    const latest = [...new Map(opinions.map((one) => [one.personId, one.opinion])).values()]
    return {
      seats: seats.flatMap(({ person, discipline, sealed, answer }) => (answer === 'accepted' || answer === 'waiting' ? [{ name: person.name, discipline, sealedAt: sealed?.at ?? null }] : [])),
      revealedAt,
      subjects,
      opinions: latest.map((one) => ({
        ...one,
        freeText: mask(one.freeText),
        items: one.items.map((item) => ({ ...item, recommendation: mask(item.recommendation), reason: mask(item.reason), proofs: [] })),
      })),
    }
  }

  return { shown }
}

function imagesOf(marks: readonly Annotation[], studies: readonly ImagingStudy[], mask: (text: string) => string, isHere: (anchor: ImageAnchor) => boolean): ShownCase['images'] {
  return marks.flatMap((mark) => {
    if (mark.type !== 'keyImage') return []
    const study = studies.find(({ StudyInstanceUID }) => StudyInstanceUID === mark.anchor.StudyInstanceUID)
    const series = study?.series.find(({ SeriesInstanceUID }) => SeriesInstanceUID === mark.anchor.SeriesInstanceUID)
    return [{ id: mark.id, label: mask(mark.label), note: mask(mark.note), anchor: mark.anchor, modality: series?.Modality ?? '', studyDate: study?.studyDate ?? null, series: mask(series?.SeriesDescription ?? ''), isHere: isHere(mark.anchor) }]
  })
}

function findingKind(kind: DocumentKind): ShownCase['findings'][number]['kind'] {
  return kind === 'pathology' || kind === 'molecular' || kind === 'laboratory' || kind === 'imagingReport' ? kind : 'other'
}
