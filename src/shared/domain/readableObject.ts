// Objects beside the images as they are read: structured reports and key object selections as a tree, presentation states, waveforms. What the object says; nothing derived.
import { z } from 'zod'
import { DicomUid } from '../kit/ids.ts'

/** An image, or another object, that an item points to. */
export const ObjectReference = z.object({
  SOPInstanceUID: DicomUid,
  /** First frame is 1; none = the whole object. */
  frames: z.array(z.number().int().positive()).max(512),
})
export type ObjectReference = z.infer<typeof ObjectReference>

export const PLACED_TYPES = ['POINT', 'MULTIPOINT', 'POLYLINE', 'INTERPOLATED', 'CIRCLE', 'ELLIPSE'] as const

/** A shape on an image: [column, row] after another, the centre of the first pixel is 0, 0. Circle: centre and a point of it; ellipse: both ends of the long, then of the short axis. */
export const PlacedShape = z.object({
  type: z.enum(PLACED_TYPES),
  points: z.array(z.number()).max(20_000),
  /** The images it lies on; none = those of its object. */
  on: z.array(ObjectReference),
})
export type PlacedShape = z.infer<typeof PlacedShape>

/** A shape in the patient: [x, y, z] after another, mm in this frame of reference. */
export const SpatialShape = z.object({ type: z.enum(['POINT', 'MULTIPOINT', 'POLYLINE', 'POLYGON', 'ELLIPSE', 'ELLIPSOID']), points: z.array(z.number()).max(30_000), FrameOfReferenceUID: DicomUid })
export type SpatialShape = z.infer<typeof SpatialShape>

export const ReportItem = z.object({
  /** 0 = directly below the title. */
  depth: z.number().int().nonnegative(),
  /** Value type of the item, verbatim. */
  type: z.string(),
  /** Meaning of its name code; null = none. */
  name: z.string().nullable(),
  /** Its value as text with its unit; null for containers and shapes. */
  value: z.string().nullable(),
  /** Objects it points to. */
  references: z.array(ObjectReference),
  shape: PlacedShape.nullable(),
  /** Of an item that says where in the patient. */
  space: SpatialShape.nullable(),
})
export type ReportItem = z.infer<typeof ReportItem>

export const ReadableReport = z.object({
  kind: z.literal('report'),
  SOPInstanceUID: DicomUid,
  title: z.string().nullable(),
  /** CompletionFlag, VerificationFlag and PreliminaryFlag as stated. */
  completion: z.string().nullable(),
  verification: z.string().nullable(),
  preliminary: z.string().nullable(),
  /** Date and time of its content, YYYY-MM-DD; null = not stated. */
  date: z.string().nullable(),
  items: z.array(ReportItem),
  /** There is more than is listed. */
  truncated: z.boolean(),
})
export type ReadableReport = z.infer<typeof ReadableReport>

export const ReadableView = z.object({
  kind: z.literal('view'),
  SOPInstanceUID: DicomUid,
  label: z.string(),
  description: z.string(),
  creator: z.string(),
  images: z.array(ObjectReference.extend({ SeriesInstanceUID: DicomUid.nullable() })),
  window: z.object({ center: z.number(), width: z.number() }).nullable(),
  invert: z.boolean(),
  /** Degrees clockwise, after the flip. */
  rotation: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
  flip: z.boolean(),
  /** Displayed area in image pixels, [left, top, right, bottom], the centre of the first pixel is 0, 0; null = not stated or the whole image. */
  area: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
  shapes: z.array(PlacedShape),
  texts: z.array(z.object({ words: z.string(), at: z.tuple([z.number(), z.number()]), on: z.array(ObjectReference) })),
  /** Parts of the object that are not applied here, by keyword. */
  notApplied: z.array(z.string()),
})
export type ReadableView = z.infer<typeof ReadableView>

export const WaveformChannel = z.object({
  name: z.string(),
  /** Unit as coded, e.g. "mV"; empty = not stated. */
  unit: z.string(),
  samples: z.array(z.number()).max(60_000),
})

export const ReadableWaveform = z.object({
  kind: z.literal('waveform'),
  SOPInstanceUID: DicomUid,
  groups: z.array(
    z.object({
      label: z.string(),
      /** Samples per second. */
      frequency: z.number().positive(),
      channels: z.array(WaveformChannel).max(64),
    }),
  ),
  /** Text annotations, and measurements as name, value and unit, in the words of the object. */
  notes: z.array(z.object({ name: z.string().nullable(), value: z.string() })),
})
export type ReadableWaveform = z.infer<typeof ReadableWaveform>

export const ReadableObject = z.discriminatedUnion('kind', [ReadableReport, ReadableView, ReadableWaveform])
export type ReadableObject = z.infer<typeof ReadableObject>

/** Modalities of objects that can be read beside the images. */
export const READABLE_MODALITIES = ['SR', 'KO', 'PR', 'ECG', 'HD', 'EPS'] as const
