// Draws one frame on a 2-D canvas: our grey-scale, our camera, at the screen's own pixels. Draws before it returns.
// Why not the engine's CPU path: decision 0005.
import type { DecodedFrame } from '#shared/codecs/decodedFrame.ts'
import { imageToScreen, type Camera, type ImageShape, type Size } from '../camera.ts'
import type { OverlayPlane } from '#shared/domain/presentation.ts'
import { paintOverlays, paintPixels, type Shading } from './greyPainter.ts'

export interface Picture {
  frame: DecodedFrame
  shape: ImageShape
  camera: Camera
  shading: Shading
  /** Planes drawn into the picture, and the frame they are drawn for (first is 1). */
  overlays: { planes: readonly OverlayPlane[]; frame: number } | null
}

/** What a viewport draws with; a volume engine for other planes and fusion is another implementation of it. */
export interface Surface {
  /** @param size of the viewport in CSS pixels */
  resize(size: Size): void
  draw(picture: Picture): void
  clear(): void
  dispose(): void
}

export function createCanvasSurface(canvas: HTMLCanvasElement): Surface {
  const context = canvas.getContext('2d', { alpha: false })
  if (!context) throw new Error('this browser draws no 2-D canvas')
  const shown = context
  const tile = document.createElement('canvas')
  let size: Size = { width: 0, height: 0 }
  let pixels: { data: ImageData; words: Uint32Array } | null = null
  let painted: { frame: DecodedFrame; shading: Shading; overlays: readonly OverlayPlane[] | undefined } | null = null

  function resize(next: Size): void {
    size = next
    const ratio = window.devicePixelRatio || 1
    const width = Math.max(1, Math.round(next.width * ratio))
    const height = Math.max(1, Math.round(next.height * ratio))
    if (canvas.width !== width) canvas.width = width
    if (canvas.height !== height) canvas.height = height
  }

  function draw({ frame, shape, camera, shading, overlays }: Picture): void {
    paint(frame, shading, overlays)
    clear()
    const m = imageToScreen(camera, shape, size)
    const kx = canvas.width / Math.max(1, size.width)
    const ky = canvas.height / Math.max(1, size.height)
    shown.setTransform(m.a * kx, m.b * ky, m.c * kx, m.d * ky, m.e * kx, m.f * ky)
    // Enlarged a lot, single pixels are shown as they are; below that, straight between them, which is quick. Reduced, the browser averages.
    shown.imageSmoothingEnabled = camera.scale * kx < 6
    shown.imageSmoothingQuality = camera.scale * kx < 1 ? 'high' : 'low'
    shown.drawImage(tile, -0.5, -0.5)
  }

  function paint(frame: DecodedFrame, shading: Shading, overlays: Picture['overlays']): void {
    if (painted?.frame === frame && painted.overlays === overlays?.planes && sameShading(painted.shading, shading)) return
    if (tile.width !== frame.columns || tile.height !== frame.rows || !pixels) {
      tile.width = frame.columns
      tile.height = frame.rows
      const data = new ImageData(frame.columns, frame.rows)
      pixels = { data, words: new Uint32Array(data.data.buffer) }
    }
    paintPixels(frame, shading, pixels.words)
    if (overlays) paintOverlays(overlays.planes, overlays.frame, frame.columns, frame.rows, pixels.words)
    tile.getContext('2d')?.putImageData(pixels.data, 0, 0)
    painted = { frame, shading, overlays: overlays?.planes }
  }

  function clear(): void {
    shown.setTransform(1, 0, 0, 1, 0, 0)
    shown.fillStyle = 'black'
    shown.fillRect(0, 0, canvas.width, canvas.height)
  }

  function dispose(): void {
    pixels = null
    painted = null
    tile.width = 0
    tile.height = 0
  }

  return { resize, draw, clear, dispose }
}

function sameShading(a: Shading, b: Shading): boolean {
  return (
    a.invert === b.invert &&
    a.lookups?.modalityLut === b.lookups?.modalityLut &&
    a.lookups?.voiLut === b.lookups?.voiLut &&
    a.rescale.slope === b.rescale.slope &&
    a.rescale.intercept === b.rescale.intercept &&
    a.window.center === b.window.center &&
    a.window.width === b.window.width &&
    a.window.voiFunction === b.window.voiFunction
  )
}
