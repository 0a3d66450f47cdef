// Tags and value representations of the attributes that are written: images of the demo clinic, reports of measurements, key objects. Keywords verbatim from DICOM PS3.6.

type Entry = readonly [tag: number, vr: string]

const IDENTITY = {
  SpecificCharacterSet: [0x00080005, 'CS'], ImageType: [0x00080008, 'CS'], SOPClassUID: [0x00080016, 'UI'],
  SOPInstanceUID: [0x00080018, 'UI'], StudyDate: [0x00080020, 'DA'], SeriesDate: [0x00080021, 'DA'],
  AcquisitionDate: [0x00080022, 'DA'], ContentDate: [0x00080023, 'DA'], StudyTime: [0x00080030, 'TM'],
  SeriesTime: [0x00080031, 'TM'], AcquisitionTime: [0x00080032, 'TM'], ContentTime: [0x00080033, 'TM'],
  AccessionNumber: [0x00080050, 'SH'], Modality: [0x00080060, 'CS'], Manufacturer: [0x00080070, 'LO'],
  InstitutionName: [0x00080080, 'LO'], ReferringPhysicianName: [0x00080090, 'PN'], CodeValue: [0x00080100, 'SH'],
  CodingSchemeDesignator: [0x00080102, 'SH'], CodeMeaning: [0x00080104, 'LO'], StationName: [0x00081010, 'SH'],
  StudyDescription: [0x00081030, 'LO'], SeriesDescription: [0x0008103e, 'LO'], ManufacturerModelName: [0x00081090, 'LO'],
  PatientName: [0x00100010, 'PN'], PatientID: [0x00100020, 'LO'], IssuerOfPatientID: [0x00100021, 'LO'],
  PatientBirthDate: [0x00100030, 'DA'], PatientSex: [0x00100040, 'CS'], PatientAge: [0x00101010, 'AS'],
  PatientSize: [0x00101020, 'DS'], PatientWeight: [0x00101030, 'DS'], PatientIdentityRemoved: [0x00120062, 'CS'],
  DeidentificationMethod: [0x00120063, 'LO'], StudyInstanceUID: [0x0020000d, 'UI'], SeriesInstanceUID: [0x0020000e, 'UI'],
  StudyID: [0x00200010, 'SH'], SeriesNumber: [0x00200011, 'IS'], AcquisitionNumber: [0x00200012, 'IS'],
  InstanceNumber: [0x00200013, 'IS'], PatientOrientation: [0x00200020, 'CS'], Laterality: [0x00200060, 'CS'],
} as const satisfies Record<string, Entry>

const ACQUISITION = {
  ContrastBolusAgent: [0x00180010, 'LO'], BodyPartExamined: [0x00180015, 'CS'], ScanningSequence: [0x00180020, 'CS'],
  SequenceVariant: [0x00180021, 'CS'], ScanOptions: [0x00180022, 'CS'], MRAcquisitionType: [0x00180023, 'CS'],
  SequenceName: [0x00180024, 'SH'], SliceThickness: [0x00180050, 'DS'], KVP: [0x00180060, 'DS'],
  CountsAccumulated: [0x00180070, 'IS'], RepetitionTime: [0x00180080, 'DS'], EchoTime: [0x00180081, 'DS'],
  InversionTime: [0x00180082, 'DS'], NumberOfAverages: [0x00180083, 'DS'], ImagingFrequency: [0x00180084, 'DS'],
  EchoNumbers: [0x00180086, 'IS'], MagneticFieldStrength: [0x00180087, 'DS'], SpacingBetweenSlices: [0x00180088, 'DS'],
  EchoTrainLength: [0x00180091, 'IS'], ProtocolName: [0x00181030, 'LO'], SoftwareVersions: [0x00181020, 'LO'],
  Radiopharmaceutical: [0x00180031, 'LO'], RadiopharmaceuticalVolume: [0x00181071, 'DS'],
  RadiopharmaceuticalStartTime: [0x00181072, 'TM'], RadionuclideTotalDose: [0x00181074, 'DS'],
  RadionuclideHalfLife: [0x00181075, 'DS'], RadionuclidePositronFraction: [0x00181076, 'DS'],
  RadiopharmaceuticalStartDateTime: [0x00181078, 'DT'], ReconstructionDiameter: [0x00181100, 'DS'],
  DistanceSourceToDetector: [0x00181110, 'DS'], DistanceSourceToPatient: [0x00181111, 'DS'],
  GantryDetectorTilt: [0x00181120, 'DS'], TableHeight: [0x00181130, 'DS'], RotationDirection: [0x00181140, 'CS'],
  ScanArc: [0x00181143, 'DS'], AngularStep: [0x00181144, 'DS'], RadialPosition: [0x00181142, 'DS'],
  ExposureTime: [0x00181150, 'IS'], XRayTubeCurrent: [0x00181151, 'IS'], RadiationSetting: [0x00181155, 'CS'],
  ImagerPixelSpacing: [0x00181164, 'DS'], IntensifierSize: [0x00181162, 'DS'], CollimatorType: [0x00181181, 'CS'],
  ConvolutionKernel: [0x00181210, 'SH'], ReceiveCoilName: [0x00181250, 'SH'], FlipAngle: [0x00181314, 'DS'],
  PatientPosition: [0x00185100, 'CS'], PositionerMotion: [0x00181500, 'CS'], PositionerPrimaryAngle: [0x00181510, 'DS'],
  PositionerSecondaryAngle: [0x00181511, 'DS'], FrameTime: [0x00181063, 'DS'], CineRate: [0x00180040, 'IS'],
  RecommendedDisplayFrameRate: [0x00082144, 'IS'], ActualFrameDuration: [0x00181242, 'IS'], DiffusionBValue: [0x00189087, 'FD'],
} as const satisfies Record<string, Entry>

