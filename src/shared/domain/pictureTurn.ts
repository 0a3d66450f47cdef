// How a picture is turned for its reader: flips first, then the rotation. Places are shares of the picture, [across, down], 0 to 1. Pure.
export interface PictureTurn {
  /** Clockwise degrees. */
  rotation: 0 | 90 | 180 | 270
  flipHorizontal: boolean
  flipVertical: boolean
}

type Place = readonly [across: number, down: number]

/** From the picture as it is stored to the picture as it is seen. */
export function turnedPlace({ rotation, flipHorizontal, flipVertical }: PictureTurn, [across, down]: Place): [number, number] {
  const p = flipHorizontal ? 1 - across : across
  const q = flipVertical ? 1 - down : down
  return ({ 0: [p, q], 90: [1 - q, p], 180: [1 - p, 1 - q], 270: [q, 1 - p] } as const)[rotation] as [number, number]
}

/** From the picture as it is seen back to the picture as it is stored. */
export function storedPlace({ rotation, flipHorizontal, flipVertical }: PictureTurn, [across, down]: Place): [number, number] {
  const [p, q] = ({ 0: [across, down], 90: [down, 1 - across], 180: [1 - across, 1 - down], 270: [1 - down, across] } as const)[rotation]
  return [flipHorizontal ? 1 - p : p, flipVertical ? 1 - q : q]
}

export function isTurned({ rotation, flipHorizontal, flipVertical }: PictureTurn): boolean {
  return rotation !== 0 || flipHorizontal || flipVertical
}

/** The same in DICOM's order: rotation first, then one flip left and right. @source PS3.3 C.10.6 */
export function spatialTransformation({ rotation, flipHorizontal, flipVertical }: PictureTurn): { ImageRotation: number; ImageHorizontalFlip: 'Y' | 'N' } {
  // A flip up and down is a half turn and a flip left and right; a flip carried past a rotation reverses it.
  const degrees = rotation + (flipVertical ? 180 : 0)
  const flips = flipHorizontal !== flipVertical
  return { ImageRotation: (flips ? 720 - degrees : degrees) % 360, ImageHorizontalFlip: flips ? 'Y' : 'N' }
}
