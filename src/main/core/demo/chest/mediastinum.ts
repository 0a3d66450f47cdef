// Heart, great vessels, airways and gullet of the demo chest. CT numbers depend on whether contrast was given.
import type { SlicePainter, TubePoint } from '../raster/slicePainter.ts'

/** CT numbers (HU) of blood and organs in one examination. */
export interface Palette {
  readonly leftBlood: number
  readonly rightBlood: number
  readonly cavaBlood: number
  readonly myocardium: number
  readonly muscle: number
  readonly liver: number
  readonly liverVein: number
  readonly spleen: number
  readonly kidney: number
  readonly lungVessel: number
  readonly tumour: number
  readonly tumourCore: number
  readonly node: number
}

/** Portal venous phase. */
export const WITH_CONTRAST: Palette = {
  leftBlood: 162, rightBlood: 150, cavaBlood: 176, myocardium: 98, muscle: 62, liver: 106, liverVein: 142, spleen: 118, kidney: 170,
  lungVessel: 96, tumour: 84, tumourCore: 66, node: 92,
}

/** Aorta and muscle as measured on an unenhanced chest CT. */
export const WITHOUT_CONTRAST: Palette = {
  leftBlood: 40, rightBlood: 38, cavaBlood: 37, myocardium: 49, muscle: 54, liver: 58, liverVein: 42, spleen: 49, kidney: 33,
  lungVessel: 42, tumour: 44, tumourCore: 29, node: 42,
}

const p = (x: number, y: number, z: number, r: number): TubePoint => ({ x, y, z, r })

