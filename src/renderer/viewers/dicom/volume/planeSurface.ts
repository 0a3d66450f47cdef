// Draws one cut through one or two volumes on a 2-D canvas, before the call returns. When a full cut takes too long for the hand, a coarser one is drawn
// at once and the full one, in bands that leave the page free, as soon as the hand rests.
import { type CutPlane, reslice, slabSteps } from '#shared/domain/reslice.ts'
import type { Vector3 } from '#shared/domain/vector.ts'
import type { Size } from '../camera.ts'
import { cutOf } from './planes.ts'
import type { PlaneScene } from './planeScene.ts'
import { sameCut } from './sameCut.ts'
import { blendColour, paintColour, paintGrey } from './planePainter.ts'

export interface PlaneSurface {
  resize(size: Size): void
  /** What stands there already is not cut again. @returns true when what stands there now is coarser than the final picture, which follows by itself */
  draw(scene: PlaneScene): boolean
  dispose(): void
}

/** A cut longer than this is felt under the hand, ms: three planes and a projection may have to be cut in one go. */
const SWIFT_MS = 10
/** A cut that was thought to be swift and is not is given up for a coarser one, ms. */
const GIVE_UP_MS = 20
/** How long the hand rests before the final picture is cut; while slices are coming the next ones are waited for. */
const REST_MS = 90
const REST_COMING_MS = 500
/** How long the final picture may hold the page at a time, ms. */
const BAND_MS = 12
const COARSEST = 8
/** What one sample of one cut costs before any was measured, ms: the code is new to the machine as well. */
const FIRST_COST = 60e-6

/** @param onSettled the final picture has replaced a coarse one */
export function createPlaneSurface(canvas: HTMLCanvasElement, onSettled: () => void): PlaneSurface {
  const found = canvas.getContext('2d', { alpha: false })
  if (!found) throw new Error('this browser draws no 2-D canvas')
  const shown = found
  const tile = document.createElement('canvas')
  let size: Size = { width: 0, height: 0 }
  let buffers: { base: Float32Array; over: Float32Array; data: ImageData; words: Uint32Array } | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let cost = FIRST_COST
  /** What stands on the canvas, or is on its way there. */
  let standing: { scene: PlaneScene; isCoarse: boolean } | null = null

  function resize(next: Size): void {
    size = next
    const ratio = window.devicePixelRatio || 1
    const [width, height] = [Math.max(1, Math.round(next.width * ratio)), Math.max(1, Math.round(next.height * ratio))]
    if (canvas.width === width && canvas.height === height) return
    // Another size empties a canvas.
    standing = null
    canvas.width = width
    canvas.height = height
  }

  function draw(scene: PlaneScene): boolean {
    if (size.width === 0) return false
    if (standing && sameCut(standing.scene, scene, size)) return standing.isCoarse
    clearTimeout(timer)
    const finest = scene.isProjection ? 2 : 1
    const expected = (cost * cutsOf(scene) * size.width * size.height) / finest ** 2
    const swift = expected <= SWIFT_MS ? finest : Math.min(COARSEST, Math.max(finest + 1, Math.ceil(finest * Math.sqrt(expected / SWIFT_MS))))
    let pitch = scene.isComing ? Math.max(swift, finest + 1) : swift
    let whole = begin(scene, pitch)
    const until = performance.now() + GIVE_UP_MS
    if (paintUntil(whole, 0, pitch === COARSEST ? Number.POSITIVE_INFINITY : until) < whole.rows) {
      pitch = Math.min(COARSEST, pitch * 3)
      whole = begin(scene, pitch)
      whole.paint(0, whole.rows)
    }
    whole.show()
    standing = { scene, isCoarse: pitch !== finest }
    if (pitch === finest) return false
    timer = setTimeout(() => settle(begin(scene, finest)), scene.isComing ? REST_COMING_MS : REST_MS)
    return true
  }

  /** Cuts the final picture in bands, so that keys and pointer are answered in between; it is shown when it is whole. */
  function settle(whole: Painting, from = 0): void {
    const row = paintUntil(whole, from, performance.now() + BAND_MS)
    if (row < whole.rows) timer = setTimeout(() => settle(whole, row), 0)
    else {
      whole.show()
      if (standing) standing.isCoarse = false
      onSettled()
    }
  }

  function paintUntil(whole: Painting, from: number, until: number): number {
    let row = from
    while (row < whole.rows && performance.now() < until) {
      const end = Math.min(whole.rows, row + whole.bandRows())
      whole.paint(row, end)
      row = end
    }
    return row
  }

  function begin(scene: PlaneScene, pitch: number): Painting {
    const plane = cutOf(scene.axes, scene.view, scene.centre, size, pitch)
    const made = buffersOf(plane.columns, plane.rows)
    return {
      rows: plane.rows,
      bandRows: () => Math.max(1, Math.floor(BAND_MS / 3 / (cost * cutsOf(scene) * plane.columns))),
      paint(first, end) {
        const began = performance.now()
        paintBand(scene, { ...plane, origin: alongRows(plane, first), rows: end - first }, made, first * plane.columns)
        const took = (performance.now() - began) / (plane.columns * (end - first) * cutsOf(scene))
        // A moment in which the machine did something else must not make every picture coarse.
        cost = Math.min(took, cost * 2)
      },
      show() {
        tile.getContext('2d')?.putImageData(made.data, 0, 0)
        const [kx, ky] = [canvas.width / size.width, canvas.height / size.height]
        shown.setTransform(pitch * kx, 0, 0, pitch * ky, 0, 0)
        shown.imageSmoothingEnabled = true
        shown.drawImage(tile, 0, 0)
      },
    }
  }

  function buffersOf(columns: number, rows: number) {
    if (tile.width !== columns || tile.height !== rows || !buffers) {
      tile.width = columns
      tile.height = rows
      const data = new ImageData(columns, rows)
      buffers = { base: new Float32Array(columns * rows), over: new Float32Array(columns * rows), data, words: new Uint32Array(data.data.buffer) }
    }
    return buffers
  }

  function dispose(): void {
    clearTimeout(timer)
    standing = null
    buffers = null
    tile.width = 0
    tile.height = 0
  }

  return { resize, draw, dispose }
}

