// The tools above the viewers. Every tool has its key; what it does is a registered command, so that palette and keys do the same.
import { Menu } from '@mantine/core'
import type { ReactNode } from 'react'
import { CT_PRESETS, recordedWindows, type Window } from '#shared/domain/windowing.ts'
import { runCommand } from '../../app/commands.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { type StripTool, ToolStrip } from '../../ui/ToolStrip.tsx'
import { LAYOUTS, type Layout } from './stageState.ts'
import { rateText } from '../../viewers/dicom/overlay/CornerTexts.tsx'
import type { Tool } from '../../viewers/dicom/tools.ts'
import type { StackFrame } from '../../viewers/dicom/stack.ts'
import type { ViewportSnapshot } from '../../viewers/dicom/viewportState.ts'
import {
  AngleIcon, ArrowIcon, AxesIcon, BesideIcon, CobbIcon, EllipseIcon, FillIcon, FitIcon, FreehandIcon, InvertIcon, KeyImageIcon, LayoutIcon, LengthIcon, LinesIcon, LinkScrollIcon, MagnifierIcon, PanIcon, PauseIcon, PlayIcon, PointIcon, PresetIcon, RectangleIcon, SingleIcon,
  StackScrollIcon, TagsIcon, TextIcon, ThreePlanesIcon, UndoViewIcon, UnfoldIcon, WindowIcon, ZoomInIcon,
} from './imagingIcons.ts'

interface ImagingToolbarProps {
  tool: Tool
  snapshot: ViewportSnapshot | null
  modality: string
  layout: Layout
  onLayout(layout: Layout): void
  isCompare: boolean
  isLinked: boolean
  hasLines: boolean
  isFilled: boolean
  /** Offset of the linked positions, mm; null while not linked. */
  offsetMm: number | null
  /** Why linking is not possible now. */
  linkProblem: string | null
  readOnly: boolean
  onWindow(window: Window): void
  /** The object's own lookup table. */
  onTable(n: number): void
  children?: ReactNode
}

const TOOL_KEYS = [
  ['toolWindow', 'window', 'W', WindowIcon],
  ['toolPan', 'pan', 'G', PanIcon],
  ['toolZoom', 'zoom', 'Z', ZoomInIcon],
  ['toolScroll', 'scroll', 'S', StackScrollIcon],
  ['toolCrosshair', 'crosshair', 'X', PointIcon],
  ['toolMagnifier', 'magnifier', 'Y', MagnifierIcon],
] as const
const MEASURE_KEYS = [
  ['toolLength', 'length', 'D', LengthIcon],
  ['toolBidirectional', 'bidirectional', 'B', AxesIcon],
  ['toolAngle', 'angle', 'A', AngleIcon],
  ['toolEllipse', 'ellipse', 'E', EllipseIcon],
] as const
const MORE_MEASURES = [
  ['toolCobb', 'cobb', 'Shift+A', CobbIcon],
  ['toolRectangle', 'rectangle', 'Shift+E', RectangleIcon],
  ['toolFreehand', 'freehand', 'Q', FreehandIcon],
  ['toolArrow', 'arrow', 'J', ArrowIcon],
  ['toolText', 'text', 'T', TextIcon],
] as const

export function ImagingToolbar(props: ImagingToolbarProps) {
  const { snapshot, modality, layout, onLayout, onWindow, onTable, children } = props
  const t = useT()
  const tools = useTools(props)
  return (
    <ToolStrip label={t('imaging.tools')} moreLabel={t('imaging.moreTools')} tools={tools}>
      {children}
      <LayoutMenu layout={layout} onLayout={onLayout} />
      <PresetMenu window={snapshot?.window ?? null} origin={snapshot?.windowOrigin ?? 'automatic'} isCt={modality === 'CT'} disabled={snapshot?.isColour ?? true} frame={snapshot && snapshot.shown !== null ? (snapshot.frames[snapshot.shown] ?? null) : null} onWindow={onWindow} onTable={onTable} />
    </ToolStrip>
  )
}

