// The psychological lane: for those who may read it, and a status without scores and notes for the rest of the team.
import { z } from 'zod'
import { LANE_GAPS } from '../../domain/laneGaps.ts'
import { CalendarDate } from '../../domain/patient.ts'
import {
  InstrumentName, InstrumentRecord, LANE_FIELD_NAMES, LaneRecommendation, LaneSignature, LaneValue, LaneWishes, PromptAnswer, SAFETY_LEVELS, SafetyCard, TreatmentEvent,
} from '../../domain/psychology.ts'
import { LocalText } from '../../domain/report.ts'
import { IllnessId, Language } from '../../domain/reviewCase.ts'
import { LocalZone } from '../../domain/zones.ts'
import { CaseId, Sha256 } from '../../kit/ids.ts'
import { pick } from '../errors.ts'
import { signedInProcedure, teamProcedure } from '../procedure.ts'

const ofCase = z.object({ caseId: CaseId })
const LaneFieldName = z.enum(LANE_FIELD_NAMES)

/** A total only when every item is there (no prorating); what is missing by number. */
export const InstrumentResult = z.object({
  total: z.number().optional(),
  band: z.string().nullable().optional(),
  screenPositive: z.boolean().optional(),
  safetyCard: z.boolean().optional(),
  refusal: z.object({ code: z.string(), items: z.array(z.number()).optional() }).optional(),
})

export const LaneView = z.object({
  /** Some fields and needs are of one illness. */
  illness: IllnessId,
  fields: z.partialRecord(LaneFieldName, LaneValue),
  instruments: z.array(InstrumentRecord.extend({ result: InstrumentResult })),
  recommendations: z.array(LaneRecommendation),
  events: z.array(TreatmentEvent),
  cards: z.array(SafetyCard),
  prompts: z.array(z.object({ id: z.string(), medicines: z.tuple([z.string(), z.string()]), question: LocalText, source: z.string(), answer: PromptAnswer.nullable() })),
  gaps: z.array(z.enum(LANE_GAPS)),
  /** SHA-256 of what would be signed. */
  contentHash: Sha256.or(z.string()),
  signature: LaneSignature.nullable(),
  isChanged: z.boolean(),
})
export type LaneView = z.infer<typeof LaneView>

export const PsychologyStatus = z.object({
  wishes: LaneWishes.nullable(),
  mayRead: z.boolean(),
  isStaffed: z.boolean(),
  signature: z.object({ signedAt: z.string(), zone: LocalZone.optional(), signerName: z.string(), contentHash: z.string() }).nullable(),
  isChanged: z.boolean(),
  openCards: z.number().int(),
  oldestOpenAt: z.string().nullable(),
  tasks: z.array(z.object({ promptId: z.string(), medicines: z.tuple([z.string(), z.string()]), question: LocalText, source: z.string(), note: z.string(), at: z.string(), byName: z.string() })),
  forClinicians: z.array(z.object({ id: z.string(), level: z.number().int(), text: z.string() })),
})
export type PsychologyStatus = z.infer<typeof PsychologyStatus>

export const PsychologyLine = z.object({ caseId: z.string(), openCards: z.number().int(), screening: z.enum(['due', 'done', 'notAssessed']), state: z.enum(['open', 'changed', 'signed']) })
export type PsychologyLine = z.infer<typeof PsychologyLine>

export const psychologyContract = {
  queue: signedInProcedure().output(z.array(PsychologyLine)),
  status: teamProcedure(null).input(ofCase).output(PsychologyStatus),
  lane: teamProcedure('psychology.opened').input(ofCase).output(LaneView),
  setField: teamProcedure('psychology.changed').input(ofCase.extend({ field: LaneFieldName, value: z.string().max(8000) })).output(LaneView),
  saveInstrument: teamProcedure('psychology.instrumentRecorded')
    .errors(pick('FORM_REFUSED'))
    .input(
      ofCase.extend({
        instrument: InstrumentName,
        takenOn: CalendarDate,
        items: z.array(z.number().int().nullable()).max(30).nullable(),
        score: z.number().int().nullable(),
        incompleteReason: z.string().trim().max(500).nullable(),
      }),
    )
    .output(LaneView),
  raiseSafety: teamProcedure('safety.opened').input(ofCase.extend({ source: SafetyCard.shape.source })).output(LaneView),
  settleSafety: teamProcedure('safety.settled')
    .input(ofCase.extend({ cardId: z.string().max(40), level: z.enum(SAFETY_LEVELS), action: z.string().trim().min(3).max(1000), contact: z.string().trim().min(2).max(200), spokeAt: z.iso.datetime({ offset: true }) }))
    .output(LaneView),
  recommend: teamProcedure('psychology.recommended').input(ofCase.extend(LaneRecommendation.pick({ level: true, audience: true, text: true }).shape)).output(LaneView),
  addEvent: teamProcedure('psychology.changed').input(ofCase.extend(TreatmentEvent.pick({ date: true, label: true }).shape)).output(LaneView),
  remove: teamProcedure('psychology.changed').input(ofCase.extend({ kind: z.enum(['recommendation', 'event']), id: z.string().max(40) })).output(LaneView),
  answerPrompt: teamProcedure('psychology.promptAnswered').input(ofCase.extend(PromptAnswer.pick({ promptId: true, answer: true, note: true }).shape)).output(LaneView),
  /** The signed part as a page; kept apart from everything that is handed on. */
  statement: teamProcedure('psychology.printed').input(ofCase.extend({ language: Language })).output(z.object({ pdfSha256: Sha256, name: z.string() })),
  sign: teamProcedure('psychology.signed')
    .errors(pick('REPORT_CHANGED', 'REPORT_HAS_OBSTACLES', 'REPORT_SIGNED', 'PASSPHRASE_WRONG', 'PASSPHRASE_LOCKED', 'KEYCHAIN_LOST'))
    .input(ofCase.extend({ seenHash: Sha256, passphrase: z.string().min(1).max(1024) }))
    .output(LaneView),
}
