// The tools of the three planes. Every tool is a registered command, so that palette and keys do the same.
import { Menu, Popover } from '@mantine/core'
import { SLAB_MODES } from '#shared/domain/reslice.ts'
import { SUV_KINDS } from '#shared/domain/suvScale.ts'
import type { VolumeRefusal } from '#shared/domain/volumeGrid.ts'
import type { Window } from '#shared/domain/windowing.ts'
import type { ReactNode } from 'react'
import { runCommand } from '../../../app/commands.ts'
import { useT } from '../../../i18n/useT.ts'
import { type StripTool, ToolStrip } from '../../../ui/ToolStrip.tsx'
import { isPlaneMeasuring } from '../../../viewers/dicom/volume/planeTool.ts'
import type { VolumeSource } from '../../../viewers/dicom/volume/volumeSource.ts'
import {
  AngleIcon, ArrowIcon, AxesIcon, CobbIcon, CrosshairIcon, EllipseIcon, FreehandIcon, FusionIcon, InvertIcon, LengthIcon, LookIcon, PanIcon, RectangleIcon, SlabIcon, StackScrollIcon, TextIcon, ThreePlanesIcon, UndoViewIcon, UptakeIcon, WindowIcon, ZoomInIcon,
} from '../imagingIcons.ts'
import type { StackEntry } from '../panes.ts'
import { FusionSettings } from './FusionSettings.tsx'
import { SUV_UNITS } from './fusion.ts'
import { type PlanesState, SLAB_STEPS_MM } from './planesState.ts'

interface PlanesToolbarProps {
  state: PlanesState
  source: VolumeSource
  window: Window | null
  candidates: readonly StackEntry[]
  over: { source: VolumeSource; sharesSpace: boolean; scale: { factor: number; unit: string } } | null
  overRefusal: VolumeRefusal | null
  /** Nothing can be measured. */
  readOnly: boolean
  change(step: (old: PlanesState) => PlanesState): void
  children?: ReactNode
}

const TOOLS = [
  ['crosshair', 'X', CrosshairIcon],
  ['window', 'W', WindowIcon],
  ['pan', 'G', PanIcon],
  ['zoom', 'Z', ZoomInIcon],
  ['scroll', 'S', StackScrollIcon],
  ['length', 'D', LengthIcon],
  ['bidirectional', 'B', AxesIcon],
  ['angle', 'A', AngleIcon],
  ['ellipse', 'E', EllipseIcon],
  ['cobb', 'Shift+A', CobbIcon],
  ['rectangle', 'Shift+E', RectangleIcon],
  ['freehand', 'Q', FreehandIcon],
  ['arrow', 'J', ArrowIcon],
  ['text', 'Shift+T', TextIcon],
] as const

export function PlanesToolbar({ state, source, candidates, over, overRefusal, readOnly, change, children }: PlanesToolbarProps) {
  const t = useT()
  const run = (command: string) => () => runCommand(`planes.${command}`)
  const tools: StripTool[] = [
    ...TOOLS.map(([tool, keys, icon]) => ({ ...(isPlaneMeasuring(tool) ? { gapBefore: tool === 'length', disabled: readOnly, reason: t('imaging.panel.readOnly') } : {}), id: tool, label: t(`imaging.tool.${tool}`), icon, keys, pressed: state.tool === tool, ...(keys.length === 1 ? { words: <em className="i-key">{keys}</em> } : {}), run: run(tool) })),
    { id: 'invert', label: t('imaging.invert'), icon: InvertIcon, keys: 'I', pressed: state.invert, gapBefore: true, run: run('invert') },
    { id: 'lines', label: t('planes.command.lines'), icon: LookIcon, keys: 'Shift+X', pressed: !state.hideCrosshair, run: run('lines') },
    { id: 'reset', label: t('planes.command.reset'), icon: UndoViewIcon, keys: 'R', run: run('reset') },
    { id: 'close', label: t('planes.close'), icon: ThreePlanesIcon, keys: 'M', pressed: true, gapBefore: true, words: <em className="i-key">M</em>, run: run('close') },
  ]
  return (
    <ToolStrip label={t('planes.tools')} moreLabel={t('imaging.moreTools')} tools={tools}>
      {children}
      {(source.suv || over?.source.suv) && <UptakeMenu state={state} change={change} />}
      {candidates.length > 0 && (
        <Popover position="bottom-end" width={320} trapFocus withinPortal transitionProps={{ duration: 0 }}>
          <Popover.Target>
            <button type="button" className="c-tool" aria-pressed={state.fusion !== null} aria-label={t('planes.fusion')}>
              <FusionIcon size={18} aria-hidden />
              {t('planes.fusion')}
            </button>
          </Popover.Target>
          <Popover.Dropdown>
            <FusionSettings state={state} candidates={candidates} over={over} refusal={overRefusal} change={change} />
          </Popover.Dropdown>
        </Popover>
      )}
      <SlabMenu state={state} change={change} />
    </ToolStrip>
  )
}

function SlabMenu({ state, change }: Pick<PlanesToolbarProps, 'state' | 'change'>) {
  const t = useT()
  const { slab } = state
  const words = slab.mm > 0 ? t('planes.slabOf', { mode: t(`planes.mode.${slab.mode}`), mm: slab.mm }) : t('planes.thin')
  return (
    <Menu position="bottom-end" withinPortal closeOnItemClick={false}>
      <Menu.Target>
        <button type="button" className="c-tool" aria-label={`${t('planes.thickness')}: ${words}`}>
          <SlabIcon size={18} aria-hidden />
          {words}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('planes.thickness')}</Menu.Label>
        {SLAB_STEPS_MM.map((mm) => (
          <Menu.Item key={mm} {...(mm === slab.mm ? { 'aria-current': 'true' as const } : {})} onClick={() => change((old) => ({ ...old, slab: { ...old.slab, mm } }))}>
            {mm === 0 ? t('planes.thin') : `${mm}\u00a0mm`}
          </Menu.Item>
        ))}
        <Menu.Label>{t('planes.shows')}</Menu.Label>
        {SLAB_MODES.map((mode) => (
          <Menu.Item key={mode} {...(mode === slab.mode ? { 'aria-current': 'true' as const } : {})} onClick={() => change((old) => ({ ...old, slab: { mm: old.slab.mm || 10, mode } }))}>
            {t(`planes.mode.${mode}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function UptakeMenu({ state, change }: Pick<PlanesToolbarProps, 'state' | 'change'>) {
  const t = useT()
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <button type="button" className="c-tool" aria-label={`${t('planes.uptake')}: ${SUV_UNITS[state.suvKind]}`}>
          <UptakeIcon size={18} aria-hidden />
          {SUV_UNITS[state.suvKind]}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {SUV_KINDS.map((kind) => (
          <Menu.Item key={kind} {...(kind === state.suvKind ? { 'aria-current': 'true' as const } : {})} onClick={() => change((old) => ({ ...old, suvKind: kind }))}>
            {SUV_UNITS[kind]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
