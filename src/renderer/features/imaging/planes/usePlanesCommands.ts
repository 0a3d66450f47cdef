// All commands of the three planes with their keys (look note §6). They act on the active plane.
import { useLayoutEffect, useMemo, useRef } from 'react'
import type { VolumeGrid } from '#shared/domain/volumeGrid.ts'
import { CT_PRESETS, type Window } from '#shared/domain/windowing.ts'
import type { Command } from '../../../app/commands.ts'
import { useRegister } from '../../../app/useRegister.ts'
import { MEASURING_TOOLS, type MeasuringTool } from '../../../viewers/dicom/tools.ts'
import { isPlaneMeasuring, PLANE_TOOLS } from '../../../viewers/dicom/volume/planeTool.ts'
import { entryKey, type StackEntry } from '../panes.ts'
import type { Marks } from '../useMarks.ts'
import { nextPlane, OPACITY, type PlanesState, resetPlanes, scrolled, SLAB_STEPS_MM, turnedBy, viewOf } from './planesState.ts'

interface PlanesTargets {
  state: PlanesState
  grid: VolumeGrid
  window: Window | null
  isCt: boolean
  canFuse: boolean
  candidates: readonly StackEntry[]
  entry: StackEntry
  marks: Marks
  /** A shape in the middle of the active plane. */
  place(type: MeasuringTool): void
  /** The chosen mark; null = none is. */
  remove: (() => void) | null
  /** To the next mark. */
  next(): void
  /** The same outline on the next cut; null = no region is chosen. */
  continueRegion: (() => void) | null
  change(step: (old: PlanesState) => PlanesState): void
  toggleHideText(): void
  onClose(): void
}

const TURN_DEGREES = 5
const TOOL_KEYS = { crosshair: 'x', window: 'w', pan: 'g', zoom: 'z', scroll: 's', length: 'd', bidirectional: 'b', angle: 'a', cobb: 'Shift+A', ellipse: 'e', rectangle: 'Shift+E', freehand: 'q', arrow: 'j', text: 'Shift+T' } as const
/** For those who use no pointer: placed in the middle, then moved by its ends. */
const PLACE_KEYS: Partial<Record<MeasuringTool, string>> = { length: 'Shift+D', bidirectional: 'Shift+B' }

export function usePlanesCommands(targets: PlanesTargets): void {
  const { isCt, canFuse } = targets
  const hasSelection = targets.remove !== null
  const hasRegion = targets.continueRegion !== null
  const { readOnly } = targets.marks
  const latest = useRef(targets)
  useLayoutEffect(() => {
    latest.current = targets
  })
  const commands = useMemo(() => {
    const key = (id: string, keys: string | null, run: () => void, enabled = true): Command => ({ id: `planes.${id}`, ...(keys ? { keys } : {}), scope: 'viewer', run, enabled })
    const step = (of: (old: PlanesState, grid: VolumeGrid) => PlanesState) => () => latest.current.change((old) => of(old, latest.current.grid))
    const scroll = (id: string, keys: string, slices: number) => key(id, keys, step((old, grid) => scrolled(old, grid, old.active, slices)))
    const zoom = (id: string, keys: string, by: number) =>
      key(id, keys, step((old, grid) => {
        const view = viewOf(old, grid, old.active)
        return { ...old, views: { ...old.views, [old.active]: { ...view, pxPerMm: view.pxPerMm * by } } }
      }))
    return [
      ...PLANE_TOOLS.map((tool) => key(tool, TOOL_KEYS[tool], step((old) => ({ ...old, tool })), !readOnly || !isPlaneMeasuring(tool))),
      ...MEASURING_TOOLS.map((tool) => key(`place.${tool}`, PLACE_KEYS[tool] ?? null, () => latest.current.place(tool), !readOnly)),
      key('remove', 'Delete', () => latest.current.remove?.(), !readOnly && hasSelection),
      key('nextMeasurement', 'n', () => latest.current.next()),
      key('continueRegion', 'Shift+N', () => latest.current.continueRegion?.(), !readOnly && hasRegion),
      key('undo', '$mod+z', () => latest.current.marks.undo(latest.current.entry), !readOnly),
      key('redo', '$mod+Shift+z', () => latest.current.marks.redo(latest.current.entry), !readOnly),
      scroll('next', 'ArrowDown', 1),
      scroll('previous', 'ArrowUp', -1),
      scroll('nextTen', 'PageDown', 10),
      scroll('previousTen', 'PageUp', -10),
      zoom('larger', '+', 1.25),
      zoom('smaller', '-', 0.8),
      key('turnRight', 'Shift+ArrowRight', step((old) => turnedBy(old, old.active, TURN_DEGREES))),
      key('turnLeft', 'Shift+ArrowLeft', step((old) => turnedBy(old, old.active, -TURN_DEGREES))),
      key('otherPlane', null, () => {
        const next = nextPlane(latest.current.state.active)
        latest.current.change((old) => ({ ...old, active: next }))
        document.querySelector<HTMLElement>(`.i-planes [data-plane="${next}"]`)?.focus()
      }),
      key('thicker', 't', step((old) => {
        const at = SLAB_STEPS_MM.findIndex((mm) => mm === old.slab.mm)
        return { ...old, slab: { ...old.slab, mm: SLAB_STEPS_MM[(at + 1) % SLAB_STEPS_MM.length] ?? 0 } }
      })),
      key('invert', 'i', step((old) => ({ ...old, invert: !old.invert }))),
      key('lines', 'Shift+X', step((old) => ({ ...old, hideCrosshair: !old.hideCrosshair }))),
      key('reset', 'r', step(resetPlanes)),
      key('hideText', 'h', () => latest.current.toggleHideText()),
      ...CT_PRESETS.map((preset, n) => key(preset.id, String(n + 1), step((old) => ({ ...old, window: { center: preset.center, width: preset.width, voiFunction: 'LINEAR' } })), isCt)),
      key('firstWindow', '0', step((old) => ({ ...old, window: null }))),
      key('fuse', 'Shift+F', step((old) => {
        const [first] = latest.current.candidates
        return { ...old, fusion: old.fusion || !first ? null : { key: entryKey(first), map: 'ember', opacity: OPACITY, high: null, lines: false, shift: [0, 0, 0] } }
      }), canFuse),
      key('close', 'm', () => latest.current.onClose()),
    ]
  }, [isCt, canFuse, readOnly, hasSelection, hasRegion])
  useRegister(commands)
}
