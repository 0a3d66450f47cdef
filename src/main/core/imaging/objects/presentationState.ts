// A key image as others see it: grey scale presentation state with its window, polarity and everything drawn on the image.
import type { KeyImage, Measurement } from '#shared/domain/annotation.ts'
import { isRoi, linesOfShape } from '#shared/domain/roi.ts'
import type { Dataset } from '../dicom/part10.ts'
import { headOf, type ObjectSource, referenceOf } from './writeObjects.ts'

const GRAYSCALE_SOFTCOPY = '1.2.840.10008.5.1.4.1.1.11.1'
const LAYER = 'READING'

/**
 * @param drawn measurements on the key image's frame
 * @returns null when the image is not in the study
 */
export function presentationState(source: ObjectSource, keyImage: KeyImage, drawn: readonly Measurement[]): Dataset | null {
  const image = source.imageOf(keyImage.anchor.SOPInstanceUID)
  const reference = referenceOf(source, keyImage)
  if (!image || !reference) return null
  const { view } = keyImage.anchor
  const ReferencedImageSequence: Dataset[] = [
    { ReferencedSOPClassUID: reference.SOPClassUID, ReferencedSOPInstanceUID: reference.SOPInstanceUID, ...(reference.frame === null ? {} : { ReferencedFrameNumber: reference.frame }) },
  ]
  return {
    ...headOf(source, GRAYSCALE_SOFTCOPY, 'PR', 9003),
    ContentDate: undefined,
    ContentTime: undefined,
    // Type 2C: the side is the image's own, not known of a view.
    Laterality: '',
    ContentLabel: 'KEY IMAGE',
    ContentDescription: keyImage.label.slice(0, 64),
    PresentationCreationDate: source.date,
    PresentationCreationTime: source.time,
    ContentCreatorName: source.author,
    ReferencedSeriesSequence: [{ SeriesInstanceUID: image.SeriesInstanceUID, ReferencedImageSequence }],
    DisplayedAreaSelectionSequence: [
      {
        ReferencedImageSequence,
        DisplayedAreaTopLeftHandCorner: [1, 1],
        DisplayedAreaBottomRightHandCorner: [image.Columns, image.Rows],
        PresentationSizeMode: 'SCALE TO FIT',
        ...(image.PixelSpacing ? { PresentationPixelSpacing: [...image.PixelSpacing] } : { PresentationPixelAspectRatio: [1, 1] }),
      },
    ],
    ...(view ? { SoftcopyVOILUTSequence: [{ ReferencedImageSequence, WindowCenter: view.windowCenter, WindowWidth: view.windowWidth }] } : {}),
    PresentationLUTShape: view?.invert ? 'INVERSE' : 'IDENTITY',
    ...annotations(drawn, ReferencedImageSequence),
  }
}

function annotations(drawn: readonly Measurement[], ReferencedImageSequence: readonly Dataset[]): Dataset {
  const lines = drawn.flatMap(({ shape }) => linesOfShape(shape.type, shape.points.pixels).map(({ points }) => points))
  if (drawn.length === 0) return {}
  return {
    GraphicLayerSequence: [{ GraphicLayer: LAYER, GraphicLayerOrder: 1 }],
    GraphicAnnotationSequence: [
      {
        ReferencedImageSequence,
        GraphicLayer: LAYER,
        TextObjectSequence: drawn.map(textOf),
        ...(lines.length > 0 ? { GraphicObjectSequence: lines.map(graphicOf) } : {}),
      },
    ],
  }
}

type Line = readonly (readonly [number, number])[]

function graphicOf(line: Line): Dataset {
  return {
    GraphicAnnotationUnits: 'PIXEL',
    GraphicDimensions: 2,
    NumberOfGraphicPoints: line.length,
    // Ours count from the centre of the first pixel, DICOM from its corner, beginning with 0.
    GraphicData: line.flatMap(([column, row]) => [column + 0.5, row + 0.5]),
    GraphicType: 'POLYLINE',
    GraphicFilled: 'N',
  }
}

function textOf({ label, values, spacingSource, shape }: Measurement): Dataset {
  const [column, row] = shape.points.pixels[0] ?? [0, 0]
  const unit = shape.type === 'angle' || shape.type === 'cobb' ? 'deg' : `${spacingSource === 'none' ? 'px' : 'mm'}${isRoi(shape.type) ? '2' : ''}`
  return {
    UnformattedTextValue: [label, values.length > 0 ? `${values.join(' x ')} ${unit}` : ''].filter(Boolean).join(' ') || '-',
    AnchorPointAnnotationUnits: 'PIXEL',
    AnchorPoint: [column + 0.5, row + 0.5],
    AnchorPointVisibility: 'N',
  }
}
