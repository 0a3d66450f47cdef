// Which decoder a transfer syntax needs. Names from DICOM PS3.6 annex A.

export type PixelCoding = 'native' | 'nativeBigEndian' | 'rle' | 'jpeg' | 'jpegLossless' | 'jpegLs' | 'jpeg2000' | 'htj2k'

const CODINGS: Readonly<Record<string, PixelCoding>> = {
  '1.2.840.10008.1.2': 'native',
  '1.2.840.10008.1.2.1': 'native',
  // The data set is deflated as a whole; once it is inflated, the pixels are native.
  '1.2.840.10008.1.2.1.99': 'native',
  '1.2.840.10008.1.2.2': 'nativeBigEndian',
  '1.2.840.10008.1.2.5': 'rle',
  '1.2.840.10008.1.2.4.50': 'jpeg',
  '1.2.840.10008.1.2.4.51': 'jpeg',
  '1.2.840.10008.1.2.4.53': 'jpeg',
  '1.2.840.10008.1.2.4.55': 'jpeg',
  '1.2.840.10008.1.2.4.57': 'jpegLossless',
  '1.2.840.10008.1.2.4.70': 'jpegLossless',
  '1.2.840.10008.1.2.4.80': 'jpegLs',
  '1.2.840.10008.1.2.4.81': 'jpegLs',
  '1.2.840.10008.1.2.4.90': 'jpeg2000',
  '1.2.840.10008.1.2.4.91': 'jpeg2000',
  '1.2.840.10008.1.2.4.201': 'htj2k',
  '1.2.840.10008.1.2.4.202': 'htj2k',
  '1.2.840.10008.1.2.4.203': 'htj2k',
}

/** @returns undefined for a transfer syntax whose pixels cannot be decoded here (video, unknown) */
export function pixelCoding(TransferSyntaxUID: string): PixelCoding | undefined {
  return CODINGS[TransferSyntaxUID]
}

/** What cannot be decoded is refused by its name. Names from DICOM PS3.6 annex A. */
const NAMES: readonly (readonly [start: string, name: string])[] = [
  ['1.2.840.10008.1.2.4.100', 'MPEG-2 video'],
  ['1.2.840.10008.1.2.4.101', 'MPEG-2 video'],
  ['1.2.840.10008.1.2.4.102', 'MPEG-4 AVC/H.264 video'],
  ['1.2.840.10008.1.2.4.103', 'MPEG-4 AVC/H.264 video'],
  ['1.2.840.10008.1.2.4.104', 'MPEG-4 AVC/H.264 video'],
  ['1.2.840.10008.1.2.4.105', 'MPEG-4 AVC/H.264 video'],
  ['1.2.840.10008.1.2.4.106', 'MPEG-4 AVC/H.264 video'],
  ['1.2.840.10008.1.2.4.107', 'HEVC/H.265 video'],
  ['1.2.840.10008.1.2.4.108', 'HEVC/H.265 video'],
  ['1.2.840.10008.1.2.4.110', 'JPEG XL'],
  ['1.2.840.10008.1.2.4.111', 'JPEG XL'],
  ['1.2.840.10008.1.2.4.112', 'JPEG XL'],
  ['1.2.840.10008.1.2.4.92', 'JPEG 2000 part 2'],
  ['1.2.840.10008.1.2.4.93', 'JPEG 2000 part 2'],
  ['1.2.840.10008.1.2.4.94', 'JPIP'],
  ['1.2.840.10008.1.2.4.95', 'JPIP'],
]

/** Name of a transfer syntax without a decoder here; its UID when it has none. */
export function undecodedName(TransferSyntaxUID: string): string {
  return NAMES.find(([uid]) => TransferSyntaxUID === uid || TransferSyntaxUID.startsWith(`${uid}.`))?.[1] ?? TransferSyntaxUID
}
