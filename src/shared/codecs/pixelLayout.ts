// How pixels are laid out according to the header (DICOM keywords verbatim). Knows no file.

export interface PixelLayout {
  TransferSyntaxUID: string
  Rows: number
  Columns: number
  SamplesPerPixel: number
  PhotometricInterpretation: string
  PlanarConfiguration: number | null
  BitsAllocated: number
  BitsStored: number
  HighBit: number
  PixelRepresentation: number
  /** Float or Double Float Pixel Data: 32 or 64 bit IEEE values; absent for whole numbers. */
  float?: boolean
  palette?: Palette | null | undefined
}

/** Palette Color Lookup Tables, descriptors applied: entry 0 is for the stored value `first`; 8 or 16 bit entries. */
export interface Palette {
  first: number
  bits: 8 | 16
  red: readonly number[]
  green: readonly number[]
  blue: readonly number[]
}

/** Native pixel bytes of one frame as the standard stores them uncompressed: little endian, colour as in the data. */
export interface NativeFrame {
  bytes: Uint8Array
  PhotometricInterpretation: string
  PlanarConfiguration: number
}

/** Bytes of one native frame. @source PS3.5 8.1.1; YBR_FULL_422 stores two samples per pixel on average (PS3.3 C.7.6.3.1.2) */
export function nativeFrameBytes(layout: PixelLayout): number {
  const pixels = layout.Rows * layout.Columns
  if (layout.BitsAllocated === 1) return Math.ceil((pixels * layout.SamplesPerPixel) / 8)
  const samples = layout.PhotometricInterpretation === 'YBR_FULL_422' ? 2 : layout.SamplesPerPixel
  return (pixels * samples * layout.BitsAllocated) / 8
}
