// One CT slice of the demo patient's chest, from the couch to the tumour, as CT numbers before noise.
import { createRandom } from '../random.ts'
import { createNoise3, type Noise3 } from '../raster/noise.ts'
import type { SlicePainter, TubePoint, Warp } from '../raster/slicePainter.ts'
import { cavityOutline, domes, mediastinumOutline } from './geometry.ts'
import { type Lesion, paintLesion } from './lesions.ts'
import { growLungTrees } from './lungVessels.ts'
import { type Palette, paintAirways, paintGreatVessels, paintHeart } from './mediastinum.ts'
import { createRibs, paintRibs, paintShoulders, paintSpine, paintSternum } from './skeleton.ts'
import { paintAbdomen, paintBody, paintCouch } from './softTissue.ts'

export interface ChestScene {
  readonly palette: Palette
  /** mm by which the diaphragm lies lower than in the other examination. */
  readonly breath: number
  /** Each with the CT numbers of its rim and core. */
  readonly lesions: readonly { readonly lesion: Lesion; readonly rim: number; readonly core: number }[]
}

/** Prepares what all slices share and returns the painter of one slice. */
export function createChest(seed: number, scene: ChestScene): (painter: SlicePainter, z: number) => void {
  const noise = createNoise3(createRandom(seed, 'chest/texture'))
  const trees = growLungTrees(seed, 0)
  const clear = keepClear(scene)
  const vessels = trees.vessels.filter(([a, b]) => clear(a, b))
  const bronchi = trees.bronchi.filter(([a, b]) => clear(a, b))
  const ribs = createRibs()
  const halves = domes(scene.breath)
  const { palette } = scene
  const warp = createWarp(noise, scene)

  return (painter, z) => {
    painter.startSlice(z, -1000)
    painter.warpBy(null)
    paintCouch(painter)
    painter.warpBy(warp)
    paintBody(painter, palette, noise)
    for (const side of [-1, 1] as const) painter.outline(cavityOutline(z, side))
    painter.paint((x, y) => -872 + 0.32 * (y + 20) + 21 * noise(x / 4.5, y / 4.5, z / 5) + fissure(x, y, z))
    for (const vessel of vessels) painter.tube(vessel)
    painter.paint(palette.lungVessel)
    paintSmallAirways(painter, bronchi)
    painter.outline(mediastinumOutline(z)).paint((x, y) => -96 + 9 * noise(x / 6, y / 6, z / 6))
    for (const vessel of vessels) if (vessel[1].r > 1.7) painter.tube(vessel)
    painter.paint(palette.lungVessel)
    paintHeart(painter, palette)
    paintGreatVessels(painter, palette)
    paintAbdomen(painter, halves, palette, noise)
    paintSpine(painter, noise)
    paintRibs(painter, ribs, noise)
    paintSternum(painter, noise)
    paintShoulders(painter)
    paintNeck(painter, palette)
    paintAirways(painter)
    painter.warpBy(null)
    for (const { lesion, rim, core } of scene.lesions) paintLesion(painter, lesion, rim, core)
  }
}

/** Up to about 4 mm of displacement: no body is symmetrical, no organ an ellipse. None around the measured lesions. */
function createWarp(noise: Noise3, scene: ChestScene): Warp {
  return (x, y, z) => {
    let share = 1
    for (const { lesion } of scene.lesions) {
      const away = (x - lesion.x) ** 2 + (y - lesion.y) ** 2 + (z - lesion.z) ** 2
      share = Math.min(share, 1 - Math.exp(-away / 1400))
    }
    return [
      share * (3.4 * noise(x / 58 + 11, y / 58, z / 70) + noise(x / 17, y / 17 + 5, z / 24)),
      share * (3.4 * noise(x / 58 + 31, y / 58 + 17, z / 70) + noise(x / 17 + 9, y / 17, z / 24)),
    ]
  }
}

function paintSmallAirways(
  painter: SlicePainter,
  bronchi: readonly (readonly [TubePoint, TubePoint])[],
): void {
  for (const bronchus of bronchi) painter.tube(bronchus.map((point) => ({ ...point, r: point.r + 0.9 })))
  painter.paint(-260)
  for (const bronchus of bronchi) painter.tube(bronchus)
  painter.paint(-960)
}

/** Thyroid above the chest inlet. */
function paintNeck(painter: SlicePainter, palette: Palette): void {
  if (painter.z < 112) return
  for (const side of [-1, 1]) painter.ellipse(side * 17, -2, 8, 13)
  painter.paint(palette.leftBlood > 100 ? 150 : 105)
}

/** Fissures as faint lines: both oblique ones, and the horizontal one on the right as a hazy band. */
function fissure(x: number, y: number, z: number): number {
  const oblique = y - (12 + 0.82 * (z - 30) * -1 + 0.0016 * x * x)
  const near = Math.abs(oblique)
  let more = near < 1.1 && z < 92 ? 95 * (1 - near / 1.1) : 0
  if (x < -40 && y < 8) {
    const level = Math.abs(z - (4 - 0.07 * (Math.abs(x) - 60)))
    if (level < 3) more += 26 * (1 - level / 3)
  }
  return more
}

/** Keeps vessels away from the measured lesions, so that an edge is an edge: true when a piece may stay. */
function keepClear(scene: ChestScene) {
  return (a: TubePoint, b: TubePoint): boolean =>
    scene.lesions.every(({ lesion }) => {
      const reach = 0.5 * lesion.longMm + 7
      const tall = 0.5 * lesion.tallMm + 4
      return [a, b].every((point) => {
        const flat = Math.hypot(point.x - lesion.x, point.y - lesion.y)
        return flat > reach || Math.abs(point.z - lesion.z) > tall
      })
    })
}
