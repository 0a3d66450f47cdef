import { z } from 'zod'
import { Measurement, ImageAnchor } from '../../domain/annotation.ts'
import { BoardCaseAct, BoardPresence, BoardRecommendation, ChecklistItem, CheckState, MeetingAct, VoteChoice } from '../../domain/board/boardAct.ts'
import { ExpertOpinion } from '../../domain/panel/opinion.ts'
import { Discipline } from '../../domain/panel/panelAct.ts'
import { AdministrativeGender } from '../../domain/patient.ts'
import { User } from '../../domain/people.ts'
import { LocalText } from '../../domain/report.ts'
import { Language, Motive, PatientQuestion } from '../../domain/reviewCase.ts'
import { CaseId, Sha256, UserId } from '../../kit/ids.ts'
import { pick } from '../errors.ts'
import { signedInProcedure, teamProcedure } from '../procedure.ts'

const Instant = z.iso.datetime()
const MeetingId = z.uuid()

export const BoardSeatView = z.object({ person: User, discipline: Discipline, presence: BoardPresence, joinedAt: Instant.nullable() })
export type BoardSeatView = z.infer<typeof BoardSeatView>

/** A case on the agenda as its acts made it. */
export const AgendaCaseView = z.object({
  caseId: CaseId,
  minutes: z.number().int(),
  spans: z.array(z.object({ from: Instant, to: Instant.nullable() })),
  lockedAt: Instant.nullable(),
  checklist: z.partialRecord(ChecklistItem, z.object({ state: CheckState, note: z.string(), by: User.nullable(), at: Instant.nullable() })),
  minutesTaken: z.array(z.object({ id: z.uuid(), author: User, at: Instant, text: z.string(), isLate: z.boolean() })),
  decisions: z.array(z.object({ id: z.uuid(), text: z.string(), formal: z.boolean(), by: User, at: Instant, recommendations: z.array(BoardRecommendation) })),
  votes: z.array(z.object({ personId: UserId, choice: VoteChoice, dissent: z.string(), confirmedAt: Instant.nullable(), isLate: z.boolean() })),
  tasksDone: z.array(z.uuid()),
})
export type AgendaCaseView = z.infer<typeof AgendaCaseView>

/** Who meets, and how the roles stand; shared and private window both show it. */
const Table = z.object({
  meetingId: MeetingId,
  title: z.string(),
  startsAt: Instant,
  chair: User,
  presenter: User,
  seats: z.array(BoardSeatView),
  quorum: z.array(Discipline),
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  /** Acts of this workstation that the server has not confirmed. */
  unsent: z.number().int(),
})

/** What a case is called to the people at the desk; never on the shared screen. */
export const BoardCaseName = z.object({
  caseId: CaseId,
  caseNumber: z.string(),
  patient: z.string(),
  condition: z.string(),
  /** What is missing (domain/board/readiness); empty = ready. `label` of an item of the illness's checklist, null for the board's own codes. */
  missing: z.array(z.object({ code: z.string(), label: LocalText.nullable() })),
})
export type BoardCaseName = z.infer<typeof BoardCaseName>

export const BoardView = Table.extend({
  agenda: z.array(AgendaCaseView),
  current: CaseId.nullable(),
  chairsTaken: z.array(z.object({ person: User, at: Instant, reason: z.string() })),
  /** Cases of this workstation by name, those on the agenda among them; one that is missing here has not arrived. */
  names: z.array(BoardCaseName),
  /** This person's notes per case; they stay on this device. */
  notes: z.record(z.string(), z.string()),
  /** Acts that the server refused, with their words: nothing is lost. */
  refused: z.array(z.object({ id: z.uuid(), caseId: CaseId.nullable(), at: Instant, reason: z.string(), text: z.string() })),
})
export type BoardView = z.infer<typeof BoardView>

