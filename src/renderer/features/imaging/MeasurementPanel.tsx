// The marks of the studies on the stage as a list: the text twin of what is drawn, with names, sources and the way into the report.
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ImagingStudy } from '#shared/domain/imagingStudy.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { PanelHeader } from '../../ui/PanelHeader.tsx'
import { ToolButton } from '../../ui/ToolButton.tsx'
import { valueText } from '../../viewers/dicom/overlay/measurementText.ts'
import { CopyIcon, DeleteIcon, KeyImageIcon, LinkProofIcon } from './imagingIcons.ts'
import { LesionField } from './LesionField.tsx'
import type { ImageMark } from './marks.ts'

interface MeasurementPanelProps {
  caseId: string
  studies: readonly ImagingStudy[]
  marks: readonly ImageMark[]
  placeOf(mark: ImageMark): string
  selectedId: string | null
  readOnly: boolean
  ready: boolean
  unreadable: number
  onShow(mark: ImageMark): void
  onRename(mark: ImageMark, label: string): void
  onUse(mark: ImageMark): void
  onCopy(mark: ImageMark): void
  onRemove(mark: ImageMark): void
}

export function MeasurementPanel(props: MeasurementPanelProps) {
  const { marks, readOnly, ready, unreadable } = props
  const t = useT()
  return (
    <aside className="i-panel" aria-label={t('imaging.panel.title')} data-region tabIndex={-1}>
      <PanelHeader title={t('imaging.panel.title')} note={marks.length > 0 ? marks.length : null} />
      {!ready && <LoadingLine what={t('imaging.panel.waiting')} />}
      {ready && readOnly && <p className="i-note t-small t-2">{t('imaging.panel.readOnly')}</p>}
      {unreadable > 0 && <p className="i-note t-small i-warn">{t('imaging.panel.unreadable', { count: unreadable })}</p>}
      {ready && marks.length === 0 && <p className="i-note t-2">{t(readOnly ? 'imaging.panel.noneReadOnly' : 'imaging.panel.none')}</p>}
      <ul className="i-marks">
        {marks.map((mark) => (
          <MarkLine key={mark.id} {...props} mark={mark} />
        ))}
      </ul>
    </aside>
  )
}

function MarkLine({ caseId, studies, mark, placeOf, selectedId, readOnly, onShow, onRename, onUse, onCopy, onRemove }: MeasurementPanelProps & { mark: ImageMark }) {
  const t = useT()
  const format = useFormat()
  const selected = mark.id === selectedId
  const [label, setLabel] = useState<string | null>(null)
  const name = mark.label || t('imaging.unnamed')
  function keep() {
    if (label !== null && label.trim() !== mark.label) onRename(mark, label.trim())
    setLabel(null)
  }
  return (
    <li className="i-mark c-row" data-selected={selected}>
      <button type="button" className="i-mark-line" aria-current={selected ? 'true' : undefined} aria-label={t('imaging.panel.show', { name })} onClick={() => onShow(mark)}>
        <span className="i-mark-name">{mark.type === 'keyImage' ? <KeyImageIcon size={15} aria-hidden /> : null} {name}</span>
        {mark.type === 'measurement' && <strong className="i-mark-value">{valueText(mark, format.decimal)}</strong>}
        <span className="t-micro t-3 i-mark-where">
          {placeOf(mark)}
          {mark.type === 'measurement' && ` · ${t(`imaging.source.${mark.spacingSource}`)}`}
        </span>
      </button>
      {selected && (
        <div className="i-mark-more">
          {!readOnly && (
            <TextInput
              label={t('imaging.panel.label')}
              placeholder={t('imaging.panel.labelHint')}
              maxLength={120}
              value={label ?? mark.label}
              onChange={(event) => setLabel(event.currentTarget.value)}
              onBlur={keep}
              onKeyDown={(event) => {
                if (event.key === 'Enter') keep()
                if (event.key === 'Escape') setLabel(null)
              }}
            />
          )}
          {mark.type === 'measurement' && <LesionField caseId={caseId} studies={studies} measurement={mark} />}
          <span className="t-micro t-3">{t('imaging.panel.by', { name: mark.authorName, when: format.instant(mark.changedAt) })}</span>
          <div className="i-mark-tools">
            <ToolButton label={t('imaging.panel.use')} icon={LinkProofIcon} keys="Enter" onClick={() => onUse(mark)}>
              {t('imaging.panel.use')}
            </ToolButton>
            <ToolButton label={t('imaging.panel.copy')} icon={CopyIcon} onClick={() => onCopy(mark)} />
            {!readOnly && <ToolButton label={t('imaging.panel.remove', { name })} icon={DeleteIcon} keys="Delete" onClick={() => onRemove(mark)} />}
          </div>
        </div>
      )}
    </li>
  )
}
