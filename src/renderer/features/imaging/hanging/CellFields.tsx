// What one viewer of a hanging protocol asks for, as fields.
import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { HangingCell } from '#shared/domain/hanging.ts'
import { CT_PRESETS } from '#shared/domain/windowing.ts'
import { useT } from '../../../i18n/useT.ts'

export const EMPTY_CELL: HangingCell = { date: 'newest', Modality: null, orientation: null, words: [], Laterality: null, ViewPosition: null, preset: null }
const ORIENTATIONS = ['axial', 'sagittal', 'coronal', 'oblique'] as const
const VIEWS = ['CC', 'MLO', 'ML', 'LM', 'XCCL', 'AP', 'PA', 'LL']

interface CellFieldsProps {
  /** First is 1. */
  n: number
  cell: HangingCell
  modalities: readonly string[]
  onChange(cell: HangingCell): void
}

export function CellFields({ n, cell, modalities, onChange }: CellFieldsProps) {
  const t = useT()
  const [words, setWords] = useState(cell.words.join(', '))
  const set = (part: Partial<HangingCell>) => onChange({ ...cell, ...part })
  const whatever = t('imaging.hanging.any')
  const isProjection = cell.Modality === 'MG' || cell.Modality === 'DX' || cell.Modality === 'CR'
  return (
    <li className="i-cell">
      <strong className="t-small">{t('imaging.hanging.viewer', { n })}</strong>
      <Select
        size="xs" label={t('imaging.hanging.date')} value={cell.date} allowDeselect={false}
        data={[{ value: 'newest', label: t('imaging.hanging.newest') }, { value: 'before', label: t('imaging.hanging.before') }]}
        onChange={(date) => set({ date: date === 'before' ? 'before' : 'newest' })}
      />
      <Select size="xs" label={t('imaging.hanging.modality')} placeholder={whatever} clearable data={[...modalities]} value={cell.Modality} onChange={(Modality) => set({ Modality })} />
      {isProjection ? (
        <>
          <Select
            size="xs" label={t('imaging.hanging.side')} placeholder={whatever} clearable value={cell.Laterality}
            data={[{ value: 'R', label: t('imaging.hanging.right') }, { value: 'L', label: t('imaging.hanging.left') }]}
            onChange={(side) => set({ Laterality: side === 'R' || side === 'L' ? side : null })}
          />
          <Select size="xs" label={t('imaging.hanging.view')} placeholder={whatever} clearable data={VIEWS} value={cell.ViewPosition} onChange={(ViewPosition) => set({ ViewPosition })} />
        </>
      ) : (
        <Select
          size="xs" label={t('imaging.hanging.plane')} placeholder={whatever} clearable value={cell.orientation}
          data={ORIENTATIONS.map((value) => ({ value, label: t(`imaging.hanging.planes.${value}`) }))}
          onChange={(value) => set({ orientation: ORIENTATIONS.find((one) => one === value) ?? null })}
        />
      )}
      <TextInput
        size="xs" label={t('imaging.hanging.words')} placeholder={whatever} value={words} maxLength={200}
        onChange={(event) => setWords(event.currentTarget.value)}
        onBlur={() => set({ words: words.split(',').map((word) => word.trim().slice(0, 60)).filter(Boolean).slice(0, 12) })}
      />
      {cell.Modality === 'CT' && (
        <Select
          size="xs" label={t('imaging.presetLabel')} placeholder={t('imaging.preset.recorded')} clearable value={cell.preset}
          data={CT_PRESETS.map(({ id }) => ({ value: id, label: t(`imaging.preset.${id}`) }))}
          onChange={(value) => set({ preset: CT_PRESETS.find(({ id }) => id === value)?.id ?? null })}
        />
      )}
    </li>
  )
}