/** Every tool of the bar as data, in the order of its groups; a narrow bar shows the same list as a menu. */
function useTools({ tool, snapshot, isCompare, isLinked, hasLines, isFilled, offsetMm, linkProblem, readOnly }: ImagingToolbarProps): StripTool[] {
  const t = useT()
  const format = useFormat()
  const run = (command: string) => () => runCommand(`imaging.${command}`)
  const letter = (key: string) => <em className="i-key">{key}</em>
  const playing = snapshot?.isPlaying ?? false
  const many = (snapshot?.frames.length ?? 0) > 1
  const locked = { disabled: readOnly, reason: t(snapshot?.frames[0]?.slide ? 'imaging.slide.noMarks' : 'imaging.panel.readOnly') }
  const rate = playing && snapshot ? rateText(t, format.number, snapshot) : null
  return [
    ...TOOL_KEYS.map(([id, name, keys, icon]) => ({ id, label: t(`imaging.tool.${name}`), icon, keys, pressed: tool === name, words: letter(keys), run: run(id) })),
    ...MEASURE_KEYS.map(([id, name, keys, icon], n) => ({
      id, label: t(`imaging.tool.${name}`), icon, keys, pressed: tool === name, words: letter(keys), gapBefore: n === 0, run: run(id), ...locked,
    })),
    ...MORE_MEASURES.map(([id, name, keys, icon]) => ({ id, label: t(`imaging.tool.${name}`), icon, keys, pressed: tool === name, run: run(id), ...locked })),
    { id: 'keyImage', label: t('imaging.keyImage'), icon: KeyImageIcon, keys: 'K', words: letter('K'), run: run('keyImage'), ...locked },
    { id: 'invert', label: t('imaging.invert'), icon: InvertIcon, keys: 'I', pressed: snapshot?.invert ?? false, gapBefore: true, run: run('invert') },
    { id: 'fit', label: t('imaging.fit'), icon: FitIcon, keys: 'F', run: run('fit') },
    { id: 'reset', label: t('imaging.reset'), icon: UndoViewIcon, keys: 'R', run: run('reset') },
    ...(many
      ? [{ id: 'cine', label: t(playing ? 'imaging.pause' : 'imaging.play'), icon: playing ? PauseIcon : PlayIcon, keys: 'C', pressed: playing, words: rate && <span className="t-micro t-3">{rate}</span>, run: run('cine') }]
      : []),
    {
      id: 'link', label: t('imaging.link'), icon: LinkScrollIcon, keys: 'L', pressed: isLinked, disabled: !isLinked && linkProblem !== null, gapBefore: true,
      ...(linkProblem ? { reason: linkProblem } : {}),
      words: isLinked && offsetMm !== null ? t('imaging.linkOffset', { mm: format.number(offsetMm, 1) }) : null,
      run: run('link'),
    },
    { id: 'lines', label: t('imaging.command.lines'), icon: LinesIcon, keys: 'Shift+X', pressed: hasLines, disabled: !isCompare, reason: t('imaging.linkNeedsTwo'), run: run('lines') },
    { id: 'planes', label: t('imaging.command.planes'), icon: ThreePlanesIcon, keys: 'M', words: letter('M'), run: () => runCommand('imaging.planes') },
    { id: 'layout', label: t(isCompare ? 'imaging.single' : 'imaging.compare'), icon: isCompare ? SingleIcon : BesideIcon, keys: 'V', run: run('layout') },
    { id: 'fill', label: t('imaging.command.fill'), icon: FillIcon, keys: 'Shift+F', pressed: isFilled, gapBefore: true, run: run('fill') },
    { id: 'tags', label: t('imaging.command.tags'), icon: TagsIcon, keys: 'Shift+T', run: run('tags') },
  ]
}

function LayoutMenu({ layout, onLayout }: { layout: Layout; onLayout(layout: Layout): void }) {
  const t = useT()
  const words = (of: Layout) => `${of.rows} × ${of.columns}`
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <button type="button" className="c-tool" aria-label={`${t('imaging.layoutLabel')}: ${words(layout)}`}>
          <LayoutIcon size={18} aria-hidden />
          {words(layout)}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {LAYOUTS.map((choice) => (
          <Menu.Item key={words(choice)} {...(words(choice) === words(layout) ? { 'aria-current': 'true' as const } : {})} onClick={() => onLayout(choice)}>
            {words(choice)}
          </Menu.Item>
        ))}
        <Menu.Label>
          <Kbd keys="Shift+V" /> {t('imaging.command.moreViewers')}
        </Menu.Label>
      </Menu.Dropdown>
    </Menu>
  )
}

interface PresetMenuProps {
  window: Window | null
  origin: ViewportSnapshot['windowOrigin']
  isCt: boolean
  disabled: boolean
  frame: StackFrame | null
  onWindow(window: Window): void
  onTable(n: number): void
}

function PresetMenu({ window, origin, isCt, disabled, frame, onWindow, onTable }: PresetMenuProps) {
  const t = useT()
  const current = CT_PRESETS.find((p) => isCt && window?.center === p.center && window.width === p.width)
  const words = current ? t(`imaging.preset.${current.id}`) : t(`imaging.preset.${{ recorded: 'recorded', automatic: 'automatic', reader: 'own' }[origin]}`)
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <button type="button" className="c-tool" aria-label={`${t('imaging.presetLabel')}: ${words}`} disabled={disabled}>
          <PresetIcon size={18} aria-hidden />
          {words}
          <UnfoldIcon size={14} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {frame?.presentation?.voiLuts.map((table, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a table is its place in the object
          <Menu.Item key={`table ${n}`} onClick={() => onTable(n)}>
            {table.explanation || t('imaging.table', { n: n + 1 })}
          </Menu.Item>
        ))}
        {frame &&
          recordedWindows(frame.instance).map(({ name, window: recorded }, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a recorded window is its place in the object
            <Menu.Item key={`recorded ${n}`} onClick={() => onWindow(recorded)}>
              {name || t('imaging.recordedWindow', { n: n + 1 })}
            </Menu.Item>
          ))}
        {CT_PRESETS.map((preset, n) => (
          <Menu.Item key={preset.id} disabled={!isCt} rightSection={<Kbd keys={String(n + 1)} />} onClick={() => runCommand(`imaging.${preset.id}`)}>
            {t(`imaging.preset.${preset.id}`)}
          </Menu.Item>
        ))}
        <Menu.Item rightSection={<Kbd keys="0" />} onClick={() => runCommand('imaging.autoWindow')}>
          {t('imaging.preset.automatic')}
        </Menu.Item>
        {!isCt && <Menu.Label>{t('imaging.presetCtOnly')}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  )
}
