// All commands of the imaging room with their keys (look note §6). They act on the active viewer.
import { useLayoutEffect, useMemo, useRef } from 'react'
import { CT_PRESETS } from '#shared/domain/windowing.ts'
import type { Command } from '../../app/commands.ts'
import { useRegister } from '../../app/useRegister.ts'
import type { ViewportHandle } from '../../viewers/dicom/DicomViewport.tsx'
import { oneToOne, panBy, zoomBy } from '../../viewers/dicom/usePointerTools.ts'
import type { Tool } from '../../viewers/dicom/tools.ts'
import type { Viewport } from '../../viewers/dicom/viewport.ts'

export interface CommandTargets {
  active(): ViewportHandle | null
  isCt: boolean
  /** The active stack is shown in three planes: the stack's own commands rest. */
  inPlanes: boolean
  readOnly: boolean
  isCompare: boolean
  canLink: boolean
  hasSelection: boolean
  setTool(tool: Tool): void
  toggleHideText(): void
  toggleLink(): void
  toggleCompare(): void
  toggleLines(): void
  toggleFill(): void
  showTags(): void
  /** The next larger layout, from the largest back to one viewer. */
  moreViewers(): void
  openPlanes(): void
  otherViewer(): void
  keyImage(): void
  makeProof(): void
  nextMeasurement(): void
  /** The same outline on the next slice; null = no region is chosen. */
  continueRegion: (() => void) | null
  removeSelected(): void
  undo(): void
  redo(): void
}

/** For those who use no pointer: placed in the middle, then moved by its ends. */
const PLACED = [
  ['placeAngle', 'angle'], ['placeCobb', 'cobb'], ['placeEllipse', 'ellipse'], ['placeRectangle', 'rectangle'], ['placeFreehand', 'freehand'], ['placeArrow', 'arrow'], ['placeText', 'text'],
] as const

/** A tenth of the viewer per press. */
const PANS = [['panLeft', 'Shift+ArrowLeft', -0.1, 0], ['panRight', 'Shift+ArrowRight', 0.1, 0], ['panUp', 'Shift+ArrowUp', 0, -0.1], ['panDown', 'Shift+ArrowDown', 0, 0.1]] as const

const turned = { 0: 90, 90: 180, 180: 270, 270: 0 } as const

export function useImagingCommands(targets: CommandTargets): void {
  const { isCt, inPlanes, readOnly, isCompare, canLink, hasSelection } = targets
  const hasRegion = targets.continueRegion !== null
  // The registry is changed only when what is offered changes; what a command does is always the latest.
  const latest = useRef(targets)
  useLayoutEffect(() => {
    latest.current = targets
  })
  const commands = useMemo(() => {
    const now = () => latest.current
    const on = (act: (viewport: Viewport) => void) => () => {
      const viewport = now().active()?.viewport
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
    if (inPlanes) return []
    return [
      { id: 'imaging.planes', keys: 'm', scope: 'viewer' as const, run: () => now().openPlanes() },
      key('toolWindow', 'w', () => now().setTool('window')),
      key('toolPan', 'g', () => now().setTool('pan')),
      key('toolZoom', 'z', () => now().setTool('zoom')),
      key('toolScroll', 's', () => now().setTool('scroll')),
      key('toolCrosshair', 'x', () => now().setTool('crosshair')),
      key('toolMagnifier', 'y', () => now().setTool('magnifier')),
      key('toolLength', 'd', () => now().setTool('length'), !readOnly),
      key('toolBidirectional', 'b', () => now().setTool('bidirectional'), !readOnly),
      key('toolAngle', 'a', () => now().setTool('angle'), !readOnly),
      key('toolCobb', 'Shift+A', () => now().setTool('cobb'), !readOnly),
      key('toolEllipse', 'e', () => now().setTool('ellipse'), !readOnly),
      key('toolRectangle', 'Shift+E', () => now().setTool('rectangle'), !readOnly),
      key('toolFreehand', 'q', () => now().setTool('freehand'), !readOnly),
      key('toolArrow', 'j', () => now().setTool('arrow'), !readOnly),
      key('toolText', 't', () => now().setTool('text'), !readOnly),
      ...PLACED.map(([id, type]) => key(id, null, () => now().active()?.placeMeasurement(type), !readOnly)),
      key('placeLength', 'Shift+D', () => now().active()?.placeMeasurement('length'), !readOnly),
      key('placeBidirectional', 'Shift+B', () => now().active()?.placeMeasurement('bidirectional'), !readOnly),
      key('cine', 'c', on((v) => v.setPlaying(!v.snapshot().isPlaying))),
      key('faster', '.', on((v) => v.setRate(v.snapshot().framesPerSecond * 1.25))),
      key('slower', ',', on((v) => v.setRate(v.snapshot().framesPerSecond / 1.25))),
      key('keyImage', 'k', () => now().keyImage(), !readOnly),
      key('link', 'l', () => now().toggleLink(), canLink),
      key('layout', 'v', () => now().toggleCompare()),
      key('moreViewers', 'Shift+V', () => now().moreViewers()),
      key('otherViewer', 'u', () => now().otherViewer(), isCompare),
      key('lines', 'Shift+X', () => now().toggleLines(), isCompare),
      key('locate', 'Shift+S', () => now().active()?.pointAtMiddle(), isCompare),
      key('fill', 'Shift+F', () => now().toggleFill()),
      key('tags', 'Shift+T', () => now().showTags()),
      key('zoomIn', '=', on((v) => zoomBy(v, 1.25))),
      key('zoomOut', '-', on((v) => zoomBy(v, 0.8))),
      ...PANS.map(([id, keys, dx, dy]) => key(id, keys, on((v) => panBy(v, dx, dy)))),
      key('reset', 'r', on((v) => v.reset())),
      key('invert', 'i', on((v) => v.setInvert(!v.snapshot().invert))),
      key('hideText', 'h', () => now().toggleHideText()),
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
      key('nextMeasurement', 'n', () => now().nextMeasurement()),
      key('continueRegion', 'Shift+N', () => now().continueRegion?.(), hasRegion && !readOnly),
      key('makeProof', 'Enter', () => now().makeProof(), hasSelection || !readOnly),
      key('remove', 'Delete', () => now().removeSelected(), hasSelection && !readOnly),
      key('undo', '$mod+z', () => now().undo(), !readOnly),
      key('redo', '$mod+Shift+z', () => now().redo(), !readOnly),
    ]
  }, [isCt, inPlanes, readOnly, isCompare, canLink, hasSelection, hasRegion])
  useRegister(commands)
}