const IMAGE = {
  ImagePositionPatient: [0x00200032, 'DS'], ImageOrientationPatient: [0x00200037, 'DS'], FrameOfReferenceUID: [0x00200052, 'UI'],
  PositionReferenceIndicator: [0x00201040, 'LO'], SliceLocation: [0x00201041, 'DS'], SamplesPerPixel: [0x00280002, 'US'],
  PhotometricInterpretation: [0x00280004, 'CS'], NumberOfFrames: [0x00280008, 'IS'], FrameIncrementPointer: [0x00280009, 'AT'],
  Rows: [0x00280010, 'US'], Columns: [0x00280011, 'US'], PixelSpacing: [0x00280030, 'DS'], CorrectedImage: [0x00280051, 'CS'],
  BitsAllocated: [0x00280100, 'US'], BitsStored: [0x00280101, 'US'], HighBit: [0x00280102, 'US'],
  PixelRepresentation: [0x00280103, 'US'], PixelPaddingValue: [0x00280120, 'US'], BurnedInAnnotation: [0x00280301, 'CS'],
  PixelIntensityRelationship: [0x00281040, 'CS'], WindowCenter: [0x00281050, 'DS'], WindowWidth: [0x00281051, 'DS'],
  RescaleIntercept: [0x00281052, 'DS'], RescaleSlope: [0x00281053, 'DS'], RescaleType: [0x00281054, 'LO'],
  WindowCenterWidthExplanation: [0x00281055, 'LO'], LossyImageCompression: [0x00282110, 'CS'], PixelData: [0x7fe00010, 'OW'],
} as const satisfies Record<string, Entry>

const NUCLEAR = {
  EnergyWindowInformationSequence: [0x00540012, 'SQ'], EnergyWindowVector: [0x00540010, 'US'],
  NumberOfEnergyWindows: [0x00540011, 'US'], EnergyWindowRangeSequence: [0x00540013, 'SQ'],
  EnergyWindowLowerLimit: [0x00540014, 'DS'], EnergyWindowUpperLimit: [0x00540015, 'DS'], EnergyWindowName: [0x00540018, 'SH'],
  RadiopharmaceuticalInformationSequence: [0x00540016, 'SQ'], DetectorVector: [0x00540020, 'US'],
  NumberOfDetectors: [0x00540021, 'US'], DetectorInformationSequence: [0x00540022, 'SQ'], RotationVector: [0x00540050, 'US'],
  NumberOfRotations: [0x00540051, 'US'], RotationInformationSequence: [0x00540052, 'SQ'],
  NumberOfFramesInRotation: [0x00540053, 'US'], RRIntervalVector: [0x00540060, 'US'], TimeSlotVector: [0x00540070, 'US'],
  SliceVector: [0x00540080, 'US'], NumberOfSlices: [0x00540081, 'US'], AngularViewVector: [0x00540090, 'US'],
  StartAngle: [0x00540200, 'DS'], RadionuclideCodeSequence: [0x00540300, 'SQ'], RadiopharmaceuticalCodeSequence: [0x00540304, 'SQ'],
  PatientOrientationCodeSequence: [0x00540410, 'SQ'], PatientOrientationModifierCodeSequence: [0x00540412, 'SQ'],
  PatientGantryRelationshipCodeSequence: [0x00540414, 'SQ'], SeriesType: [0x00541000, 'CS'], Units: [0x00541001, 'CS'],
  CountsSource: [0x00541002, 'CS'], RandomsCorrectionMethod: [0x00541100, 'CS'], AttenuationCorrectionMethod: [0x00541101, 'LO'],
  DecayCorrection: [0x00541102, 'CS'], ReconstructionMethod: [0x00541103, 'LO'], ScatterCorrectionMethod: [0x00541105, 'LO'],
  FrameReferenceTime: [0x00541300, 'DS'], DecayFactor: [0x00541321, 'DS'], ImageIndex: [0x00541330, 'US'],
} as const satisfies Record<string, Entry>

