// The structured opinion: templates are data, sections hold coded fields (atomic) and narrative (merging).
import { z } from 'zod'
import { CaseId, ReportId, Sha256, AnnotationId, UserId } from '../kit/ids.ts'
import { Anchor } from './annotation.ts'
import { PackId, Language } from './reviewCase.ts'
import { FieldCondition, TemplateCondition } from './templateConditions.ts'

export const LocalText = z.object({ en: z.string(), es: z.string() })
export type LocalText = z.infer<typeof LocalText>

export const FieldOption = z.object({ code: z.string(), label: LocalText })

/** One coded field of a section: a register whose value is never merged character by character (H13). */
export const TemplateField = z.object({
  key: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  label: LocalText,
  kind: z.enum(['text', 'code', 'codes', 'date', 'decimal', 'integer', 'boolean']),
  options: z.array(FieldOption).optional(),
  unit: z.string().optional(),
  required: z.boolean(),
  min: z.number().optional(),
  max: z.number().optional(),
  /** Regular expression a text value must match as a whole: a format check, not a table (licensed tables are not shipped). */
  pattern: z.string().optional(),
  /** Code system or standard the values come from, shown to authors. */
  standard: z.string().optional(),
  /** Required, too, when all of these hold. */
  requiredWhen: z.array(FieldCondition).optional(),
  /** A reason for an empty section does not stand for this value as long as an opinion is given (B5, B7); it does when that other section states that it has nothing. */
  insists: z.object({ unlessNoneIn: z.string().optional() }).optional(),
  /** Set by the product, never typed. */
  computed: z.literal(true).optional(),
  /** This text says where the figures of that field come from: needed as soon as it states one (B8). */
  isCitationOf: z.string().optional(),
  /** Keys under which earlier versions of the template kept this value. */
  formerly: z.array(z.string()).optional(),
})
export type TemplateField = z.infer<typeof TemplateField>

/** Rows of coded fields: options, recommendations, trials ... Each value is a register of its own. */
export const TemplateList = z.object({
  key: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  title: LocalText,
  /** What one row is called. */
  one: LocalText,
  /** Key of the field that names a row. */
  name: z.string(),
  /** Fewest rows at signing. */
  min: z.number().int().nonnegative(),
  fields: z.array(TemplateField),
})
export type TemplateList = z.infer<typeof TemplateList>

/** A check of one template, as data: it is broken when all conditions hold. */
export const TemplateRule = z.object({
  key: z.string(),
  severity: z.enum(['blocker', 'warning']),
  /** Field or list of the section where it is settled. */
  field: z.string(),
  when: z.array(TemplateCondition).min(1),
  message: z.object({ en: z.string().max(200), es: z.string().max(200) }),
})
export type TemplateRule = z.infer<typeof TemplateRule>

export const SECTION_KINDS = ['narrative', 'questions', 'medicalRecommendations', 'psychologicalRecommendations', 'signatures'] as const

export const TemplateSection = z.object({
  key: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  number: z.number().int().nonnegative(),
  title: LocalText,
  kind: z.enum(SECTION_KINDS),
  fields: z.array(TemplateField),
  /** The section may not be empty at signing: text, or the `noneBecause` register. */
  required: z.boolean(),
  /** Measurements, stages and percentages in its text need a proof beside them, or the mark of expert judgement. */
  claimsNeedProof: z.boolean().default(false),
  /** Only the psychologist writes it (README decision 4). */
  restrictedTo: z.enum(['psychologist']).nullable(),
  hint: LocalText,
  lists: z.array(TemplateList).default([]),
  rules: z.array(TemplateRule).default([]),
})
export type TemplateSection = z.infer<typeof TemplateSection>

export const ReportTemplate = z.object({
  id: PackId,
  version: z.number().int().positive(),
  title: LocalText,
  sections: z.array(TemplateSection),
})
export type ReportTemplate = z.infer<typeof ReportTemplate>

/** FHIR R4 DiagnosticReport.status values in use; what leads from one to the other is in reportLifecycle.ts. */
export const REPORT_STATUSES = ['preliminary', 'final', 'amended', 'corrected', 'appended', 'entered-in-error', 'cancelled'] as const
export const ReportStatus = z.enum(REPORT_STATUSES)
export type ReportStatus = z.infer<typeof ReportStatus>

