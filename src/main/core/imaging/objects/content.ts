// Building blocks of DICOM structured content: codes, items and the identifiers of new objects. Knows no template and no storage.
import type { Dataset } from '../dicom/part10.ts'

/** [value, scheme, meaning] */
export type Code = readonly [value: string, scheme: string, meaning: string]

export const codeOf = ([CodeValue, CodingSchemeDesignator, CodeMeaning]: Code): Dataset => ({ CodeValue, CodingSchemeDesignator, CodeMeaning })

const item = (RelationshipType: string, ValueType: string, name: Code | null, more: Dataset): Dataset => ({
  RelationshipType,
  ValueType,
  ...(name ? { ConceptNameCodeSequence: [codeOf(name)] } : {}),
  ...more,
})

export const container = (relationship: string, name: Code, content: readonly Dataset[]): Dataset =>
  item(relationship, 'CONTAINER', name, { ContinuityOfContent: 'SEPARATE', ContentSequence: content })
export const codeItem = (relationship: string, name: Code, value: Code): Dataset => item(relationship, 'CODE', name, { ConceptCodeSequence: [codeOf(value)] })
export const textItem = (relationship: string, name: Code, text: string): Dataset => item(relationship, 'TEXT', name, { TextValue: text })
export const uidItem = (relationship: string, name: Code, uid: string): Dataset => item(relationship, 'UIDREF', name, { UID: uid })
export const personItem = (relationship: string, name: Code, person: string): Dataset => item(relationship, 'PNAME', name, { PersonName: person })

export interface ImageReference {
  SOPClassUID: string
  SOPInstanceUID: string
  /** null for single-frame objects. */
  frame: number | null
}

export const imageItem = (relationship: string, image: ImageReference): Dataset =>
  item(relationship, 'IMAGE', null, {
    ReferencedSOPSequence: [
      { ReferencedSOPClassUID: image.SOPClassUID, ReferencedSOPInstanceUID: image.SOPInstanceUID, ...(image.frame === null ? {} : { ReferencedFrameNumber: image.frame }) },
    ],
  })

/** @param points [column, row], centre of the first pixel = [0, 0]; DICOM counts from the corner of the first pixel */
export function numberItem(name: Code, value: string, unit: Code, points: readonly (readonly [number, number])[], image: ImageReference): Dataset {
  return item('CONTAINS', 'NUM', name, {
    MeasuredValueSequence: [{ NumericValue: value, MeasurementUnitsCodeSequence: [codeOf(unit)] }],
    ContentSequence: [
      item('INFERRED FROM', 'SCOORD', null, {
        GraphicType: 'POLYLINE',
        GraphicData: points.flatMap(([column, row]) => [column + 0.5, row + 0.5]),
        ContentSequence: [imageItem('SELECTED FROM', image)],
      }),
    ],
  })
}

/** @param points patient mm in this frame of reference */
export function spatialNumberItem(name: Code, value: string, unit: Code, points: readonly (readonly [number, number, number])[], FrameOfReferenceUID: string, GraphicType: 'POLYLINE' | 'POLYGON' = 'POLYLINE'): Dataset {
  return item('CONTAINS', 'NUM', name, {
    MeasuredValueSequence: [{ NumericValue: value, MeasurementUnitsCodeSequence: [codeOf(unit)] }],
    ContentSequence: [item('INFERRED FROM', 'SCOORD3D', null, { GraphicType, GraphicData: points.flat(), ReferencedFrameOfReferenceUID: FrameOfReferenceUID })],
  })
}

/** A UUID as a UID under 2.25 (PS3.5 B.2). */
export function uidOfUuid(uuid: string): string {
  return `2.25.${BigInt(`0x${uuid.replaceAll('-', '')}`)}`
}
