// Draws one cut through one or two volumes on a 2-D canvas, before the call returns. When a full cut takes too long for the hand, a coarser one is drawn
// at once and the full one as soon as the hand rests.
import { reslice, type Slab, type Volume } from '#shared/domain/reslice.ts'
import type { Vector3 } from '#shared/domain/vector.ts'
import type { Size } from '../camera.ts'
import { cutOf, type PlaneAxes, type PlaneView } from './planes.ts'
import { blendColour, type ColourShading, type GreyShading, paintColour, paintGrey } from './planePainter.ts'

export interface PlaneScene {
  base: { volume: Volume; shading: { grey: GreyShading } | { colour: ColourShading } }
  /** A second volume over the first; `shift` moves it in the patient, mm. */
  over: { volume: Volume; shading: ColourShading; shift: Vector3 } | null
  axes: PlaneAxes
  view: PlaneView
  centre: Vector3
  slab: Slab
  /** The whole volume projected: nearest voxels, coarser samples. */
  isProjection: boolean
}

export interface PlaneSurface {
  resize(size: Size): void
  /** @returns true when what stands there now is coarser than the final picture, which follows by itself */
  draw(scene: PlaneScene): boolean
  dispose(): void
}

/** A cut longer than this is felt under the hand, ms. */
const SWIFT_MS = 14
const REST_MS = 90
const COARSEST = 4

/** @param onSettled the final picture has replaced a coarse one */
export function createPlaneSurface(canvas: HTMLCanvasElement, onSettled: () => void): PlaneSurface {
  const found = canvas.getContext('2d', { alpha: false })
  if (!found) throw new Error('this browser draws no 2-D canvas')
  const shown = found
  const tile = document.createElement('canvas')
  let size: Size = { width: 0, height: 0 }
  let buffers: { base: Float32Array; over: Float32Array; data: ImageData; words: Uint32Array } | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  /** What a sample of the last full cut cost, ms. */
  let perSample = 0

  function resize(next: Size): void {
    size = next
    const ratio = window.devicePixelRatio || 1
    const [width, height] = [Math.max(1, Math.round(next.width * ratio)), Math.max(1, Math.round(next.height * ratio))]
    if (canvas.width !== width) canvas.width = width
    if (canvas.height !== height) canvas.height = height
  }

  function draw(scene: PlaneScene): boolean {
    clearTimeout(timer)
    if (size.width === 0) return false
    const finest = scene.isProjection ? 2 : 1
    const expected = perSample * size.width * size.height / finest ** 2
    const pitch = expected <= SWIFT_MS ? finest : Math.min(COARSEST, Math.max(finest + 1, Math.ceil(finest * Math.sqrt(expected / SWIFT_MS))))
    paint(scene, pitch, finest)
    if (pitch === finest) return false
    timer = setTimeout(() => {
      paint(scene, finest, finest)
      onSettled()
    }, REST_MS)
    return true
  }

  function paint(scene: PlaneScene, pitch: number, finest: number): void {
    const began = performance.now()
    const plane = cutOf(scene.axes, scene.view, scene.centre, size, pitch)
    const made = buffersOf(plane.columns, plane.rows)
    reslice(scene.base.volume, plane, scene.slab, made.base, scene.isProjection)
    const { shading } = scene.base
    if ('grey' in shading) paintGrey(made.base, shading.grey, made.words)
    else paintColour(made.base, shading.colour, made.words)
    if (scene.over) {
      const { volume, shift, shading: colour } = scene.over
      const origin: Vector3 = [plane.origin[0] - shift[0], plane.origin[1] - shift[1], plane.origin[2] - shift[2]]
      reslice(volume, { ...plane, origin }, scene.slab, made.over, scene.isProjection)
      blendColour(made.over, colour, made.words)
    }
    tile.getContext('2d')?.putImageData(made.data, 0, 0)
    const [kx, ky] = [canvas.width / size.width, canvas.height / size.height]
    shown.setTransform(pitch * kx, 0, 0, pitch * ky, 0, 0)
    shown.imageSmoothingEnabled = true
    shown.drawImage(tile, 0, 0)
    if (pitch === finest) perSample = (performance.now() - began) / (plane.columns * plane.rows)
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
    buffers = null
    tile.width = 0
    tile.height = 0
  }

  return { resize, draw, dispose }
}
