// What is being done with comments on this screen: the one in hand, a new one, and the way from a comment to its words.
import { useCallback, useMemo, useState } from 'react'
import { SECTION } from '#shared/casedoc/layout.ts'
import { type CommentThread, isOpen } from '#shared/domain/comment.ts'
import type { CommentDraft, Comments } from '../../data/comments.ts'
import type { CommentMark } from '../../editor/commentMarks.ts'
import type { EditorHandle } from '../../editor/editorHandle.ts'
import type { Jumps } from './useJumps.ts'

export type NewComment = Pick<CommentDraft, 'section' | 'fragment' | 'from' | 'to' | 'quote'> & { plain: boolean }

export interface CommentsDesk {
  draft: NewComment | null
  current: string | null
  /** Open comments by the place of their text, the same list while nothing changed. */
  marksOf(place: string): readonly CommentMark[]
  /** @returns false when no words are chosen */
  begin(place: string, handle: EditorHandle): boolean
  discard(): void
  choose(id: string | null): void
  go(thread: CommentThread): void
  accept(thread: CommentThread): Promise<boolean>
}

const none: readonly CommentMark[] = []

/** Place of a text ("stage", "answers.3.answer") from section and fragment, as the sections offer it. */
function placeOfText({ section, fragment }: Pick<CommentThread, 'section' | 'fragment'>): string {
  return fragment === SECTION.body ? section : `${section}.${fragment.slice(fragment.lastIndexOf('-') + 1)}.answer`
}

function textOfPlace(place: string): Pick<CommentThread, 'section' | 'fragment'> {
  const [section = '', number] = place.split('.')
  return { section, fragment: number === undefined ? SECTION.body : `answer-${number}` }
}

export function useCommentsDesk({ comments }: Pick<Comments, 'comments'>, jumps: Pick<Jumps, 'withText'>): CommentsDesk {
  const [draft, setDraft] = useState<NewComment | null>(null)
  const [current, setCurrent] = useState<string | null>(null)
  const marks = useMemo(() => {
    const byPlace = new Map<string, CommentMark[]>()
    for (const comment of comments.filter(isOpen)) {
      const { id, from, to } = comment.thread
      const place = placeOfText(comment.thread)
      byPlace.set(place, [...(byPlace.get(place) ?? []), { id, from, to, current: id === current }])
    }
    return byPlace
  }, [comments, current])
  const marksOf = useCallback((place: string) => marks.get(place) ?? none, [marks])
  const begin = useCallback((place: string, handle: EditorHandle) => {
    const chosen = handle.chosenWords()
    if (chosen) setDraft({ ...textOfPlace(place), ...chosen })
    return chosen !== null
  }, [])
  return {
    draft,
    current,
    marksOf,
    begin,
    // Whoever remarked on words goes on writing where they stand.
    discard: () => {
      setDraft(null)
      if (draft) void jumps.withText(draft.section, placeOfText(draft), (handle) => handle.focus())
    },
    choose: setCurrent,
    go: (thread) => {
      setCurrent(thread.id)
      void jumps.withText(thread.section, placeOfText(thread), (handle) => {
        if (!handle.goToPlace(thread)) handle.focus()
      })
    },
    accept: async (thread) => {
      let done = false
      await jumps.withText(thread.section, placeOfText(thread), (handle) => {
        done = handle.replaceWords(thread, thread.suggestion ?? thread.quote)
      })
      return done
    },
  }
}
