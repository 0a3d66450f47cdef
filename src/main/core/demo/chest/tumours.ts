// The lung patient's three lesions in May and in October: known millimetres, so that a measurement can be checked.
import type { Lesion } from './lesions.ts'

interface Pair {
  readonly may: Lesion
  readonly october: Lesion
}

const HILAR = { id: 'T1', x: -63, y: 2, z: 2.5, turn: 1.12, roughness: 0.3, isSpiculated: true }
const NODE_4R = { id: 'T2', x: -22.5, y: 3, z: 50, turn: 1.72, roughness: 0.06, isSpiculated: false }
const NODULE = { id: 'NT1', x: 78, y: -22, z: 52.5, turn: 0.35, roughness: 0.1, isSpiculated: false }

/** The primary by the right hilum: 46 mm, after three cycles 38 mm. */
export const RIGHT_HILAR_MASS: Pair = {
  may: { ...HILAR, longMm: 46, shortMm: 31, tallMm: 42 },
  october: { ...HILAR, longMm: 38, shortMm: 29, tallMm: 35 },
}

/** Right lower paratracheal node: short axis 17 mm, then 12 mm. */
export const NODE_RIGHT_PARATRACHEAL: Pair = {
  may: { ...NODE_4R, longMm: 24, shortMm: 17, tallMm: 22 },
  october: { ...NODE_4R, longMm: 18, shortMm: 12, tallMm: 17 },
}

/** Left upper lobe nodule that grows while the rest shrinks: 6 mm, then 9 mm. */
export const LEFT_UPPER_NODULE: Pair = {
  may: { ...NODULE, longMm: 6, shortMm: 5, tallMm: 7 },
  october: { ...NODULE, longMm: 9, shortMm: 8, tallMm: 10 },
}
