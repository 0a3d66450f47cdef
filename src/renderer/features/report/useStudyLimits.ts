// The limits of the studies from outside as sentences in the report's language, and one key that puts them behind the text that is being written.
import { useEffect, useMemo, useRef } from 'react'
import type { Language } from '#shared/domain/reviewCase.ts'
import type { Command } from '../../app/commands.ts'
import { useRegister } from '../../app/useRegister.ts'
import { useStudyQuality } from '../../data/queries.ts'
import type { EditorHandle } from '../../editor/editorHandle.ts'
import { formatIn } from '../../i18n/format.ts'
import { limitationsOf } from '../../i18n/studyWords.ts'
import { localisedIn } from '../../i18n/useT.ts'

export const LIMITS_KEYS = '$mod+Alt+l'

/** @returns how many sentences there are, and the step that adds those which the text does not have yet */
export function useStudyLimits({ caseId, language }: { caseId: string; language: Language }, active: EditorHandle | null): { count: number; add(): void } {
  const studies = useStudyQuality(caseId).data
  const sentences = useMemo(() => limitationsOf(studies ?? [], localisedIn(language), formatIn(language)), [studies, language])
  const add = () => {
    const missing = active ? sentences.filter((sentence) => active.countFound(sentence) === 0) : []
    if (missing.length > 0) active?.appendParagraphs(missing)
  }
  const latest = useRef(add)
  useEffect(() => {
    latest.current = add
  })
  const enabled = active !== null && sentences.length > 0
  useRegister(useMemo<Command[]>(() => [{ id: 'report.limits', keys: LIMITS_KEYS, scope: 'global', run: () => latest.current(), enabled }], [enabled]))
  return { count: sentences.length, add }
}