/** The case on the table as the room may see it: one case, names masked unless asked otherwise. */
export const ShownCase = z.object({
  caseId: CaseId,
  /** Last digits of the case number: all that names the case on the screen. */
  number: z.string(),
  /** null while names are masked. */
  patient: z.string().nullable(),
  sex: AdministrativeGender,
  age: z.number().int().nullable(),
  condition: z.string(),
  motives: z.array(Motive),
  patientWords: z.string(),
  questions: z.array(PatientQuestion),
  /** Opinions that were given before, as the report's own section tells them; empty = none is written there yet. */
  firstOpinions: z.array(z.object({ author: z.string(), on: z.string().nullable(), diagnosis: z.string(), plan: z.string() })),
  /** `isHere` false: its slice is not on this machine yet; its series is asked for before everything else. */
  images: z.array(z.object({ id: z.string(), label: z.string(), note: z.string(), anchor: ImageAnchor, modality: z.string(), studyDate: z.string().nullable(), series: z.string(), isHere: z.boolean() })),
  measurements: z.array(Measurement),
  findings: z.array(z.object({ kind: z.enum(['pathology', 'molecular', 'laboratory', 'imagingReport', 'other']), what: z.string(), value: z.string(), on: z.string().nullable(), source: z.string() })),
  /** Room of the report's section about the options: their order is edited there, live. */
  optionsRoom: z.string(),
  options: z.array(z.object({ id: z.string(), name: z.string(), facts: z.array(z.object({ key: z.string(), value: z.string() })) })),
  opinions: z.object({
    seats: z.array(z.object({ name: z.string(), discipline: Discipline, sealedAt: Instant.nullable() })),
    revealedAt: Instant.nullable(),
    subjects: z.array(z.string()),
    opinions: z.array(ExpertOpinion),
  }),
  onTable: AgendaCaseView,
})
export type ShownCase = z.infer<typeof ShownCase>

export const BoardShown = Table.extend({ shown: ShownCase.nullable() })
export type BoardShown = z.infer<typeof BoardShown>

const refusable = pick('BOARD_REFUSED')
const someMeeting = pick('BOARD_NOT_FOUND')

export const boardContract = {
  list: signedInProcedure().output(z.array(z.object({ meetingId: MeetingId, title: z.string(), startsAt: Instant, chair: z.string(), cases: z.number().int(), startedAt: Instant.nullable(), endedAt: Instant.nullable() }))),
  view: signedInProcedure({ audit: 'cases.listed' }).errors(someMeeting).input(z.object({ meetingId: MeetingId })).output(BoardView),
  /** The caller becomes chair and presenter, and sits for `discipline`. */
  open: signedInProcedure({ audit: 'board.opened' })
    .errors(refusable)
    .input(z.object({ title: z.string().trim().min(1).max(120), startsAt: Instant, quorum: z.array(Discipline).max(12), discipline: Discipline }))
    .output(BoardView),
  act: signedInProcedure({ audit: 'board.acted' })
    .errors({ ...refusable, ...someMeeting })
    .input(z.object({ meetingId: MeetingId, act: MeetingAct }))
    .output(BoardView),
  actOnCase: teamProcedure('board.acted')
    .errors({ ...refusable, ...someMeeting })
    .input(z.object({ meetingId: MeetingId, caseId: CaseId, act: BoardCaseAct }))
    .output(BoardView),
  /** What the shared screen shows now of the meeting this workstation has joined: the case on the table and nothing of any other. null: none is joined. Coded values are told in the words of `language`. */
  shown: signedInProcedure().errors(someMeeting).input(z.object({ masked: z.boolean(), language: Language.default('en') })).output(BoardShown.nullable()),
  keepNote: teamProcedure(null).input(z.object({ meetingId: MeetingId, caseId: CaseId, text: z.string().max(8000) })).output(z.object({})),
  /** From now on this workstation exchanges with the others at once, through the server where there is one. */
  join: signedInProcedure().errors(someMeeting).input(z.object({ meetingId: MeetingId })).output(z.object({})),
  leave: signedInProcedure().output(z.object({})),
  /** Attendance, agenda and every case that the caller may read, as one PDF; its bytes are fetched by `exportPath`, until lock. */
  meetingMinutes: signedInProcedure({ audit: 'board.minutesMade' })
    .errors(someMeeting)
    .input(z.object({ meetingId: MeetingId, language: Language }))
    .output(z.object({ exportId: z.uuid(), name: z.string() })),
  /** Attendance and minutes of one case as PDF. */
  minutes: teamProcedure('board.minutesMade')
    .errors(someMeeting)
    .input(z.object({ meetingId: MeetingId, caseId: CaseId, language: Language }))
    .output(z.object({ pdfSha256: Sha256, name: z.string() })),
}
