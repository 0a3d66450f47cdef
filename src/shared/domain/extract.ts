// A part of a signed report for the treating doctor or the sponsor: chosen sections word for word, what they cite, and nothing else. Pure.
import { z } from 'zod'
import { canonicalJson } from '../kit/canonicalJson.ts'
import { sectionBlocks } from './canonicalLists.ts'
import type { CanonicalBlock, CanonicalReport, CanonicalSection } from './canonicalReport.ts'
import { seriesKey } from './imagingStudy.ts'
import type { User } from './people.ts'
import type { LocalZone } from './zones.ts'

const EXTRACT_RECIPIENTS = ['treatingDoctor', 'sponsor'] as const
export const ExtractRecipient = z.enum(EXTRACT_RECIPIENTS)
export type ExtractRecipient = z.infer<typeof ExtractRecipient>

/** Domain separation of what the clinician's key signs here, by format: the second holds the signer's time zone. */
export const EXTRACT_DOMAINS = ['consilium/extract/1', 'consilium/extract/2'] as const
const EXTRACT_SCHEMA = 'consilium-extract/1'

/** An extract that was made: of which version, for whom, what it holds. */
export const Extract = z.object({
  id: z.string(),
  recipient: ExtractRecipient,
  reportNumber: z.number().int(),
  /** Of the whole report, and of the extract itself. */
  contentHash: z.string(),
  extractHash: z.string(),
  /** Titles as printed. */
  sections: z.array(z.string()).max(60),
  pdfSha256: z.string(),
  bytes: z.number().int(),
  at: z.string(),
  byName: z.string().max(120),
})
export type Extract = z.infer<typeof Extract>

/** Sections that say something. @param report as its recipient may read it */
export function extractableSections(report: CanonicalReport): { key: string; number: number; title: string }[] {
  return report.sections.filter((section) => saysSomething(report, section)).map(({ key, number, title }) => ({ key, number, title }))
}

function saysSomething({ answers }: CanonicalReport, section: CanonicalSection): boolean {
  if (section.kind === 'signatures') return false
  return section.fields.length > 0 || section.noneBecause !== null || sectionBlocks(section).length > 0 || (section.kind === 'questions' && answers.some(({ asked }) => asked))
}

/** @param report as its recipient may read it @param keys of the sections that are wanted; others than those that say something are ignored */
export function extractOf(report: CanonicalReport, keys: readonly string[]): CanonicalReport {
  const wanted = new Set(extractableSections(report).map(({ key }) => key).filter((key) => keys.includes(key)))
  const sections = report.sections.filter(({ key }) => wanted.has(key))
  const answers = sections.some(({ kind }) => kind === 'questions') ? report.answers : []
  const hasMotive = wanted.has('motiveAndQuestions')
  const cited = new Set([...sections.flatMap((section) => [...section.fields.flatMap(({ proofs: behind = [] }) => behind), ...proofsIn(sectionBlocks(section))]), ...answers.flatMap(({ body }) => proofsIn(body))])
  const proofs = report.proofs.filter(({ number }) => cited.has(number))
  const documents = new Set(proofs.flatMap(({ anchor }) => (anchor.kind === 'passage' ? [anchor.documentId] : [])))
  const series = new Set(proofs.flatMap(({ anchor }) => (anchor.kind === 'image' ? [seriesKey(anchor)] : [])))
  const { documents: allDocuments, studies } = report.material
  return {
    ...report,
    replaces: null,
    condition: '',
    allergies: null,
    motives: hasMotive ? report.motives : [],
    patientWords: hasMotive ? report.patientWords : '',
    answers,
    sections,
    proofs,
    material: {
      documents: allDocuments.filter(({ id }) => documents.has(id)),
      studies: studies.map((study) => ({ ...study, series: study.series.filter(({ SeriesInstanceUID }) => series.has(seriesKey({ StudyInstanceUID: study.StudyInstanceUID, SeriesInstanceUID }))) })).filter((study) => study.series.length > 0),
    },
  }
}

function proofsIn(body: readonly CanonicalBlock[]): number[] {
  return body.flatMap((block) => {
    if (block.type === 'list') return block.items.flatMap(proofsIn)
    if (block.type === 'figure') return [block.proof]
    const content = block.type === 'table' ? block.rows.flat(2) : block.type === 'chart' ? [] : block.content
    return content.flatMap((inline) => (inline.type === 'proof' ? [inline.proof] : []))
  })
}

/** The text that the extract's own hash is over. @param contentHash of the whole report */
export function extractText(extract: CanonicalReport, contentHash: string, recipient: ExtractRecipient): string {
  return canonicalJson({ schema: EXTRACT_SCHEMA, of: contentHash, recipient, report: extract })
}

interface ExtractAct {
  readonly caseId: string
  readonly reportId: string
  readonly reportNumber: number
  /** Of the extract. */
  readonly contentHash: string
  /** Of the whole report, and the signature that made it final. */
  readonly of: { readonly contentHash: string; readonly signature: string }
  readonly recipient: ExtractRecipient
  readonly signer: User
  readonly signedAt: string
  readonly zone: LocalZone
  readonly auditHead: string
}

/** What whoever makes the extract signs. */
export function extractStatement({ signer: { id, name, role, licence }, ...act }: ExtractAct): string {
  return canonicalJson({ domain: EXTRACT_DOMAINS[1], ...act, signer: { id, name, role, licence } })
}