const AORTA_UP = [
  p(2, -20, -16, 16), p(-6, -28, -4, 16.5), p(-15, -34, 12, 16), p(-17, -33, 30, 15.5), p(-12, -26, 44, 15), p(-3, -14, 52, 14.5),
]
const AORTA_ARCH = [p(-3, -14, 52, 14.5), p(8, 2, 56, 14), p(18, 18, 53, 13.5), p(23, 32, 44, 13)]
const AORTA_DOWN = [
  p(23, 32, 44, 13), p(25, 38, 25, 12.5), p(25, 41, 0, 12), p(23, 41, -40, 11.8), p(18, 38, -80, 11.5), p(10, 32, -120, 11), p(5, 27, -180, 10),
]
const ARCH_BRANCHES = [
  [p(-8, -20, 52, 7.5), p(-14, -20, 70, 7), p(-20, -16, 92, 6.5), p(-26, -10, 130, 5)],
  [p(4, -6, 54, 5), p(8, -8, 75, 4.4), p(15, -10, 100, 4), p(22, -8, 130, 4)],
  [p(14, 8, 54, 6), p(20, 8, 72, 5.2), p(26, 10, 95, 5), p(40, 4, 112, 4.5), p(62, -8, 118, 4)],
]
const PULMONARY_TRUNK = [p(22, -58, -14, 13), p(24, -50, 0, 14), p(22, -36, 12, 14), p(20, -22, 18, 13)]
const PULMONARY_LEFT = [p(20, -22, 18, 13), p(30, -6, 24, 12), p(42, 8, 22, 10.5), p(47, 16, 8, 8.5), p(50, 22, -12, 7)]
const PULMONARY_RIGHT = [p(20, -22, 18, 12), p(4, -10, 14, 11), p(-18, -2, 13, 10.5), p(-36, 2, 8, 9), p(-46, 8, -4, 7)]
const UPPER_CAVA = [p(-20, -28, 78, 9), p(-26, -22, 55, 9.5), p(-28, -18, 30, 10), p(-30, -16, 5, 10.5), p(-30, -18, -12, 12)]
const NECK_VEINS = [
  [p(-20, -28, 76, 8.5), p(-30, -26, 95, 7.5), p(-36, -16, 130, 6.5)],
  [p(-20, -28, 72, 8), p(0, -34, 76, 7.5), p(22, -32, 84, 7), p(34, -24, 98, 6.5), p(38, -14, 130, 6)],
]
const LOWER_CAVA = [p(-26, -2, -58, 12), p(-24, 4, -80, 12.5), p(-22, 10, -120, 12), p(-20, 16, -180, 12)]
const PULMONARY_VEINS = [
  [p(-14, 10, -14, 7.5), p(-32, 4, -9, 6.5), p(-48, 0, -4, 5)],
  [p(-16, 18, -24, 7), p(-36, 22, -26, 6), p(-52, 26, -32, 4.6)],
  [p(30, 8, -10, 7.5), p(46, 2, -6, 6.4), p(60, -4, 2, 4.8)],
  [p(30, 16, -22, 7), p(48, 20, -24, 6), p(64, 24, -30, 4.6)],
]
const AZYGOS = [p(-14, 34, -180, 3.2), p(-14, 36, 20, 3.6), p(-16, 28, 36, 4.2), p(-26, 6, 40, 4.6), p(-28, -10, 38, 4.6)]
const GULLET = [p(8, 20, 140, 6), p(8, 24, 90, 7), p(6, 26, 40, 7.5), p(4, 28, 0, 7.5), p(8, 30, -60, 7.5), p(20, 18, -95, 8), p(30, 8, -110, 9)]
const TRACHEA = [p(0, -2, 145, 8.6), p(0, 6, 90, 8.8), p(0, 11, 55, 9), p(0, 14, 34, 9.4)]
const BRONCHI = [
  [p(0, 14, 35, 8.6), p(-11, 15, 24, 7.6), p(-23, 14, 14, 6.8), p(-29, 14, 2, 5.8), p(-32, 16, -12, 5.2), p(-37, 22, -32, 4)],
  [p(-20, 14, 17, 5.2), p(-33, 10, 18, 4.4), p(-46, 8, 23, 3.2)],
  [p(0, 14, 35, 8.2), p(13, 17, 22, 6.6), p(28, 18, 10, 6.2), p(40, 18, 2, 5.6), p(46, 24, -14, 4.6), p(52, 32, -34, 3.4)],
  [p(38, 17, 4, 4.6), p(50, 8, 8, 3.8), p(60, 0, 14, 2.8)],
]
const CORONARIES = [
  [p(14, -26, -14, 1.8), p(28, -44, -18, 1.8), p(46, -62, -36, 1.6), p(68, -70, -60, 1.4)],
  [p(-8, -34, -14, 1.8), p(-24, -52, -26, 1.8), p(-26, -58, -50, 1.6)],
]

interface Ellipsoid {
  readonly x: number
  readonly y: number
  readonly z: number
  readonly rx: number
  readonly ry: number
  readonly rz: number
  readonly turn: number
}
const LEFT_ATRIUM: Ellipsoid = { x: 8, y: 12, z: -20, rx: 35, ry: 19, rz: 20, turn: 0.05 }
const RIGHT_ATRIUM: Ellipsoid = { x: -30, y: -22, z: -36, rx: 23, ry: 31, rz: 33, turn: 0.15 }
const RIGHT_VENTRICLE: Ellipsoid = { x: 12, y: -60, z: -44, rx: 50, ry: 24, rz: 38, turn: -0.28 }
const LEFT_MUSCLE: Ellipsoid = { x: 46, y: -29, z: -47, rx: 50, ry: 33, rz: 37, turn: -0.62 }
const LEFT_VENTRICLE: Ellipsoid = { x: 41, y: -25, z: -44, rx: 37, ry: 20, rz: 25, turn: -0.62 }
const HEART = [LEFT_ATRIUM, RIGHT_ATRIUM, RIGHT_VENTRICLE, LEFT_MUSCLE]

