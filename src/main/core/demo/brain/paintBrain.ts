// One axial slice of the demo head for any MR sequence: the anatomy is the same, only the signal of each tissue differs.
import type { Lesion } from '../chest/lesions.ts'
import { lesionOutline } from '../chest/lesions.ts'
import { createTrack, smoothStep } from '../raster/track.ts'
import type { SlicePainter } from '../raster/slicePainter.ts'
import { BASE_Z, cerebrumOutline, type Cortex, createCortex, type Tissue } from './cortex.ts'

/** Signal per tissue, arbitrary units; for an ADC map 10^-6 mm2/s. */
export interface Signals {
  readonly fluid: number
  readonly grey: number
  readonly white: number
  readonly deepGrey: number
  readonly pallidum: number
  readonly fat: number
  readonly muscle: number
  readonly bone: number
  readonly marrow: number
  readonly eye: number
  readonly flow: number
  readonly infarct: number
  /** How much of what lies under an infarct it hides, 0..1. */
  readonly infarctShare: number
  /** Old small-vessel changes in the white matter. */
  readonly scar: number
  /** Substantia nigra and red nucleus. */
  readonly iron: number
}

export interface BrainScene {
  readonly label: string
  readonly atrophy: number
  readonly infarct: Lesion | null
  /** 0 = none, 1 = many. */
  readonly scars: number
}

/** The scene's painter: signal of the slice at z, without grain. */
export function createBrain(seed: number, scene: BrainScene): (painter: SlicePainter, z: number, signals: Signals) => void {
  const cortex = createCortex(seed, scene.label, scene.atrophy)
  return (painter, z, signals) => {
    painter.startSlice(z, 0)
    const { noise } = cortex
    painter.warpBy((x, y, at) => [
      2 * noise(x / 50 + 3, y / 50, at / 60) + 0.6 * noise(x / 15, y / 15, at / 20),
      2 * noise(x / 50, y / 50 + 9, at / 60) + 0.6 * noise(x / 15 + 8, y / 15, at / 20),
    ])
    paintSkull(painter, signals)
    if (z < BASE_Z + 8) paintBase(painter, signals, cortex)
    if (z > BASE_Z) paintCerebrum(painter, signals, cortex)
    paintScars(painter, signals, scene, cortex)
    if (z > -20 && z < 34) paintDeep(painter, signals, scene.atrophy)
    if (z > BASE_Z && z < -4) paintCisterns(painter, signals)
    if (z <= -6) paintStem(painter, signals, cortex)
    painter.warpBy(null)
    if (scene.infarct) paintInfarct(painter, signals, scene.infarct)
    paintFlow(painter, signals)
  }
}

function paintSkull(painter: SlicePainter, signals: Signals): void {
  const { z } = painter
  const at = Math.max(z, -18)
  const face = 9 * smoothStep(-18, -40, z)
  const ring = (more: number) => {
    const outline = cerebrumOutline(at, more)
    return outline.map((value, i) => (i % 2 === 1 && value < 0 ? value - face : value))
  }
  painter.outline(ring(15.5)).paint(signals.muscle)
  painter.outline(ring(14.2)).paint(signals.fat)
  if (z < 10) {
    for (const side of [-1, 1]) painter.ellipse(side * 67, -24, 6, 24, side * 0.16)
    painter.paint(signals.muscle)
  }
  painter.outline(ring(10)).paint(signals.muscle * 0.7)
  painter.outline(ring(9)).paint(signals.bone)
  painter.outline(ring(7.2)).paint(signals.marrow)
  painter.outline(ring(5)).paint(signals.bone)
  painter.outline(ring(2.6)).paint(signals.fluid)
}

/** Cerebrum with its folds; `fluid` outside the folds lies under the skull. */
function paintCerebrum(painter: SlicePainter, signals: Signals, cortex: Cortex): void {
  const { z } = painter
  const tissue: Tissue = { fluid: 0, grey: 0 }
  const fade = smoothStep(BASE_Z, BASE_Z + 6, z)
  painter.outline(cerebrumOutline(z, 0)).paint((x, y) => {
    cortex.at(x, y, z, tissue)
    const matter = signals.white + tissue.grey * (signals.grey - signals.white)
    return matter + tissue.fluid * (signals.fluid - matter)
  }, fade)
}

const hornOut = createTrack([[-6, 9], [4, 10], [14, 11], [24, 14], [31, 13]])

