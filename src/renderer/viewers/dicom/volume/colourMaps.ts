// Colour scales of fused and PET pictures. Ember is our own (look note §3), lightness rising; the others follow the well-known palettes of DICOM by their stops.
// Pure: 256 colours each, index 0 = lowest value.

export const COLOUR_MAPS = ['ember', 'hotIron', 'hotMetalBlue', 'pet', 'grey'] as const
export type ColourMapName = (typeof COLOUR_MAPS)[number]

type Stop = readonly [at: number, red: number, green: number, blue: number]

/** Straight between stops. @source look note §3 (ember); DICOM PS3.6 annex B (the palettes' turning points) */
const STOPS: Readonly<Record<ColourMapName, readonly Stop[]>> = {
  ember: [[0, 0, 0, 0], [0.2, 0x26, 0x0c, 0x40], [0.4, 0x70, 0x18, 0x5c], [0.6, 0xc4, 0x34, 0x48], [0.8, 0xf6, 0x84, 0x26], [1, 0xff, 0xec, 0xaa]],
  hotIron: [[0, 0, 0, 0], [0.5, 255, 0, 0], [0.75, 255, 128, 0], [1, 255, 255, 255]],
  hotMetalBlue: [[0, 0, 0, 0], [0.25, 0, 0, 110], [0.5, 170, 40, 90], [0.75, 255, 150, 0], [1, 255, 255, 255]],
  pet: [[0, 0, 0, 0], [0.25, 0, 128, 125], [0.5, 128, 0, 255], [0.75, 255, 128, 0], [1, 255, 255, 255]],
  grey: [[0, 0, 0, 0], [1, 255, 255, 255]],
}

/** RGB bytes, 256 x 3. */
export function colourTable(name: ColourMapName): Uint8Array {
  const stops = STOPS[name]
  const table = new Uint8Array(256 * 3)
  for (let n = 0; n < 256; n++) {
    const at = n / 255
    const upper = stops.findIndex(([stop]) => stop >= at)
    const high = stops[Math.max(0, upper)] as Stop
    const low = stops[Math.max(0, upper - 1)] as Stop
    const share = high[0] === low[0] ? 0 : (at - low[0]) / (high[0] - low[0])
    for (const c of [1, 2, 3] as const) table[n * 3 + c - 1] = Math.round(low[c] + (high[c] - low[c]) * share)
  }
  return table
}
