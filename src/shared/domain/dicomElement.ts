// One line of an object's header as the tag browser shows it: what the file says, verbatim.
import { z } from 'zod'

export const DicomElement = z.object({
  /** Eight hexadecimal digits. */
  tag: z.string().length(8),
  /** As written, or of the standard's dictionary where the file does not write it; null = neither. */
  vr: z.string().nullable(),
  /** DICOM keyword; null for private and unknown tags. */
  keyword: z.string().nullable(),
  /** 0 = top level, 1 = inside a sequence, and so on. */
  depth: z.number().int().nonnegative(),
  /** First item of its sequence is 1; null at the top level. */
  item: z.number().int().positive().nullable(),
  /** Bytes. */
  length: z.number().int().nonnegative(),
  /** Values as text, several joined by a backslash; null for sequences and bytes that are no text. */
  value: z.string().nullable(),
})
export type DicomElement = z.infer<typeof DicomElement>

export const DicomElements = z.object({
  elements: z.array(DicomElement),
  /** There is more than is listed. */
  truncated: z.boolean(),
})
export type DicomElements = z.infer<typeof DicomElements>
