// Which DICOM objects a viewer can show as pictures, and which are kept beside them. By SOP class and modality.

/** Modalities of objects that accompany images: kept, listed, not shown as a stack. */
const ACCOMPANYING = new Set([
  'SR', 'KO', 'PR', 'SEG', 'RTSTRUCT', 'RTPLAN', 'RTRECORD', 'RTIMAGE', 'REG', 'FID', 'RWV', 'DOC', 'ECG', 'HD', 'EPS', 'AU', 'PLAN', 'M3D', 'TEXTUREMAP', 'SMR', 'ASMT', 'STAIN',
])

export const DIRECTORY_CLASS = '1.2.840.10008.1.3.10'
const ENCAPSULATED: Readonly<Record<string, string>> = {
  '1.2.840.10008.5.1.4.1.1.104.1': 'application/pdf',
  '1.2.840.10008.5.1.4.1.1.104.2': 'text/xml',
}

export function isDisplayable(Modality: string, hasPixelData: boolean): boolean {
  return hasPixelData && !ACCOMPANYING.has(Modality)
}

/** Media type of the document inside an encapsulated-document object; undefined for other classes. */
export function encapsulatedType(SOPClassUID: string): string | undefined {
  return ENCAPSULATED[SOPClassUID]
}
