// The tools above the viewers. Every tool has its key; what it does is a registered command, so that palette and keys do the same.
import { Menu } from '@mantine/core'
import { CT_PRESETS, type Window } from '#shared/domain/windowing.ts'
import { runCommand } from '../../app/commands.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { ToolButton } from '../../ui/ToolButton.tsx'
import { Toolbar } from '../../ui/Toolbar.tsx'
import type { Tool } from '../../viewers/dicom/tools.ts'
import type { ViewportSnapshot } from '../../viewers/dicom/viewport.ts'
import {
  AxesIcon, BesideIcon, FitIcon, InvertIcon, KeyImageIcon, LengthIcon, LinkScrollIcon, PanIcon, PauseIcon, PlayIcon, PresetIcon, SingleIcon,
  StackScrollIcon, UndoViewIcon, UnfoldIcon, WindowIcon, ZoomInIcon,
} from './imagingIcons.ts'

interface ImagingToolbarProps {
  tool: Tool
  snapshot: ViewportSnapshot | null
  modality: string
  isCompare: boolean
  isLinked: boolean
  /** Offset of the linked positions, mm; null while not linked. */
  offsetMm: number | null
  /** Why linking is not possible now. */
  linkProblem: string | null
  readOnly: boolean
}

const TOOL_KEYS = [
  ['toolWindow', 'window', 'W', WindowIcon],
  ['toolPan', 'pan', 'G', PanIcon],
  ['toolZoom', 'zoom', 'Z', ZoomInIcon],
  ['toolScroll', 'scroll', 'S', StackScrollIcon],
] as const
const MEASURE_KEYS = [
  ['toolLength', 'length', 'D', LengthIcon],
  ['toolBidirectional', 'bidirectional', 'B', AxesIcon],
] as const

export function ImagingToolbar({ tool, snapshot, modality, isCompare, isLinked, offsetMm, linkProblem, readOnly }: ImagingToolbarProps) {
  const t = useT()
  const format = useFormat()
  const playing = snapshot?.isPlaying ?? false
  const many = (snapshot?.frames.length ?? 0) > 1
  return (
    <Toolbar label={t('imaging.tools')}>
      {TOOL_KEYS.map(([command, name, key, icon]) => (
        <ToolButton key={command} label={t(`imaging.tool.${name}`)} icon={icon} keys={key} pressed={tool === name} onClick={() => runCommand(`imaging.${command}`)}>
          <em className="i-key">{key}</em>
        </ToolButton>
      ))}
      <span className="i-gap" />
      {MEASURE_KEYS.map(([command, name, key, icon]) => (
        <ToolButton
          key={command}
          label={t(`imaging.tool.${name}`)}
          icon={icon}
          keys={key}
          pressed={tool === name}
          disabled={readOnly}
          reason={t('imaging.panel.readOnly')}
          onClick={() => runCommand(`imaging.${command}`)}
        >
          <em className="i-key">{key}</em>
        </ToolButton>
      ))}
      <ToolButton label={t('imaging.keyImage')} icon={KeyImageIcon} keys="K" disabled={readOnly} reason={t('imaging.panel.readOnly')} onClick={() => runCommand('imaging.keyImage')}>
        <em className="i-key">K</em>
      </ToolButton>
      <span className="i-gap" />
      <ToolButton label={t('imaging.invert')} icon={InvertIcon} keys="I" pressed={snapshot?.invert ?? false} onClick={() => runCommand('imaging.invert')} />
      <ToolButton label={t('imaging.fit')} icon={FitIcon} keys="F" onClick={() => runCommand('imaging.fit')} />
      <ToolButton label={t('imaging.reset')} icon={UndoViewIcon} keys="R" onClick={() => runCommand('imaging.reset')} />
      {many && (
        <>
          <ToolButton label={playing ? t('imaging.pause') : t('imaging.play')} icon={playing ? PauseIcon : PlayIcon} keys="C" pressed={playing} onClick={() => runCommand('imaging.cine')} />
          {playing && snapshot && <span className="t-micro t-3 i-rate">{t('imaging.rate', { rate: format.number(snapshot.framesPerSecond, snapshot.framesPerSecond % 1 ? 1 : 0) })}</span>}
        </>
      )}
      <span className="c-spacer" />
      <ToolButton
        label={t('imaging.link')}
        icon={LinkScrollIcon}
        keys="L"
        pressed={isLinked}
        disabled={!isLinked && linkProblem !== null}
        {...(linkProblem ? { reason: linkProblem } : {})}
        onClick={() => runCommand('imaging.link')}
      >
        {isLinked && offsetMm !== null ? t('imaging.linkOffset', { mm: format.number(offsetMm, 1) }) : null}
      </ToolButton>
      <ToolButton label={isCompare ? t('imaging.single') : t('imaging.compare')} icon={isCompare ? SingleIcon : BesideIcon} keys="V" onClick={() => runCommand('imaging.layout')} />
      <PresetMenu window={snapshot?.window ?? null} origin={snapshot?.windowOrigin ?? 'automatic'} isCt={modality === 'CT'} disabled={snapshot?.isColour ?? true} />
    </Toolbar>
  )
}

function PresetMenu({ window, origin, isCt, disabled }: { window: Window | null; origin: ViewportSnapshot['windowOrigin']; isCt: boolean; disabled: boolean }) {
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