/** Ventricles, basal ganglia, thalami and corpus callosum. */
function paintDeep(painter: SlicePainter, signals: Signals, atrophy: number): void {
  const { z } = painter
  const wide = 1 + 0.55 * atrophy
  const level = (from: number, to: number) => smoothStep(from, from + 6, z) * (1 - smoothStep(to - 6, to, z))
  const both = (x: number, y: number, rx: number, ry: number, turn: number, size: number) => {
    for (const side of [-1, 1]) painter.ellipse(side * x, y, rx * size, ry * size, side * turn)
    return painter
  }
  if (z > -12 && z < 30) painter.ellipse(0, 2, 34, 50).paint(signals.white, level(-12, 30))
  both(25, -3, 7.5, 18, -0.22, level(-12, 22)).paint(signals.deepGrey)
  both(19, 1, 4.6, 11, -0.35, level(-10, 14)).paint(signals.pallidum)
  both(13, -24, 6.6, 10, 0.25, level(-10, 26)).paint(signals.deepGrey)
  both(11, 19, 9, 14, -0.4, level(-10, 20)).paint(signals.deepGrey)
  const horn = hornOut(z)
  both(horn - 2, -27 + 0.3 * z, 3.6 * wide, 11.5, 0.42, level(-8, 24)).paint(signals.fluid)
  both(horn, 4, 5 * wide, 30, -0.12, level(13, 34)).paint(signals.fluid)
  both(23, 38 - 0.3 * z, 5.2 * wide, 17, -0.42, level(-10, 24)).paint(signals.fluid)
  both(22, 31, 2.4, 4.5, -0.5, level(-4, 14)).paint(signals.white)
  painter.ellipse(0, 8, 1.9 * wide, 13 * level(-16, 10)).paint(signals.fluid)
  painter.ellipse(0, 36, 9 * level(-12, 6), 4.4 * level(-12, 6)).paint(signals.fluid)
}

/** Fluid spaces round the mid-brain, with amygdala and hippocampus beside them. */
function paintCisterns(painter: SlicePainter, signals: Signals): void {
  const { z } = painter
  const size = smoothStep(BASE_Z, BASE_Z + 8, z) * (1 - smoothStep(-12, -4, z))
  for (const side of [-1, 1]) painter.ellipse(side * 24, -4, 8 * size, 9 * size, side * 0.3).ellipse(side * 27, 14, 5 * size, 14 * size, side * 0.25)
  painter.paint(signals.grey)
  for (const side of [-1, 1]) painter.ellipse(side * 32, 12, 2 * size, 8 * size, side * 0.3)
  for (const side of [-1, 1]) painter.ellipse(side * 20, -19, 20 * size, 3.4 * size, side * 0.34)
  painter.ellipse(0, -16, 10 * size, 8 * size).ellipse(0, 26, 13 * size, 5 * size).paint(signals.fluid)
  painter.ellipse(0, -16, 3.4 * size, 2.4 * size).paint(signals.white)
}

/** Temporal lobes, frontal base, eyes and air spaces under the level of the cerebrum. */
function paintBase(painter: SlicePainter, signals: Signals, cortex: Cortex): void {
  const { z } = painter
  const tissue: Tissue = { fluid: 0, grey: 0 }
  const share = 1 - smoothStep(BASE_Z, BASE_Z + 8, z)
  painter.outline(cerebrumOutline(-18, 2.4)).paint(signals.muscle * 0.6, share)
  painter.ellipse(0, -62, 40, 34).paint(signals.fat, share)
  painter.ellipse(0, -52, 14, 22).paint(signals.bone, share)
  for (const x of [-6, 6]) for (const y of [-68, -58, -48]) painter.ellipse(x, y, 4.4, 3.8)
  painter.paint(signals.eye * 0.16, share)
  for (const side of [-1, 1]) painter.ellipse(side * 31, -75, 12.2, 12.2)
  painter.paint(signals.eye, share * (1 - smoothStep(-26, -20, z)))
  for (const side of [-1, 1]) painter.ellipse(side * 31, -83, 5, 2.6)
  painter.paint(signals.bone + 0.2 * signals.eye, share)
  for (const side of [-1, 1]) painter.ellipse(side * 24, -52, 2.4, 17, side * -0.35).ellipse(side * 42, -62, 2.2, 15, side * 0.2)
  painter.paint(signals.muscle, share)
  painter.ellipse(0, -28, 17, 13).paint(signals.bone, share)
  painter.ellipse(0, -30, 12, 8).paint(0, share)
  for (const side of [-1, 1]) painter.ellipse(side * 44, 24, 22, 10, side * 0.55)
  painter.paint(signals.bone, share)
  for (const side of [-1, 1]) {
    const size = smoothStep(-60, -44, z)
    painter.ellipse(side * 42, -14, 23 * size, 31 * size, side * -0.12)
  }
  painter.paint((x, y) => {
    const ring = Math.hypot((Math.abs(x) - 42) / 23, (y + 14) / 31)
    cortex.at(x, y, z + 34, tissue)
    const edge = smoothStep(0.8, 0.9, ring)
    const matter = signals.white + Math.max(edge, tissue.grey * 0.9) * (signals.grey - signals.white)
    return matter + Math.max(smoothStep(0.95, 1, ring), tissue.fluid * 0.8) * (signals.fluid - matter)
  }, share)
  if (z > -34) {
    const size = smoothStep(-34, -26, z)
    for (const side of [-1, 1]) painter.ellipse(side * 14, -56, 14 * size, 22 * size)
    painter.paint(signals.grey, share)
    for (const side of [-1, 1]) painter.ellipse(side * 14, -54, 8 * size, 15 * size)
    painter.paint(signals.white, share)
  }
}