/** What a further version does to the one before: changes it, mends an error in it, or adds to it (FHIR). */
export const AMENDMENT_KINDS = ['amended', 'corrected', 'appended'] as const
export const AmendmentKind = z.enum(AMENDMENT_KINDS)
export type AmendmentKind = z.infer<typeof AmendmentKind>

export const Report = z.object({
  id: ReportId,
  caseId: CaseId,
  /** 1, 2, ...: an amendment is the next number and names the one it replaces. */
  number: z.number().int().positive(),
  templateId: PackId,
  status: ReportStatus,
  language: Language,
  replaces: ReportId.nullable(),
  amendmentReason: z.string().nullable(),
  /** Of a first version it says nothing. */
  amendmentKind: AmendmentKind.default('amended'),
  createdAt: z.string(),
})
export type Report = z.infer<typeof Report>

/** A coded value: the string form of the field's kind; codes joined by one blank. `changedBy` for the conflict card. */
export const FieldValue = z.object({ value: z.string().max(2000), changedAt: z.string(), changedBy: UserId })
export type FieldValue = z.infer<typeof FieldValue>

/** What stands behind a sentence: attributes of the editor's proof chip node. */
export const Proof = z.object({
  /** The annotation that holds the anchor's record; it outlives the sentence. */
  annotationId: AnnotationId,
  kind: z.enum(['passage', 'measurement', 'keyImage']),
  /** Shortest exact place, e.g. "PET/CT report, p. 1" or "T1 38 mm". */
  label: z.string().max(160),
  anchor: Anchor,
})
export type Proof = z.infer<typeof Proof>

/** Why a report cannot be signed (blocker) or should be looked at again (warning): requirements F3. */
export const OBSTACLE_CODES = [
  'sectionEmpty',
  'fieldEmpty',
  'fieldInvalid',
  'questionUnanswered',
  'claimWithoutProof',
  'noRecommendation',
  'psychologyMissing',
  'psychologyNotSigned',
  'psychologyChanged',
  'informationPreferenceDiffers',
  'quarantineReferenced',
  'identityUnresolved',
  'seriesIncomplete',
  'notSignatory',
  'alreadySigned',
  'contentUnreadable',
  'proofUnreadable',
  'taskOpen',
  'proofWithdrawn',
  'proofSuperseded',
  'literatureSuperseded',
  'literatureWithdrawn',
  'pagesUnseen',
  'disclaimerMissing',
  'titleNotAllowed',
  'differenceUnexplained',
  'dissentMissing',
  'notPossibleWithTreatment',
  'trialSearchOld',
  'imagingOld',
  'registerConflict',
  'listTooShort',
  'figureWithoutSource',
  'ruleBroken',
  'materialUnaddressed',
  'startGateClosed',
  'tnmFormat',
  'representativeMissing',
  'licenceMissing',
  'licenceExpired',
  'licenceEnding',
  'licenceDiffers',
  'waitAndSeeMissing',
  'panelTooSmall',
  'allergiesUnknown',
  'blamingWords',
  'threadOpen',
  'reviewOutdated',
  'patientTextHard',
  'proofOutdated',
  'signatureNotDue',
  'signingOrderBroken',
  'coSignatureStale',
] as const
export const ObstacleCode = z.enum(OBSTACLE_CODES)

export const SigningObstacle = z.object({
  code: ObstacleCode,
  severity: z.enum(['blocker', 'warning']),
  sectionKey: z.string().nullable(),
  fieldKey: z.string().nullable(),
  /** Words that name the place (a question's number, a sentence's first words); never shown outside the case. */
  detail: z.string().max(200),
})
export type SigningObstacle = z.infer<typeof SigningObstacle>

export const ReportPreview = z.object({
  reportId: ReportId,
  /** SHA-256 of the canonical JSON that would be signed; the signer's screen shows it. */
  contentHash: Sha256,
  /** The rendered PDF of exactly these bytes, as a content blob. */
  pdfSha256: Sha256,
  pdfBytes: z.number().int(),
  obstacles: z.array(SigningObstacle),
})
export type ReportPreview = z.infer<typeof ReportPreview>
