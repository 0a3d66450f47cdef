// Waveforms (ECG): channels in their physical units and what the recorder wrote about them. @source PS3.3 C.10.9
import type { ReadableWaveform } from '#shared/domain/readableObject.ts'
import type { Attributes } from '../dicom/attributes.ts'
import { meaningOf } from './readReport.ts'

const MOST_SAMPLES = 60_000

export function readWaveform(top: Attributes, SOPInstanceUID: string): ReadableWaveform {
  return {
    kind: 'waveform',
    SOPInstanceUID,
    groups: top.items('x54000100').flatMap(groupOf),
    notes: top.items('x0040b020').flatMap((note) => {
      const text = note.text('x00700006')
      const number = note.text('x0040a30a')
      const [unit] = note.items('x004008ea')
      const value = text ?? (number ? [number, unit?.text('x00080100') ?? ''].join(' ').trim() : meaningOf(note, 'x0040a168'))
      return value ? [{ name: meaningOf(note, 'x0040a043'), value }] : []
    }),
  }
}

/** Nothing of a group whose samples are not whole numbers of 16 bits or are cut off. */
function groupOf(group: Attributes): ReadableWaveform['groups'] {
  const definitions = group.items('x003a0200')
  const frequency = group.number('x003a001a')
  const samples = group.words('x54001010')
  const count = definitions.length
  if (group.short('x54001004') !== 16 || group.text('x54001006') !== 'SS' || !frequency || frequency <= 0 || count === 0 || count > 64 || samples.length < count) return []
  const length = Math.min(MOST_SAMPLES, Math.floor(samples.length / count))
  return [
    {
      label: group.text('x003a0020') ?? '',
      frequency,
      channels: definitions.map((channel, n) => {
        const sensitivity = channel.number('x003a0210')
        const factor = sensitivity === null ? null : sensitivity * (channel.number('x003a0212') ?? 1)
        const baseline = channel.number('x003a0213') ?? 0
        const [unit] = channel.items('x003a0211')
        return {
          name: meaningOf(channel, 'x003a0208') ?? channel.text('x003a0203') ?? String(n + 1),
          // Without a sensitivity the numbers have no unit.
          unit: factor === null ? '' : (unit?.text('x00080100') ?? ''),
          samples: Array.from({ length }, (_, i) => (factor === null ? (samples[i * count + n] as number) : round((samples[i * count + n] as number) * factor + baseline))),
        }
      }),
    },
  ]
}

const round = (value: number) => Math.round(value * 1e4) / 1e4