function cover(painter: SlicePainter, body: Ellipsoid, more: number): SlicePainter {
  const rz = body.rz + more * 0.7
  const level = (painter.z - body.z) / rz
  const share = Math.sqrt(Math.max(0, 1 - level * level))
  return painter.ellipse(body.x, body.y, (body.rx + more) * share, (body.ry + more) * share, body.turn)
}

/** Pericardial fat and the heart's chambers. */
export function paintHeart(painter: SlicePainter, palette: Palette): void {
  for (const chamber of HEART) cover(painter, chamber, 7)
  painter.paint(-92, 0.9)
  cover(painter, RIGHT_ATRIUM, 0).paint(palette.rightBlood)
  cover(painter, RIGHT_VENTRICLE, 0).paint(palette.myocardium)
  cover(painter, RIGHT_VENTRICLE, -4).paint(palette.rightBlood)
  cover(painter, LEFT_MUSCLE, 0).paint(palette.myocardium)
  cover(painter, LEFT_VENTRICLE, 0).paint(palette.leftBlood)
  paintPapillary(painter, palette)
  cover(painter, LEFT_ATRIUM, 2).paint(palette.myocardium)
  cover(painter, LEFT_ATRIUM, 0).paint(palette.leftBlood)
  for (const vessel of CORONARIES) painter.tube(vessel)
  painter.paint(palette.leftBlood)
}

function paintPapillary(painter: SlicePainter, palette: Palette): void {
  if (painter.z > -34 || painter.z < -62) return
  painter.ellipse(52, -44, 6, 4, -0.6).ellipse(60, -26, 6, 4, -0.5).paint(palette.myocardium)
}

/** Aorta with wall and branches, pulmonary arteries and veins, both venae cavae. */
export function paintGreatVessels(painter: SlicePainter, palette: Palette): void {
  for (const vein of PULMONARY_VEINS) painter.tube(vein)
  painter.paint(palette.leftBlood)
  for (const vein of NECK_VEINS) painter.tube(vein)
  painter.tube(UPPER_CAVA).tube(LOWER_CAVA).tube(AZYGOS).paint(palette.cavaBlood)
  painter.tube(PULMONARY_TRUNK).tube(PULMONARY_LEFT).tube(PULMONARY_RIGHT).paint(palette.rightBlood)
  const wider = (points: readonly TubePoint[]) => points.map((point) => ({ ...point, r: point.r + 1.2 }))
  for (const part of [AORTA_UP, AORTA_ARCH, AORTA_DOWN]) painter.tube(wider(part))
  painter.paint(palette.myocardium - 4)
  for (const part of [AORTA_UP, AORTA_ARCH, AORTA_DOWN, ...ARCH_BRANCHES]) painter.tube(part)
  painter.paint(palette.leftBlood)
  paintPlaques(painter)
}

/** Calcified plaques of a smoker's aorta and coronary artery. */
function paintPlaques(painter: SlicePainter): void {
  const near = (z: number, reach: number) => Math.abs(painter.z - z) < reach
  if (near(56, 5)) painter.ellipse(20, 28, 4.5, 1.3, 0.9).paint(480)
  if (near(-60, 6)) painter.ellipse(33, 44, 1.4, 4, 0.4).paint(520)
  if (near(-20, 5)) painter.ellipse(29, -45, 2.6, 1.3, -0.8).paint(430)
}

/** Gullet, windpipe and main bronchi with their walls. */
export function paintAirways(painter: SlicePainter): void {
  painter.tube(GULLET).paint(36)
  if (painter.z > 20) painter.ellipse(7, 25, 2.4, 1.2).paint(-560)
  const wall = (points: readonly TubePoint[]) => points.map((point) => ({ ...point, r: point.r + 1.5 }))
  painter.tube(wall(TRACHEA))
  for (const bronchus of BRONCHI) painter.tube(wall(bronchus))
  painter.paint(28)
  painter.tube(TRACHEA)
  for (const bronchus of BRONCHI) painter.tube(bronchus)
  painter.paint(-985)
}
