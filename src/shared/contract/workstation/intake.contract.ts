import { z } from 'zod'
import { CaseIntake, Criterion, DataRequest, Pause, Specimen, SpecimenState } from '../../domain/caseIntake.ts'
import { CASE_DECISIONS } from '../../domain/caseStatus.ts'
import { Illness } from '../../domain/illness.ts'
import { CalendarDate, Patient } from '../../domain/patient.ts'
import { Programme } from '../../domain/programme.ts'
import { LocalText } from '../../domain/report.ts'
import { IllnessId, Language, Motive, PatientQuestion, PolicyId, ReviewCase } from '../../domain/reviewCase.ts'
import { CONDITIONS } from '../../domain/startGate.ts'
import { CaseId, Sha256 } from '../../kit/ids.ts'
import { pick } from '../errors.ts'
import { signedInProcedure, teamProcedure } from '../procedure.ts'

/** A case as it is written down from a request, before any material is there. */
export const NewCase = z.object({
  policyId: PolicyId,
  illness: IllnessId,
  condition: z.string().trim().max(200),
  patient: Patient.omit({ identifiers: true }).extend({ familyName: z.string().trim().min(1).max(120), identifier: z.string().trim().max(120) }),
  requestedOn: CalendarDate.nullable(),
  language: Language,
  motives: z.array(Motive).max(20),
  patientWords: z.string().max(4000),
  questions: z.array(PatientQuestion).max(99),
  intake: CaseIntake.pick({ channel: true, route: true, requester: true, consent: true, cover: true, authorisation: true, payment: true }),
  /** Why the patient really asks (S4-6): kept apart, for those who care for the patient. */
  confidentialMotive: z.string().trim().max(4000),
})
export type NewCase = z.infer<typeof NewCase>

/** What a person has typed so far, as the form holds it: kept over a restart, never checked. */
export const IntakeDraft = z.record(z.string().max(60), z.unknown())

export const Situation = z.object({
  illness: Illness.pick({ id: true, name: true, surgical: true, disciplines: true }),
  programme: Programme,
  items: z.array(
    z.object({
      code: z.string(),
      label: LocalText,
      why: LocalText,
      required: z.boolean(),
      state: z.enum(['there', 'waived', 'missing']),
      /** Numbers of the patient's questions that have no ground without it. */
      questions: z.array(z.number().int()),
      /** Sections of the report that cannot be written without it: number and title. */
      sections: z.array(z.object({ number: z.number().int(), title: LocalText })),
    }),
  ),
  conditions: z.array(z.object({ condition: z.enum(CONDITIONS), met: z.enum(['yes', 'no', 'unknown']) })),
  isGateOpen: z.boolean(),
  entitlement: z.object({ operationsUsed: z.number().int(), operationsAllowed: z.number().int().nullable(), usedBefore: z.boolean() }),
  /** Steps that the person may take now. */
  decisions: z.array(z.enum(CASE_DECISIONS)),
  /** Last day of the visit in person that costs nothing (S1-10). */
  freeVisitUntil: CalendarDate.nullable(),
  /** The person may read and write the confidential motive. */
  mayReadMotive: z.boolean(),
  /** Documents in a language that the programme does not take, without a translation: ids. */
  untranslated: z.array(z.string()),
})
export type Situation = z.infer<typeof Situation>

const change = { caseId: CaseId, baseVersion: z.number().int() }
const changed = (audit: string) => teamProcedure(audit).errors(pick('STALE_VERSION'))

export const intakeContract = {
  catalogue: signedInProcedure().output(z.object({ programmes: z.array(Programme), illnesses: z.array(Illness) })),
  draft: signedInProcedure().output(IntakeDraft.nullable()),
  /** null forgets it. */
  keepDraft: signedInProcedure().input(z.object({ draft: IntakeDraft.nullable() })).output(z.object({})),
  open: signedInProcedure({ access: ['caseManager', 'physician', 'chair'], audit: 'case.openedFromRequest' }).input(NewCase).output(ReviewCase),
  situation: teamProcedure(null).input(z.object({ caseId: CaseId })).output(Situation),
  record: changed('case.intakeRecorded')
    .input(
      z.object({
        ...change,
        requestedOn: CalendarDate.nullable().optional(),
        illness: IllnessId.optional(),
        intake: CaseIntake.pick({ channel: true, route: true, requester: true, consent: true, cover: true, authorisation: true, payment: true, waived: true })
          .extend({ criteria: z.array(Criterion).max(10) })
          .partial(),
      }),
    )
    .output(ReviewCase),
  requestData: changed('case.dataRequested')
    .input(z.object({ ...change, ...DataRequest.pick({ items: true, other: true, language: true, dueOn: true }).shape }))
    .output(ReviewCase),
  remind: changed('case.reminded').input(z.object({ ...change, requestId: z.string() })).output(ReviewCase),
  /** What was asked for is not needed any more. */
  waiveRequest: changed('case.dataRequestClosed').input(z.object({ ...change, requestId: z.string() })).output(ReviewCase),
  moveSpecimen: changed('case.specimenMoved')
    .errors(pick('STEP_NOT_POSSIBLE'))
    .input(z.object({ ...change, specimenId: z.string().nullable(), ...Specimen.pick({ kind: true, label: true }).shape, state: SpecimenState, on: CalendarDate, note: z.string().trim().max(200) }))
    .output(ReviewCase),
  /** Stops the clock with a reason, or lets it run on. */
  setClock: changed('case.clockSet').input(z.object({ ...change, pause: Pause.pick({ reason: true, note: true }).nullable() })).output(ReviewCase),
  /** A letter as PDF: what is missing, a reminder of it, or why the case was closed. */
  letter: teamProcedure('case.letterMade')
    .input(z.object({ caseId: CaseId, kind: z.enum(['dataRequest', 'reminder', 'closing']), requestId: z.string().nullable(), language: Language }))
    .output(z.object({ pdfSha256: Sha256, name: z.string() })),
  motive: teamProcedure('motive.shown').input(z.object({ caseId: CaseId })).output(z.object({ text: z.string(), byName: z.string(), at: z.string() }).nullable()),
  setMotive: teamProcedure('motive.changed').input(z.object({ caseId: CaseId, text: z.string().trim().max(4000) })).output(z.object({})),
}