/** One picture on its way. */
interface Painting {
  rows: number
  /** As many rows as can be cut in a part of a band. */
  bandRows(): number
  paint(firstRow: number, endRow: number): void
  show(): void
}

interface Buffers {
  base: Float32Array
  over: Float32Array
  words: Uint32Array
}

/** How many samples stand behind one of the picture. */
function cutsOf({ base, over, slab }: PlaneScene): number {
  return slabSteps(base.volume.grid, slab).length + (over ? slabSteps(over.volume.grid, slab).length : 0)
}

function alongRows({ origin, down }: CutPlane, rows: number): Vector3 {
  return [origin[0] + down[0] * rows, origin[1] + down[1] * rows, origin[2] + down[2] * rows]
}

/** @param plane the band; @param at its first sample in the picture */
function paintBand(scene: PlaneScene, plane: CutPlane, buffers: Buffers, at: number): void {
  const end = at + plane.columns * plane.rows
  const [base, words] = [buffers.base.subarray(at, end), buffers.words.subarray(at, end)]
  reslice(scene.base.volume, plane, scene.slab, base, scene.isProjection)
  const { shading } = scene.base
  if ('grey' in shading) paintGrey(base, shading.grey, words)
  else paintColour(base, shading.colour, words)
  if (!scene.over) return
  const { volume, shift, shading: colour } = scene.over
  const over = buffers.over.subarray(at, end)
  const { origin } = plane
  reslice(volume, { ...plane, origin: [origin[0] - shift[0], origin[1] - shift[1], origin[2] - shift[2]] }, scene.slab, over, scene.isProjection)
  blendColour(over, colour, words)
}
