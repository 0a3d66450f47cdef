// Attributes of the generated slices, as the index would give them.
import type { ImagingInstance } from '../../../src/shared/domain/imagingStudy.ts'
import { VOLUME } from './volume.ts'

export interface Variant {
  /** Part of every UID: tells studies apart. */
  study: number
  noWindow?: boolean
  noSpacing?: boolean
  noOrientation?: boolean
  lossy?: boolean
}

export function generatedInstance(n: number, { study, noWindow, noSpacing, noOrientation, lossy }: Variant): ImagingInstance {
  const { rows, columns, spacing, step } = VOLUME
  return {
    SOPInstanceUID: `1.2.${study}.3.${n}`,
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.2',
    InstanceNumber: n + 1,
    TransferSyntaxUID: '1.2.840.10008.1.2.1',
    Rows: rows,
    Columns: columns,
    NumberOfFrames: 1,
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    PlanarConfiguration: null,
    BitsAllocated: 16,
    BitsStored: 16,
    HighBit: 15,
    PixelRepresentation: 1,
    RescaleSlope: 1,
    RescaleIntercept: 0,
    RescaleType: 'HU',
    WindowCenter: noWindow ? [0] : [40],
    WindowWidth: noWindow ? [0] : [400],
    WindowCenterWidthExplanation: [],
    VOILUTFunction: null,
    PixelPaddingValue: -2000,
    PixelSpacing: noSpacing ? null : [spacing, spacing],
    ImagerPixelSpacing: null,
    EstimatedRadiographicMagnificationFactor: null,
    PixelSpacingCalibrationType: null,
    ImagePositionPatient: [-192, -192, -150 + n * step],
    ImageOrientationPatient: noOrientation ? null : [1, 0, 0, 0, 1, 0],
    FrameOfReferenceUID: `1.2.${study}.9`,
    SliceThickness: step,
    frameTimeMs: null,
    LossyImageCompression: lossy ? '01' : null,
    LossyImageCompressionRatio: lossy ? 12 : null,
    Laterality: null,
    ImageType: [],
    AcquisitionTime: null,
    suv: null,
  }
}
