// The inflated data set of a deflated DICOM file: frame spans of such a file point into these bytes.
import { openDataSet } from '../../imaging/dicom/openDataSet.ts'
import { TaskRefusal, type TaskContext } from '../task.ts'

export function run({ bytes }: { bytes: Uint8Array }, context: TaskContext): Uint8Array<ArrayBuffer> {
  const opened = openDataSet(bytes, false)
  if (!opened?.wasInflated) throw new TaskRefusal('DICOM_DAMAGED')
  const inflated = new Uint8Array(opened.bytes)
  context.transfer(inflated.buffer)
  return inflated
}
