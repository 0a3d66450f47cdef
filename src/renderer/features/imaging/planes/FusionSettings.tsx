// What lies over the planes: which series, in which colours, how strong; and, where the scanner gives no common space, how it is moved.
import { Checkbox, NumberInput, Select, Slider } from '@mantine/core'
import type { Vector3 } from '#shared/domain/vector.ts'
import type { VolumeRefusal } from '#shared/domain/volumeGrid.ts'
import { useT } from '../../../i18n/useT.ts'
import { COLOUR_MAPS, type ColourMapName } from '../../../viewers/dicom/volume/colourMaps.ts'
import { entryKey, seriesName, type StackEntry } from '../panes.ts'
import { type Fusion, OPACITY, type PlanesState } from './planesState.ts'

interface FusionSettingsProps {
  state: PlanesState
  candidates: readonly StackEntry[]
  over: { sharesSpace: boolean; scale: { factor: number; unit: string } } | null
  refusal: VolumeRefusal | null
  change(step: (old: PlanesState) => PlanesState): void
}

const NONE = 'none'
const NO_SHIFT: Vector3 = [0, 0, 0]

export function FusionSettings({ state, candidates, over, refusal, change }: FusionSettingsProps) {
  const t = useT()
  const { fusion } = state
  const isDose = candidates.find((one) => entryKey(one) === fusion?.key)?.series.Modality === 'RTDOSE'
  const set = (patch: Partial<Fusion>) => change((old) => (old.fusion ? { ...old, fusion: { ...old.fusion, ...patch } } : old))
  return (
    <div className="i-fusion">
      <Select
        label={t('planes.fusedSeries')}
        data={[{ value: NONE, label: t('planes.noFusion') }, ...candidates.map((entry) => ({ value: entryKey(entry), label: `${entry.series.Modality} · ${seriesName(entry)}` }))]}
        value={fusion?.key ?? NONE}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        onChange={(key) =>
          change((old) => ({ ...old, fusion: !key || key === NONE ? null : { key, map: old.fusion?.map ?? 'ember', opacity: old.fusion?.opacity ?? OPACITY, high: null, lines: candidates.find((one) => entryKey(one) === key)?.series.Modality === 'RTDOSE', shift: NO_SHIFT } }))
        }
      />
      {refusal && <p className="t-small i-warn">{t(`planes.refusal.${refusal}`)}</p>}
      {fusion && isDose && <Checkbox label={t('planes.isodose')} checked={fusion.lines} onChange={(event) => set({ lines: event.currentTarget.checked })} />}
      {fusion && (
        <>
          <Select
            label={t('planes.colours')}
            data={COLOUR_MAPS.map((map) => ({ value: map, label: t(`planes.map.${map}`) }))}
            value={fusion.map}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            onChange={(map) => map && set({ map: map as ColourMapName })}
          />
          <div>
            <span className="t-small">{t('planes.opacity')}</span>
            <Slider min={0} max={100} step={2} value={Math.round(fusion.opacity * 100)} thumbLabel={t('planes.opacity')} label={(n) => `${n}\u00a0%`} onChange={(n) => set({ opacity: n / 100 })} />
          </div>
          <NumberInput label={t('planes.high', { unit: over?.scale.unit ?? '' })} min={0.1} step={1} value={fusion.high ?? ''} placeholder={t('planes.usual')} onChange={(high) => set({ high: typeof high === 'number' && high > 0 ? high : null })} />
          {over && (
            <fieldset className="i-shift">
              <legend className="t-small">{t(over.sharesSpace ? 'planes.shift' : 'planes.shiftNeeded')}</legend>
              {(['x', 'y', 'z'] as const).map((axis, n) => (
                <NumberInput
                  key={axis}
                  label={t(`planes.shiftAxis.${axis}`)}
                  step={1}
                  value={fusion.shift[n as 0 | 1 | 2]}
                  onChange={(mm) => typeof mm === 'number' && set({ shift: fusion.shift.map((old, at) => (at === n ? mm : old)) as unknown as Vector3 })}
                />
              ))}
            </fieldset>
          )}
        </>
      )}
    </div>
  )
}
