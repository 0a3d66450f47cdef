// What every section of one open report shares: who writes, what is missing, how a proof opens. One provider per report.
import { createContext, useContext } from 'react'
import type { User } from '#shared/domain/people.ts'
import type { Proof, Report, ReportTemplate } from '#shared/domain/report.ts'
import type { ReviewCase } from '#shared/domain/reviewCase.ts'
import type { CommentMark } from '../../editor/commentMarks.ts'
import type { SpellingDesk } from '../../data/spelling.ts'
import type { EditorHandle } from '../../editor/editorHandle.ts'
import type { WordPlace } from '../../editor/spelling.ts'

/** What takes a proof: a text at its caret, or a coded value. */
export type CiteTarget = Pick<EditorHandle, 'insertProof' | 'focus'> & { readonly editor?: EditorHandle['editor'] }

export interface ReportDesk {
  reviewCase: ReviewCase
  report: Report
  template: ReportTemplate
  me: User
  /** Signed: nothing can be changed, whoever looks. */
  isSigned: boolean
  nameOf(userId: string): string
  openProof(proof: Proof): void
  /** Why a proof no longer stands, in words; the same function until that may have changed. */
  flagOf(proof: Proof): string | null
  askForProof(target: CiteTarget): void
  /** From now on a proof goes there. */
  aimAt(target: CiteTarget): void
  /** Open comments on the text under a place. */
  commentsOn(place: string): readonly CommentMark[]
  openComment(id: string): void
  comment(place: string, handle: EditorHandle): void
  speller: SpellingDesk['speller']
  openWord(handle: EditorHandle, place: WordPlace): void
  activate(handle: EditorHandle, place: string): void
  /** A text that can be written now, under its place ("section" or "section.3.answer"); null when it is gone. */
  offerText(place: string, handle: EditorHandle | null): void
  /** The text under a place, when it is open. */
  textOf(place: string): EditorHandle | null
  /** Something was stored or arrived: the obstacles are asked for again. */
  onSaved(): void
}

export const ReportDeskContext = createContext<ReportDesk | null>(null)

export function useReportDesk(): ReportDesk {
  const desk = useContext(ReportDeskContext)
  if (!desk) throw new Error('a section is shown outside a report')
  return desk
}
