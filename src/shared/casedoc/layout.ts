// Every name inside the case's shared documents: rooms, maps, node types. Nothing else may spell them.
// One Y.Doc per permission boundary (README decision 12): each report section, annotations per study, annotations of documents, board.

export type RoomName =
  | { kind: 'section'; caseId: string; report: number; section: string }
  | { kind: 'studyAnnotations'; caseId: string; study: string }
  | { kind: 'documentAnnotations'; caseId: string }
  | { kind: 'lesions'; caseId: string }
  | { kind: 'board'; caseId: string }
  /** The psychological lane: only those who may read it hold it (README decision 4). */
  | { kind: 'psychology'; caseId: string }
  /** What the whole team knows of care around the opinion: safety flags, release, calls, follow-up. */
  | { kind: 'care'; caseId: string }

/** e.g. `case/<CaseId>/report/1/diagnosis`. */
export function roomName(room: RoomName): string {
  switch (room.kind) {
    case 'section':
      return `case/${room.caseId}/report/${room.report}/${room.section}`
    case 'studyAnnotations':
      return `case/${room.caseId}/annotations/${room.study}`
    case 'documentAnnotations':
      return `case/${room.caseId}/annotations/documents`
    case 'lesions':
      return `case/${room.caseId}/lesions`
    case 'board':
      return `case/${room.caseId}/board`
    case 'psychology':
      return `case/${room.caseId}/psychology`
    case 'care':
      return `case/${room.caseId}/care`
  }
}

const id = '[0-9a-f-]{36}'
const section = new RegExp(`^case/(${id})/report/([1-9][0-9]{0,3})/([a-z][A-Za-z0-9]*)$`)
const documents = new RegExp(`^case/(${id})/annotations/documents$`)
const study = new RegExp(`^case/(${id})/annotations/([0-9.]{1,64})$`)
const whole = new RegExp(`^case/(${id})/(lesions|board|psychology|care)$`)

/** @returns undefined for any text that is not exactly a room's name */
export function parseRoomName(name: string): RoomName | undefined {
  const s = section.exec(name)
  if (s?.[1] && s[3]) return { kind: 'section', caseId: s[1], report: Number(s[2]), section: s[3] }
  const d = documents.exec(name)
  if (d?.[1]) return { kind: 'documentAnnotations', caseId: d[1] }
  const a = study.exec(name)
  if (a?.[1] && a[2]) return { kind: 'studyAnnotations', caseId: a[1], study: a[2] }
  const w = whole.exec(name)
  if (w?.[1]) return { kind: w[2] as 'lesions' | 'board' | 'psychology' | 'care', caseId: w[1] }
  return undefined
}

/** Roots of a section's document. */
export const SECTION = {
  /** Y.XmlFragment: the narrative, ProseMirror schema below. */
  body: 'body',
  /** Y.Map field key -> FieldValue (plain JSON): atomic registers. */
  fields: 'fields',
  /** Y.Map `answerKey` -> FieldValue (plain JSON); section of kind `questions` only. Each answer's text is an XmlFragment `answer-<n>`. */
  answers: 'answers',
  /** Y.Map `key|author|instant` -> FieldValue with `earlier`: what each author claims of a register (fieldClaims.ts). */
  claims: 'claims',
  /** Y.Map `fieldProofKey` -> JSON text of domain Proof, as a chip has it: what stands behind a coded field or a row's field. */
  proofs: 'proofs',
} as const

/** Name in place of a section's: the comments of the whole report. No template has a section of this name; it is not part of what is signed. */
export const COMMENTS = 'comments'

/** Key in `SECTION.fields` of a row's value, e.g. `options/018f…/benefit`. */
export function rowKey(list: string, row: string, field: string): string {
  return `${list}/${row}/${field}`
}

/** Key in `SECTION.proofs`: one entry per register and mark, so that two people who cite at once both stand. */
export function fieldProofKey(register: string, annotationId: string): string {
  return `${register}|${annotationId}`
}

/** Registers of every row: its place (a number), and that it was taken out (`true`). */
export const ROW_ORDER = 'order'
export const ROW_REMOVED = 'removed'

/** Name of the fragment that holds the text of the answer to question n. */
export function answerFragment(questionNumber: number): string {
  return `answer-${questionNumber}`
}

/** Registers of a question: the answer in one sentence for the first page, and how sure it is. */
export type AnswerRegister = 'answer' | 'confidence'

/** Key in `SECTION.answers`, e.g. `3.confidence`: one register each, so that two people filling different ones never undo each other. */
export function answerKey(questionNumber: number, register: AnswerRegister): string {
  return `${questionNumber}.${register}`
}

/** Root of an annotation document: Y.Map AnnotationId -> Annotation (plain JSON, last writer per annotation). */
export const ANNOTATIONS = 'annotations'

/** Root of what one person changed in a document of plain registers: Y.Array of steps (casedoc/ownHistory.ts). */
export function historyRoot(actorId: string): string {
  return `history/${actorId}`
}

/** Roots of the lesion document, each a Y.Map of plain JSON registers (casedoc/lesions.ts). */
export const LESIONS = {
  /** LesionId -> TrackedLesion. */
  lesions: 'lesions',
  /** `<LesionId>/<date>` -> LesionFinding. */
  findings: 'findings',
  /** `<LesionId>/<date>` -> OutsideValue. */
  outside: 'outside',
  /** Key of ResponseChoices -> its value. */
  choices: 'choices',
  /** `<date>.<field>` -> FieldValue. */
  assessments: 'assessments',
} as const
/** Further roots of the annotation document of a case's documents. Decided laboratory values: Y.Map id -> LabValue (plain JSON, an atomic register each). */
export const LAB_VALUES = 'labValues'
/** What people say under a mark: Y.Map id -> Remark; and which tasks are settled: Y.Map id of the remark -> Settled. Plain JSON, so that nobody's words are lost when two write at once. */
export const REMARKS = 'remarks'
export const SETTLED = 'settled'

/** What people put on the timeline: Y.Map id -> CourseEvent (plain JSON). */
export const COURSE = 'course'

/** Register that says a required section is deliberately empty, with its reason as value. */
export const NONE_BECAUSE = 'noneBecause'

/** Register of a question: how sure the answer is. */
export const CONFIDENCE = ['high', 'moderate', 'low', 'cannotAnswer'] as const

/** ProseMirror node and mark names of the report editor; the canonical form reads the same names. */
export const NODES = {
  paragraph: 'paragraph',
  heading: 'heading',
  bulletList: 'bulletList',
  orderedList: 'orderedList',
  listItem: 'listItem',
  hardBreak: 'hardBreak',
  /** Inline atom; its one attribute `proof` is the JSON text of domain Proof. */
  proofChip: 'proofChip',
  /** Block atom; its one attribute `table` is the JSON text of domain ReportedLesions. */
  lesionTable: 'lesionTable',
  /** Block atom; its one attribute `block` is the JSON text of domain ReportBlock. */
  reportBlock: 'reportBlock',
  /** A table that its author writes: rows of cells of paragraphs. */
  table: 'table',
  tableRow: 'tableRow',
  tableHeader: 'tableHeader',
  tableCell: 'tableCell',
} as const

export const MARKS = {
  bold: 'bold',
  italic: 'italic',
  /** Claim marked by its author as expert judgement: needs no proof. */
  expertJudgement: 'expertJudgement',
} as const

/** Who wrote an edit and where, so that loops are cut and authorship is kept. */
export interface EditOrigin {
  readonly actorId: string
  readonly room: string
  readonly tool: string
}