const DIRECTORY = {
  FileSetID: [0x00041130, 'CS'], OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity: [0x00041200, 'UL'],
  OffsetOfTheLastDirectoryRecordOfTheRootDirectoryEntity: [0x00041202, 'UL'], FileSetConsistencyFlag: [0x00041212, 'US'],
  DirectoryRecordSequence: [0x00041220, 'SQ'], OffsetOfTheNextDirectoryRecord: [0x00041400, 'UL'],
  RecordInUseFlag: [0x00041410, 'US'], OffsetOfReferencedLowerLevelDirectoryEntity: [0x00041420, 'UL'],
  DirectoryRecordType: [0x00041430, 'CS'], ReferencedFileID: [0x00041500, 'CS'],
  ReferencedSOPClassUIDInFile: [0x00041510, 'UI'], ReferencedSOPInstanceUIDInFile: [0x00041511, 'UI'],
  ReferencedTransferSyntaxUIDInFile: [0x00041512, 'UI'],
} as const satisfies Record<string, Entry>

const PRESENTATION = {
  ReferencedImageSequence: [0x00081140, 'SQ'], SoftcopyVOILUTSequence: [0x00283110, 'SQ'], GraphicAnnotationSequence: [0x00700001, 'SQ'],
  GraphicLayer: [0x00700002, 'CS'], AnchorPointAnnotationUnits: [0x00700004, 'CS'], GraphicAnnotationUnits: [0x00700005, 'CS'],
  UnformattedTextValue: [0x00700006, 'ST'], TextObjectSequence: [0x00700008, 'SQ'], GraphicObjectSequence: [0x00700009, 'SQ'],
  AnchorPoint: [0x00700014, 'FL'], AnchorPointVisibility: [0x00700015, 'CS'], GraphicDimensions: [0x00700020, 'US'],
  NumberOfGraphicPoints: [0x00700021, 'US'], GraphicFilled: [0x00700024, 'CS'], ImageHorizontalFlip: [0x00700041, 'CS'], ImageRotation: [0x00700042, 'US'], DisplayedAreaTopLeftHandCorner: [0x00700052, 'SL'],
  DisplayedAreaBottomRightHandCorner: [0x00700053, 'SL'], DisplayedAreaSelectionSequence: [0x0070005a, 'SQ'], GraphicLayerSequence: [0x00700060, 'SQ'],
  GraphicLayerOrder: [0x00700062, 'IS'], ContentLabel: [0x00700080, 'CS'], ContentDescription: [0x00700081, 'LO'],
  PresentationCreationDate: [0x00700082, 'DA'], PresentationCreationTime: [0x00700083, 'TM'], ContentCreatorName: [0x00700084, 'PN'],
  PresentationSizeMode: [0x00700100, 'CS'], PresentationPixelSpacing: [0x00700101, 'DS'], PresentationPixelAspectRatio: [0x00700102, 'IS'],
  PresentationLUTShape: [0x20500020, 'CS'],
} as const satisfies Record<string, Entry>

const STRUCTURED = {
  ReferencedPerformedProcedureStepSequence: [0x00081111, 'SQ'], ReferencedSeriesSequence: [0x00081115, 'SQ'],
  ReferencedSOPClassUID: [0x00081150, 'UI'], ReferencedSOPInstanceUID: [0x00081155, 'UI'], ReferencedFrameNumber: [0x00081160, 'IS'],
  ReferencedSOPSequence: [0x00081199, 'SQ'], MappingResource: [0x00080105, 'CS'], MeasurementUnitsCodeSequence: [0x004008ea, 'SQ'],
  RelationshipType: [0x0040a010, 'CS'], ValueType: [0x0040a040, 'CS'], ConceptNameCodeSequence: [0x0040a043, 'SQ'],
  ContinuityOfContent: [0x0040a050, 'CS'], PersonName: [0x0040a123, 'PN'], UID: [0x0040a124, 'UI'], TextValue: [0x0040a160, 'UT'],
  ConceptCodeSequence: [0x0040a168, 'SQ'], MeasuredValueSequence: [0x0040a300, 'SQ'], NumericValue: [0x0040a30a, 'DS'],
  PerformedProcedureCodeSequence: [0x0040a372, 'SQ'], CurrentRequestedProcedureEvidenceSequence: [0x0040a375, 'SQ'],
  CompletionFlag: [0x0040a491, 'CS'], VerificationFlag: [0x0040a493, 'CS'], ContentTemplateSequence: [0x0040a504, 'SQ'],
  ContentSequence: [0x0040a730, 'SQ'], TemplateIdentifier: [0x0040db00, 'CS'], GraphicData: [0x00700022, 'FL'], ReferencedFrameOfReferenceUID: [0x30060024, 'UI'], GraphicType: [0x00700023, 'CS'],
} as const satisfies Record<string, Entry>

export const DICTIONARY = { ...PRESENTATION, ...STRUCTURED, ...IDENTITY, ...ACQUISITION, ...IMAGE, ...NUCLEAR, ...DIRECTORY }
export type Keyword = keyof typeof DICTIONARY
