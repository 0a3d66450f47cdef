// The signed content: schema of the canonical form. Decimals are strings, every word a reader sees is in it. Read by the renderer of the PDF and by verification.
import { z } from 'zod'
import { CaseId, ReportId, Sha256 } from '../kit/ids.ts'
import { LegalStatus } from './programme.ts'
import { SECTION_KINDS } from './report.ts'
import { ReportChart } from './reportChart.ts'
import { Language } from './reviewCase.ts'

export const CANONICAL_SCHEMA = 'consilium-report/1'

const decimal = z.string().regex(/^-?\d+(\.\d+)?$/)

export const CanonicalInline = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string(), bold: z.literal(true).optional(), italic: z.literal(true).optional(), judgement: z.literal(true).optional() }),
  z.object({ type: z.literal('break') }),
  z.object({ type: z.literal('proof'), proof: z.number().int().positive() }),
  z.object({ type: z.literal('unreadableProof') }),
])
export type CanonicalInline = z.infer<typeof CanonicalInline>

export type CanonicalBlock =
  | { type: 'paragraph'; content: CanonicalInline[] }
  | { type: 'heading'; level: 3 | 4; content: CanonicalInline[] }
  | { type: 'chart'; chart: ReportChart }
  | { type: 'table'; caption: string | null; head: boolean; rows: CanonicalInline[][][] }
  | { type: 'figure'; proof: number; caption: string }
  | { type: 'list'; ordered: boolean; items: CanonicalBlock[][] }

export const CanonicalBlock: z.ZodType<CanonicalBlock> = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('paragraph'), content: z.array(CanonicalInline) }),
    z.object({ type: z.literal('heading'), level: z.union([z.literal(3), z.literal(4)]), content: z.array(CanonicalInline) }),
    z.object({ type: z.literal('chart'), chart: ReportChart }),
    z.object({ type: z.literal('table'), caption: z.string().nullable(), head: z.boolean(), rows: z.array(z.array(z.array(CanonicalInline))) }),
    z.object({ type: z.literal('figure'), proof: z.number().int().positive(), caption: z.string() }),
    z.object({ type: z.literal('list'), ordered: z.boolean(), items: z.array(z.array(CanonicalBlock)) }),
  ]),
)

export const CanonicalField = z.object({ key: z.string(), label: z.string(), value: z.string(), display: z.string(), standard: z.string().optional(), /** Numbers of the proofs behind the value; absent = none. */ proofs: z.array(z.number().int().positive()).min(1).optional() })

/** Rows of a list as printed: the name of each row, then its values. */
export const CanonicalList = z.object({
  key: z.string(),
  title: z.string(),
  rows: z.array(z.object({ id: z.string(), name: z.string(), /** Behind the name itself. */ proofs: z.array(z.number().int().positive()).min(1).optional(), fields: z.array(CanonicalField) })),
})
export type CanonicalList = z.infer<typeof CanonicalList>

export const CanonicalSection = z.object({
  key: z.string(),
  number: z.number().int(),
  title: z.string(),
  kind: z.enum(SECTION_KINDS),
  fields: z.array(CanonicalField),
  /** Absent in what was signed before lists existed. */
  lists: z.array(CanonicalList).optional(),
  noneBecause: z.string().nullable(),
  body: z.array(CanonicalBlock),
})
export type CanonicalSection = z.infer<typeof CanonicalSection>

export const CanonicalMeasurement = z.object({
  type: z.enum(['length', 'bidirectional', 'angle', 'cobb', 'ellipse', 'rectangle', 'freehand', 'arrow', 'text']),
  values: z.array(decimal),
  /** UCUM: mm, mm2, deg, or {pixels} when the image is not calibrated; 1 where nothing is measured. */
  unit: z.enum(['mm', '{pixels}', 'mm2', '{pixels}2', 'deg', '1']),
  spacingSource: z.string(),
  /** [column, row] per end, decimal strings. */
  pixels: z.array(z.tuple([decimal, decimal])),
  patient: z.array(z.tuple([decimal, decimal, decimal])).nullable(),
  label: z.string(),
  author: z.string(),
  changedAt: z.string(),
  /** Drawn on a plane cut through the volume: its points lie in the patient, its pixels are only their feet on the slice. */
  onPlane: z.literal(true).optional(),
})

/** How a key image was turned for its reader: flips first, then clockwise degrees. */
const CanonicalTurn = z.object({ rotation: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]), flipHorizontal: z.boolean(), flipVertical: z.boolean() })