/** Mid-brain, pons, medulla and cerebellum with the fluid around them. */
function paintStem(painter: SlicePainter, signals: Signals, cortex: Cortex): void {
  const { z } = painter
  const size = 1 - smoothStep(-15, -6, z)
  const low = smoothStep(-30, -44, z)
  if (z < -12) {
    const grow = smoothStep(-12, -34, z) * (1 - 0.35 * smoothStep(-52, -62, z))
    painter.ellipse(0, 50, 54 * grow, 33 * grow).paint(signals.fluid)
    painter.ellipse(0, 50, 52 * grow, 31 * grow).paint((x, y) => folia(signals, cortex, x, y, z))
    painter.ellipse(0, 47, 5, 22 * grow).paint((x, y) => folia(signals, cortex, x * 2, y * 1.3, z))
  }
  painter.ellipse(0, 4, 21 * size, 19 * size).paint(signals.fluid, 1 - low * 0.4)
  painter.ellipse(0, 10, (15 + 3 * low) * size, (13 + 2 * low) * size).paint(signals.white * 0.94 + signals.grey * 0.06)
  if (z > -30) {
    for (const side of [-1, 1]) painter.ellipse(side * 8, 3, 5.4, 9, side * 0.6)
    painter.paint(signals.white)
    for (const side of [-1, 1]) painter.ellipse(side * 7.6, 6.5, 5.8, 2.1, side * 0.62)
    painter.paint(signals.iron, size)
    for (const side of [-1, 1]) painter.ellipse(side * 4.4, 12, 3, 3)
    painter.paint(signals.iron, 0.7 * size)
    painter.ellipse(0, 20, 1.5, 1.8).paint(signals.fluid)
  } else painter.ellipse(0, 27, 9 * low, 6.5 * low).paint(signals.fluid)
}

/** The fine leaves of the cerebellum. */
function folia(signals: Signals, cortex: Cortex, x: number, y: number, z: number): number {
  const r = Math.hypot(x / 1.5, y - 34)
  const wave = Math.sin(r / 1.05 + 2.4 * cortex.noise(x / 14, y / 14, z / 14))
  const core = Math.exp(-(((Math.abs(x) - 18) / 13) ** 2) - ((y - 44) / 9) ** 2)
  const matter = signals.white + (0.62 + 0.3 * wave) * (1 - core) * (signals.grey - signals.white)
  return matter + 0.16 * Math.max(0, wave) * (1 - core) * (signals.fluid - matter)
}

function paintScars(painter: SlicePainter, signals: Signals, scene: BrainScene, cortex: Cortex): void {
  const { z } = painter
  if (z < 2 || z > 44 || scene.scars === 0) return
  for (const side of [-1, 1]) painter.ellipse(side * 15, -38 + 0.3 * z, 4, 6).ellipse(side * 27, 46 - 0.3 * z, 5, 8)
  painter.paint(signals.scar, 0.4 * scene.scars * (1 - smoothStep(24, 34, z)))
  painter.ellipse(0, 2, 40, 52).paint((x, y) => {
    const spot = cortex.noise(x / 6 + 200, y / 6, z / 9)
    const at = Math.round((y - painter.grid.originY) / painter.grid.spacing) * painter.grid.columns
    const old = painter.plane[at + Math.round((x - painter.grid.originX) / painter.grid.spacing)] ?? 0
    const isWhite = Math.abs(old - signals.white) < 0.2 * Math.abs(signals.white - signals.fluid)
    return spot > 0.7 && isWhite ? old + (signals.scar - old) * Math.min(1, (spot - 0.7) * 6) * scene.scars : old
  })
}

/** Swollen cortex and white matter in one; the folds stay faintly visible. */
function paintInfarct(painter: SlicePainter, signals: Signals, infarct: Lesion): void {
  const outline = lesionOutline(infarct, painter.z)
  if (outline.length === 0) return
  painter.outline(outline).paint(signals.infarct, signals.infarctShare)
}

/** Flow in the large arteries and sinuses. */
function paintFlow(painter: SlicePainter, signals: Signals): void {
  const { z } = painter
  if (z > -50 && z < -12) {
    painter.ellipse(0, -10 + 0.2 * (z + 30), 1.9, 1.9)
    for (const side of [-1, 1]) painter.ellipse(side * 11, -17, 2.2, 2.2)
    painter.paint(signals.flow)
  }
  if (z > -20) {
    const reach = cerebrumOutline(z, 1)
    let back = 0
    for (let i = 1; i < reach.length; i += 2) back = Math.max(back, reach[i] ?? 0)
    if (back > 20) painter.ellipse(0, back, 3.4, 3).paint(signals.flow)
  }
}
