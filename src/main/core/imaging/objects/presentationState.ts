// A key image as others see it: grey scale presentation state with its window, polarity and everything drawn on the image.
import type { KeyImage, Measurement, SavedView } from '#shared/domain/annotation.ts'
import { imagePlane } from '#shared/domain/imagePlane.ts'
import { spatialTransformation, storedPlace } from '#shared/domain/pictureTurn.ts'
import { isRoi, linesOfShape } from '#shared/domain/roi.ts'
import type { Dataset } from '../dicom/part10.ts'
import { headOf, type ImageFacts, type ObjectSource, referenceOf } from './writeObjects.ts'

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
        ...displayedArea(image, view),
        PresentationSizeMode: 'SCALE TO FIT',
        ...(image.PixelSpacing ? { PresentationPixelSpacing: [...image.PixelSpacing] } : { PresentationPixelAspectRatio: [1, 1] }),
      },
    ],
    ...(view ? { SoftcopyVOILUTSequence: [{ ReferencedImageSequence, WindowCenter: view.windowCenter, WindowWidth: view.windowWidth }] } : {}),
    ...(view?.turn ? spatialTransformation(view.turn) : {}),
    PresentationLUTShape: view?.invert ? 'INVERSE' : 'IDENTITY',
    ...annotations(drawn, ReferencedImageSequence),
  }
}

/** What the saved view shows, in whole pixels of the image counted from 1 (programs read corners outside of it differently). Without a zoom free of the screen's size: the whole image. */
function displayedArea(image: ImageFacts, view: SavedView | null): Dataset {
  const { Columns, Rows, PixelSpacing, ImagePositionPatient = null, ImageOrientationPatient = null } = image
  const plane = view?.centre ? imagePlane({ PixelSpacing, ImagePositionPatient, ImageOrientationPatient }) : null
  const share = view?.fit && view.fit > 1 ? 1 / view.fit : 1
  const centre = share < 1 && plane && view?.centre ? plane.toPixel(view.centre) : ([(Columns - 1) / 2, (Rows - 1) / 2] as const)
  const edges = ([Columns, Rows] as const).map((size, n) => {
    const [at, half] = [centre[n] ?? 0, (size * share) / 2]
    const first = Math.min(size, Math.max(1, Math.ceil(at - half) + 1))
    return [first, Math.min(size, Math.max(first, Math.floor(at + half) + 1))] as const
  })
  // The corners are named by where they come to lie, and counted on the image as it is stored (PS3.3 C.10.4).
  const corner = (seen: readonly [number, number]) => {
    const stored = view?.turn ? storedPlace(view.turn, seen) : seen
    return edges.map((edge, n) => edge[stored[n] === 1 ? 1 : 0])
  }
  return { DisplayedAreaTopLeftHandCorner: corner([0, 0]), DisplayedAreaBottomRightHandCorner: corner([1, 1]) }
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
