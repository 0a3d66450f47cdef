// Whether the pixels of an image may name the patient: texts that a device burned in are part of the picture and no mask of words reaches them (T12). Pure.
// Better one picture covered too many than one name on the wall.
import type { ImagingInstance } from '../imagingStudy.ts'

/** `stated`: the file says so. `possible`: it says nothing, and pictures of its kind usually carry texts. */
export type NamedPixels = 'none' | 'possible' | 'stated'

/** Modalities whose pictures come with texts or faces in them unless the file says otherwise. */
const WITH_TEXTS: readonly string[] = ['US', 'IVUS', 'BDUS', 'OT', 'SC', 'XC', 'ES', 'GM', 'DMS', 'DOC', 'SD']
/** SOP classes of ultrasound (old and multi-frame), secondary capture and visible light, by the beginning of their UIDs (PS3.4 B.5). */
const CLASSES = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.(3(\.1)?|6(\.[12])?|7(\.[1-4])?|77\.1\.[14](\.1)?)$/

/** @param modality DICOM Modality of the series */
export function namedPixels({ BurnedInAnnotation, SOPClassUID, ImageType }: Pick<ImagingInstance, 'BurnedInAnnotation' | 'SOPClassUID' | 'ImageType'>, modality: string): NamedPixels {
  const said = BurnedInAnnotation?.trim().toUpperCase()
  if (said === 'YES') return 'stated'
  if (said === 'NO') return 'none'
  // Screen saves, and the label and overview of a scanned slide.
  const hasLabel = ImageType.some((value) => /SCREEN|CAPTURE|^LABEL$|^OVERVIEW$/i.test(value))
  return hasLabel || WITH_TEXTS.includes(modality) || CLASSES.test(SOPClassUID) ? 'possible' : 'none'
}

/** Of a whole stack: the presenter decides once for all of its slices. */
export function namedPixelsOf(instances: readonly Pick<ImagingInstance, 'BurnedInAnnotation' | 'SOPClassUID' | 'ImageType'>[], modality: string): NamedPixels {
  const found = instances.map((instance) => namedPixels(instance, modality))
  return found.includes('stated') ? 'stated' : found.includes('possible') ? 'possible' : 'none'
}
