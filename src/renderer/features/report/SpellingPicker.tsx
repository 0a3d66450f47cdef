// One word that no dictionary knows: what it may have meant, or that it is right. Arrows and Enter; goes on to the next word.
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { namesPatient } from '#shared/domain/phrase.ts'
import type { SpellingDesk } from '../../data/spelling.ts'
import type { EditorHandle } from '../../editor/editorHandle.ts'
import type { WordPlace } from '../../editor/spelling.ts'
import { useT } from '../../i18n/useT.ts'
import { CloseIcon } from '../../ui/icons.ts'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { ToolButton } from '../../ui/ToolButton.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { useReportDesk } from './deskContext.ts'

export interface AskedWord {
  readonly handle: EditorHandle
  readonly place: WordPlace
  /** Words that were left as they are since somebody began to ask: not asked about again. */
  readonly left: ReadonlySet<string>
}

interface SpellingPickerProps {
  asked: AskedWord
  spelling: SpellingDesk
  onNext(left: ReadonlySet<string>): void
  onClose(): void
}

/** Until a word that was just settled is no longer marked. */
const AFTER_WORD_MS = 80

/** The list for a word, while somebody asks about one; null = nobody does. */
export function AskedSpelling({ asked, spelling, onNext, onDone }: { asked: AskedWord | null; spelling: SpellingDesk; onNext(handle: EditorHandle, left: ReadonlySet<string>): void; onDone(): void }) {
  if (!asked) return null
  const { handle, place } = asked
  return (
    <SpellingPicker
      key={`${place.from} ${place.word}`}
      asked={asked}
      spelling={spelling}
      onNext={(left) => window.setTimeout(() => onNext(handle, left), AFTER_WORD_MS)}
      onClose={() => {
        handle.focus()
        onDone()
      }}
    />
  )
}

function SpellingPicker({ asked: { handle, place, left }, spelling, onNext, onClose }: SpellingPickerProps) {
  const t = useT()
  const id = useId()
  const { reviewCase, report } = useReportDesk()
  const box = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState(0)
  const { data } = useQuery({ queryKey: ['spelling', report.language, place.word], queryFn: () => spelling.suggest(place.word), gcTime: 0 })
  // A name is no word to keep: it would tell of a patient outside the case.
  const mayLearn = !namesPatient(place.word, reviewCase)
  const choices = [
    ...(data ?? []).map((words) => ({ key: words, words, hint: '', leaves: false, run: () => handle.replaceWord(place, words) })),
    ...(mayLearn ? [{ key: 'learn', words: t('report.spelling.learn', { word: place.word }), hint: t('report.spelling.learnHint'), leaves: false, run: learn }] : []),
    ...(mayLearn ? [{ key: 'clinic', words: t('report.spelling.learnClinic', { word: place.word }), hint: t('report.spelling.clinicHint'), leaves: false, run: learnForClinic }] : []),
    { key: 'skip', words: t('report.spelling.skip'), hint: '', leaves: true, run: () => undefined },
  ]
  const chosen = choices[Math.min(at, choices.length - 1)]
  useEffect(() => box.current?.focus(), [])
  function learn() {
    spelling.learn(place.word)
    useToasts.getState().show({ words: t('report.spelling.learned', { word: place.word }), undo: () => spelling.forget(place.word) })
  }
  function learnForClinic() {
    void spelling.learnForClinic(place.word).then(() => useToasts.getState().show({ words: t('report.spelling.learnedClinic', { word: place.word }), undo: () => void spelling.forgetForClinic(place.word) }), () => useToasts.getState().show({ words: t('report.spelling.notKept') }))
  }
  function take({ leaves, run }: (typeof choices)[number]) {
    run()
    setAt(0)
    onNext(leaves ? new Set([...left, place.word]) : left)
  }
  function press(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setAt((at + step + choices.length) % choices.length)
    else if (event.key === 'Enter' && chosen) take(chosen)
    else if (event.key === 'Escape') onClose()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="r-picker" role="dialog" aria-label={t('report.spelling.title')}>
      <div className="r-picker-head">
        <p className="r-picker-word" lang={report.language}>
          {place.word}
        </p>
        <ToolButton label={t('common.close')} keys="Esc" icon={CloseIcon} onClick={onClose} />
      </div>
      <div ref={box} className="r-picker-list" role="listbox" tabIndex={0} aria-label={t('report.spelling.title')} aria-activedescendant={chosen ? `${id}-${chosen.key}` : undefined} onKeyDown={press}>
        {choices.map((choice) => (
          // The list keeps the focus and names the active option.
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by the list
          <div key={choice.key} id={`${id}-${choice.key}`} className="c-row r-picker-option" role="option" tabIndex={-1} aria-selected={choice === chosen} onClick={() => take(choice)}>
            <span className="r-picker-words">
              <span className="t-clip">{choice.words}</span>
              {choice.hint && <span className="t-small t-2">{choice.hint}</span>}
            </span>
          </div>
        ))}
      </div>
      {!data && <LoadingLine />}
    </div>
  )
}
