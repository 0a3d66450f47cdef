// Choosing the proof for a sentence: what was just marked first, then every mark of the case; filter and arrows, no mouse needed.
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { roomName } from '#shared/casedoc/layout.ts'
import type { Annotation } from '#shared/domain/annotation.ts'
import type { Proof } from '#shared/domain/report.ts'
import { useEvidence } from '../../app/evidence.ts'
import { useAnnotations } from '../../data/annotations.ts'
import { useDocuments, useStudies } from '../../data/queries.ts'
import type { EditorHandle } from '../../editor/editorHandle.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { CloseIcon, ImageIcon, MeasureIcon, PageIcon } from '../../ui/icons.ts'
import { ToolButton } from '../../ui/ToolButton.tsx'
import { filterOptions, optionOf, type ProofOption } from './proofOptions.ts'

interface ProofPickerProps {
  caseId: string
  /** Only marks on images. */
  imagesOnly?: boolean
  onPick(proof: Proof): void
  onClose(): void
}

const icons = { passage: PageIcon, measurement: MeasureIcon, keyImage: ImageIcon } as const

/** Marks of one study, handed up: a hook per study needs a component per study. */
function StudyMarks({ caseId, study, onMarks }: { caseId: string; study: string; onMarks(study: string, marks: readonly Annotation[]): void }) {
  const { annotations } = useAnnotations(roomName({ kind: 'studyAnnotations', caseId, study }))
  useEffect(() => onMarks(study, annotations), [study, annotations, onMarks])
  return null
}

function useOptions(caseId: string) {
  const t = useT()
  const format = useFormat()
  const documents = useDocuments(caseId).data
  const studies = useStudies(caseId).data
  const ofDocuments = useAnnotations(roomName({ kind: 'documentAnnotations', caseId })).annotations
  const [ofStudies, setOfStudies] = useState<ReadonlyMap<string, readonly Annotation[]>>(new Map())
  const [take] = useState(() => (study: string, marks: readonly Annotation[]) => setOfStudies((known) => new Map([...known, [study, marks]])))
  const tray = useEvidence((state) => (state.caseId === caseId ? state.lastProofs : noProofs))
  const groups = useMemo(() => {
    const words = { place: (name: string, page: number) => t('documents.proofLabel', { name, page }), decimal: format.decimal, area: t('report.proof.area') }
    const options = [...ofDocuments, ...[...ofStudies.values()].flat()]
      .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
      .flatMap((annotation) => optionOf(annotation, documents ?? [], studies ?? [], words) ?? [])
    const recent = tray.map((proof) => options.find((option) => option.proof.annotationId === proof.annotationId) ?? { proof, detail: '' })
    const rest = options.filter((option) => !tray.some(({ annotationId }) => annotationId === option.proof.annotationId))
    return { recent, rest }
  }, [ofDocuments, ofStudies, documents, studies, tray, t, format])
  return { groups, studies: studies ?? [], take }
}

const noProofs: readonly Proof[] = []

export function ProofPicker({ caseId, imagesOnly = false, onPick, onClose }: ProofPickerProps) {
  const t = useT()
  const id = useId()
  const { groups, studies, take } = useOptions(caseId)
  const [words, setWords] = useState('')
  const [at, setAt] = useState(0)
  const box = useRef<HTMLDivElement>(null)
  const filter = useRef<HTMLInputElement>(null)
  // The list was asked for by key or button: the next key belongs to it.
  useEffect(() => filter.current?.focus(), [])
  const fits = ({ proof }: ProofOption) => !imagesOnly || proof.anchor.kind === 'image'
  const recent = filterOptions(groups.recent.filter(fits), words)
  const rest = filterOptions(groups.rest.filter(fits), words)
  const all = [...recent, ...rest]
  const chosen = all[Math.min(at, all.length - 1)]
  const optionId = (option: ProofOption) => `${id}-${option.proof.annotationId}`
  useEffect(() => {
    box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  })
  function press(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setAt((at + step + all.length) % Math.max(1, all.length))
    else if (event.key === 'Enter' && chosen) onPick(chosen.proof)
    else if (event.key === 'Escape') onClose()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div ref={box} className="r-picker" role="dialog" aria-label={t(imagesOnly ? 'report.insert.keyImage' : 'report.proof.choose')}>
      {studies.map(({ StudyInstanceUID }) => (
        <StudyMarks key={StudyInstanceUID} caseId={caseId} study={StudyInstanceUID} onMarks={take} />
      ))}
      <div className="r-picker-head">
        <input
          className="r-picker-filter"
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={chosen ? optionId(chosen) : undefined}
          aria-label={t('report.proof.filter')}
          placeholder={t('report.proof.filter')}
          ref={filter}
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value)
            setAt(0)
          }}
          onKeyDown={press}
        />
        <ToolButton label={t('common.close')} keys="Esc" icon={CloseIcon} onClick={onClose} />
      </div>
      <div id={`${id}-list`} className="r-picker-list" role="listbox" aria-label={t('report.proof.choose')}>
        <Group title={t('report.proof.recent')} options={recent} chosen={chosen} optionId={optionId} onPick={onPick} />
        <Group title={t('report.proof.all')} options={rest} chosen={chosen} optionId={optionId} onPick={onPick} />
      </div>
      {all.length === 0 && <p className="t-2 r-picker-none">{t(words ? 'report.proof.noMatch' : 'report.proof.nothing')}</p>}
    </div>
  )
}

/** The list of images for a text, while somebody asks for it; `text` null = nobody does. */
export function KeyImagePicker({ text, caseId, onDone }: { text: EditorHandle | null; caseId: string; onDone(): void }) {
  if (!text) return null
  return (
    <ProofPicker
      caseId={caseId}
      imagesOnly
      onPick={(proof) => {
        text.insertBlock({ source: 'keyImage', proof, caption: proof.label })
        onDone()
      }}
      onClose={() => {
        text.focus()
        onDone()
      }}
    />
  )
}

interface GroupProps {
  title: string
  options: readonly ProofOption[]
  chosen: ProofOption | undefined
  optionId(option: ProofOption): string
  onPick(proof: Proof): void
}

function Group({ title, options, chosen, optionId, onPick }: GroupProps) {
  const t = useT()
  if (options.length === 0) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group inside a listbox has no element of its own
    <div role="group" aria-label={title}>
      <p className="t-micro t-3 r-picker-title" aria-hidden="true">
        {title}
      </p>
      {options.map((option) => {
        const Icon = icons[option.proof.kind]
        return (
          // The filter field keeps the focus and names the active option (combobox pattern).
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by the filter field
          <div key={option.proof.annotationId} id={optionId(option)} className="c-row r-picker-option" role="option" tabIndex={-1} aria-selected={option === chosen} aria-label={`${t(`report.proof.kind.${option.proof.kind}`)}: ${option.proof.label}. ${option.detail}`} onClick={() => onPick(option.proof)}>
            <Icon size={16} className="t-3" aria-hidden />
            <span className="r-picker-words">
              <span className="t-clip">{option.proof.label}</span>
              {option.detail && <span className="t-small t-2 t-clip">{option.detail}</span>}
            </span>
          </div>
        )
      })}
    </div>
  )
}
