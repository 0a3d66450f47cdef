// One object beside the images, by what it is. Runs in the parse worker: foreign bytes.
import type { ReadableObject } from '#shared/domain/readableObject.ts'
import { readAttributes } from '../dicom/attributes.ts'
import { openDataSet } from '../dicom/openDataSet.ts'
import { readReport } from './readReport.ts'
import { readView } from './readView.ts'
import { readWaveform } from './readWaveform.ts'

/** @returns undefined when it is none of these kinds or cannot be read */
export function readObject(bytes: Uint8Array): ReadableObject | undefined {
  const opened = openDataSet(bytes, false)
  if (!opened) return undefined
  const top = readAttributes(opened.dataSet)
  const uid = top.uid('x00080018')
  if (!uid) return undefined
  switch (top.text('x00080060')) {
    case 'SR':
    case 'KO':
      return readReport(top, uid)
    case 'PR':
      return readView(top, uid)
    case 'ECG':
    case 'HD':
    case 'EPS':
      return readWaveform(top, uid)
    default:
      return undefined
  }
}