const CanonicalAnchor = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('passage'),
    documentId: z.string(),
    sha256: Sha256,
    page: z.number().int(),
    rects: z.array(z.tuple([decimal, decimal, decimal, decimal])),
    quote: z.string(),
  }),
  z.object({
    kind: z.literal('image'),
    StudyInstanceUID: z.string(),
    SeriesInstanceUID: z.string(),
    SOPInstanceUID: z.string(),
    frame: z.number().int(),
    FrameOfReferenceUID: z.string().nullable(),
    view: z
      .object({ windowCenter: decimal, windowWidth: decimal, zoom: decimal, centre: z.tuple([decimal, decimal, decimal]).nullable(), invert: z.boolean(), fit: decimal.optional(), turn: CanonicalTurn.optional() })
      .nullable(),
  }),
])

export const CanonicalProof = z.object({
  /** Place in reading order, as printed. */
  number: z.number().int().positive(),
  kind: z.enum(['passage', 'measurement', 'keyImage']),
  label: z.string(),
  annotationId: z.string(),
  anchor: CanonicalAnchor,
  /** Document (with its kind) or study the proof lies in, as its list names it; null when it is not in the case. */
  source: z.object({ kind: z.string().nullable(), name: z.string(), date: z.string().nullable() }).nullable(),
  measurement: CanonicalMeasurement.nullable(),
  /** Of a key image: what was drawn on its slice and not hidden. Absent where nothing was, and in what was signed before it was kept. */
  marks: z.array(CanonicalMeasurement).optional(),
})
export type CanonicalProof = z.infer<typeof CanonicalProof>

export const CanonicalAnswer = z.object({
  number: z.number().int(),
  question: z.string(),
  asked: z.boolean(),
  answer: z.string().nullable(),
  confidence: z.string().nullable(),
  confidenceLabel: z.string().nullable(),
  body: z.array(CanonicalBlock),
})
export type CanonicalAnswer = z.infer<typeof CanonicalAnswer>

export const CanonicalReport = z.object({
  schema: z.literal(CANONICAL_SCHEMA),
  locale: Language,
  softwareVersion: z.string(),
  intendedUse: z.string(),
  caseId: CaseId,
  caseNumber: z.string(),
  reportId: ReportId,
  reportNumber: z.number().int().positive(),
  /** Instant the draft was opened: the only time of the document itself; signing adds its own. */
  createdAt: z.string(),
  replaces: z.object({ reportId: ReportId, reason: z.string(), contentHash: Sha256 }).nullable(),
  template: z.object({ id: z.string(), version: z.number().int() }),
  programme: z.object({ id: z.string(), version: z.number().int(), name: z.string() }),
  legalStatus: LegalStatus,
  title: z.string(),
  subtitle: z.string(),
  issuer: z.string().nullable(),
  sponsor: z.string().nullable(),
  disclaimer: z.object({ name: z.string(), footer: z.string(), text: z.array(z.string()) }).nullable(),
  patient: z.object({
    familyName: z.string(),
    givenName: z.string(),
    birthDate: z.string().nullable(),
    sex: z.string(),
    identifiers: z.array(z.object({ issuer: z.string().nullable(), value: z.string() })),
  }),
  condition: z.string(),
  requestedOn: z.string().nullable(),
  allergies: z.array(z.string()).nullable(),
  motives: z.array(z.object({ code: z.string(), label: z.string() })),
  patientWords: z.string(),
  answers: z.array(CanonicalAnswer),
  sections: z.array(CanonicalSection),
  proofs: z.array(CanonicalProof),
  material: z.object({
    documents: z.array(
      z.object({
        id: z.string(), name: z.string(), kind: z.string(), date: z.string().nullable(), language: z.string().nullable(), pages: z.number().int().nullable(),
        sha256: Sha256, issues: z.array(z.string()),
      }),
    ),
    studies: z.array(
      z.object({
        StudyInstanceUID: z.string(), description: z.string(), date: z.string().nullable(),
        series: z.array(
          z.object({
            SeriesInstanceUID: z.string(), modality: z.string(), description: z.string(), instances: z.number().int(), complete: z.boolean(),
            issues: z.array(z.string()), sha256: Sha256.nullable(),
          }),
        ),
      }),
    ),
  }),
  /** In the order of their signatures; absent when one signature is enough. */
  signatories: z.array(z.object({ id: z.string(), name: z.string(), role: z.string(), licence: z.string().nullable() })).min(1).optional(),
  authors: z.array(z.object({ id: z.string(), name: z.string(), role: z.string(), licence: z.string().nullable() })),
})
export type CanonicalReport = z.infer<typeof CanonicalReport>
