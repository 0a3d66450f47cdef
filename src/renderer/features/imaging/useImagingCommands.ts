// All commands of the imaging room with their keys (look note §6). They act on the active viewer.
import { useMemo } from 'react'
import { CT_PRESETS } from '#shared/domain/windowing.ts'
import type { Command } from '../../app/commands.ts'
import { useRegister } from '../../app/useRegister.ts'
import type { ViewportHandle } from '../../viewers/dicom/DicomViewport.tsx'
import { oneToOne } from '../../viewers/dicom/usePointerTools.ts'
import type { Tool } from '../../viewers/dicom/tools.ts'
import type { Viewport } from '../../viewers/dicom/viewport.ts'

export interface CommandTargets {
  active(): ViewportHandle | null
  isCt: boolean
  readOnly: boolean
  isCompare: boolean
  canLink: boolean
  hasSelection: boolean
  setTool(tool: Tool): void
  toggleHideText(): void
  toggleLink(): void
  toggleCompare(): void
  otherViewer(): void
  keyImage(): void
  makeProof(): void
  nextMeasurement(): void
  removeSelected(): void
  undo(): void
  redo(): void
}

const turned = { 0: 90, 90: 180, 180: 270, 270: 0 } as const

export function useImagingCommands(targets: CommandTargets): void {
  const { active, isCt, readOnly, isCompare, canLink, hasSelection } = targets
  const commands = useMemo(() => {
    const on = (act: (viewport: Viewport) => void) => () => {
      const viewport = active()?.viewport
      if (viewport) act(viewport)
    }
    const key = (id: string, keys: string | null, run: () => void, enabled = true): Command => ({
      id: `imaging.${id}`,
      ...(keys ? { keys } : {}),
      scope: 'viewer',
      run,
      enabled,
    })
    const move = (id: string, keys: string, delta: number) => key(id, keys, on((v) => v.scrollBy(delta)))
    return [
      key('toolWindow', 'w', () => targets.setTool('window')),
      key('toolPan', 'g', () => targets.setTool('pan')),
      key('toolZoom', 'z', () => targets.setTool('zoom')),
      key('toolScroll', 's', () => targets.setTool('scroll')),
      key('toolLength', 'd', () => targets.setTool('length'), !readOnly),
      key('toolBidirectional', 'b', () => targets.setTool('bidirectional'), !readOnly),
      key('placeLength', 'Shift+D', () => active()?.placeMeasurement('length'), !readOnly),
      key('placeBidirectional', 'Shift+B', () => active()?.placeMeasurement('bidirectional'), !readOnly),
      key('cine', 'c', on((v) => v.setPlaying(!v.snapshot().isPlaying))),
      key('faster', '.', on((v) => v.setRate(v.snapshot().framesPerSecond * 1.25))),
      key('slower', ',', on((v) => v.setRate(v.snapshot().framesPerSecond / 1.25))),
      key('keyImage', 'k', targets.keyImage, !readOnly),
      key('link', 'l', targets.toggleLink, canLink),
      key('layout', 'v', targets.toggleCompare),
      key('otherViewer', 'x', targets.otherViewer, isCompare),
      key('reset', 'r', on((v) => v.reset())),
      key('invert', 'i', on((v) => v.setInvert(!v.snapshot().invert))),
      key('hideText', 'h', targets.toggleHideText),
      ...CT_PRESETS.map((preset, n) =>
        key(preset.id, String(n + 1), on((v) => v.setWindow({ center: preset.center, width: preset.width, voiFunction: 'LINEAR' })), isCt),
      ),
      key('autoWindow', '0', on((v) => v.autoWindow())),
      key('fit', 'f', on((v) => v.fit())),
      key('oneToOne', 'o', on(oneToOne)),
      key('rotate', null, on((v) => v.setCamera({ ...v.snapshot().camera, rotation: turned[v.snapshot().camera.rotation] }, v.snapshot().isFitted))),
      key('flip', null, on((v) => v.setCamera({ ...v.snapshot().camera, flipHorizontal: !v.snapshot().camera.flipHorizontal }, v.snapshot().isFitted))),
      move('next', 'ArrowDown', 1),
      move('previous', 'ArrowUp', -1),
      move('nextTen', 'PageDown', 10),
      move('previousTen', 'PageUp', -10),
      key('first', 'Home', on((v) => v.goTo(0))),
      key('last', 'End', on((v) => v.goTo(v.snapshot().frames.length - 1))),
      key('nextMeasurement', 'n', targets.nextMeasurement),
      key('makeProof', 'Enter', targets.makeProof, hasSelection || !readOnly),
      key('remove', 'Delete', targets.removeSelected, hasSelection && !readOnly),
      key('undo', '$mod+z', targets.undo, !readOnly),
      key('redo', '$mod+Shift+z', targets.redo, !readOnly),
    ]
  }, [active, targets, isCt, readOnly, isCompare, canLink, hasSelection])
  useRegister(commands)
}
