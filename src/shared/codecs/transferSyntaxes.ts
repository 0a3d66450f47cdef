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
