// Phrases to put into the text in focus: one's own and the clinic's. Filter and Enter; chosen words are kept as a phrase of one's own.
import { Button, TextInput } from '@mantine/core'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { type ClinicEntry, namesPatient, type OwnPhrase } from '#shared/domain/phrase.ts'
import type { Language, ReviewCase } from '#shared/domain/reviewCase.ts'
import { newUuid } from '#shared/kit/ids.ts'
import { keepForClinic, savePreferences } from '../../data/preferences.ts'
import { useClinic, usePhrases, usePreferences } from '../../data/queries.ts'
import type { EditorHandle } from '../../editor/editorHandle.ts'
import { useT } from '../../i18n/useT.ts'
import { CloseIcon, DeleteIcon } from '../../ui/icons.ts'
import { ToolButton } from '../../ui/ToolButton.tsx'

interface PhrasePickerProps {
  reviewCase: ReviewCase
  /** Language of the report: its phrases are offered in it. */
  language: Language
  /** Chosen words of the text; empty when none are. */
  chosen: string
  onPick(text: string): void
  onClose(): void
}

interface Offered {
  id: string
  name: string
  text: string
  isOwn: boolean
  /** Put there by somebody of the clinic: it can be taken out again. */
  shared: ClinicEntry | null
}

const none: readonly OwnPhrase[] = []

/** The phrases for a text, while somebody asks for them; `text` null = nobody does. */
export function Phrases({ text, reviewCase, language, onDone }: { text: EditorHandle | null; reviewCase: ReviewCase; language: Language; onDone(): void }) {
  if (!text) return null
  return (
    <PhrasePicker
      reviewCase={reviewCase}
      language={language}
      chosen={text.chosenWords()?.quote ?? ''}
      onPick={(words) => {
        text.insertWords(words)
        onDone()
      }}
      onClose={() => {
        text.focus()
        onDone()
      }}
    />
  )
}

function PhrasePicker({ reviewCase, language, chosen, onPick, onClose }: PhrasePickerProps) {
  const t = useT()
  const id = useId()
  const own = usePreferences().data?.phrases ?? none
  const clinic = usePhrases().data ?? []
  const shared = (useClinic().data ?? []).filter(({ kind }) => kind === 'phrase')
  const [words, setWords] = useState('')
  const [at, setAt] = useState(0)
  const [name, setName] = useState('')
  const filter = useRef<HTMLInputElement>(null)
  useEffect(() => filter.current?.focus(), [])
  const lower = words.trim().toLowerCase()
  const offered: Offered[] = [...own.map((phrase) => ({ ...phrase, isOwn: true, shared: null })), ...shared.map((entry) => ({ id: entry.id, name: entry.name, text: entry.text, isOwn: false, shared: entry })), ...clinic.map(({ key, name: called, text }) => ({ id: key, name: called[language], text: text[language], isOwn: false, shared: null }))].filter(
    (phrase) => phrase.name.toLowerCase().includes(lower) || phrase.text.toLowerCase().includes(lower),
  )
  const current = offered[Math.min(at, offered.length - 1)]
  function press(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setAt((at + step + offered.length) % Math.max(1, offered.length))
    else if (event.key === 'Enter' && current) onPick(current.text)
    else if (event.key === 'Escape') onClose()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  /** Its button leaves with it: the keys stay with the list. */
  function forget(take: () => Promise<unknown> | null) {
    void take()
    filter.current?.focus()
  }
  const carries = chosen !== '' && namesPatient(chosen, reviewCase)
  function keepShared() {
    void keepForClinic({ id: newUuid(Date.now()), kind: 'phrase', name: name.trim(), text: chosen.trim().slice(0, 2000), removed: false })
    setName('')
    filter.current?.focus()
  }
  function keep() {
    void savePreferences({ phrases: [...own, { id: newUuid(Date.now()), name: name.trim(), text: chosen.trim().slice(0, 2000) }] })
    setName('')
    filter.current?.focus()
  }
  return (
    <div className="r-picker" role="dialog" aria-label={t('report.phrases.title')}>
      <div className="r-picker-head">
        <input
          ref={filter}
          className="r-picker-filter"
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={current ? `${id}-${current.id}` : undefined}
          aria-label={t('report.phrases.filter')}
          placeholder={t('report.phrases.filter')}
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value)
            setAt(0)
          }}
          onKeyDown={press}
        />
        {current?.isOwn && <ToolButton label={t('report.phrases.forget', { name: current.name })} icon={DeleteIcon} onClick={() => forget(() => savePreferences({ phrases: own.filter((phrase) => phrase.id !== current.id) }))} />}
        {current?.shared && <ToolButton label={t('report.phrases.forgetClinic', { name: current.name })} icon={DeleteIcon} onClick={() => forget(() => (current.shared ? keepForClinic({ ...current.shared, removed: true }) : null))} />}
        <ToolButton label={t('common.close')} keys="Esc" icon={CloseIcon} onClick={onClose} />
      </div>
      <div id={`${id}-list`} className="r-picker-list" role="listbox" aria-label={t('report.phrases.title')}>
        {offered.map((phrase) => (
          // The filter field keeps the focus and names the active option (combobox pattern).
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by the filter field
          <div key={phrase.id} id={`${id}-${phrase.id}`} className="c-row r-picker-option" role="option" tabIndex={-1} aria-selected={phrase === current} aria-label={`${phrase.name}. ${phrase.text}`} onClick={() => onPick(phrase.text)}>
            <span className="r-picker-words">
              <span className="t-clip">
                {phrase.name} <span className="t-small t-3">{t(phrase.isOwn ? 'report.phrases.own' : 'report.phrases.clinic')}</span>
              </span>
              <span className="t-small t-2 t-clip">{phrase.text}</span>
            </span>
          </div>
        ))}
      </div>
      {offered.length === 0 && <p className="t-2 r-picker-none">{t('report.phrases.noMatch')}</p>}
      {chosen !== '' && (
        <form
          className="r-phrase-keep"
          onSubmit={(event) => {
            event.preventDefault()
            if (name.trim() !== '' && !carries) keep()
          }}
        >
          <TextInput label={t('report.phrases.keep')} description={carries ? t('report.phrases.carries') : chosen.slice(0, 120)} disabled={carries} maxLength={80} value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <Button type="submit" disabled={carries || name.trim() === ''}>
            {t('report.phrases.do')}
          </Button>
          <Button variant="subtle" disabled={carries || name.trim() === ''} onClick={keepShared}>
            {t('report.phrases.doClinic')}
          </Button>
        </form>
      )}
    </div>
  )
}
