// An ECG as it was recorded: every channel on millimetre paper, 25 mm/s and 10 mm/mV, with what the recorder wrote about it.
import { Button, SegmentedControl } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { ReadableWaveform } from '#shared/domain/readableObject.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/useT.ts'

/** CSS pixels of one millimetre of paper. */
const MM = 4
const GAINS = [5, 10, 20] as const
const SPEEDS = [25, 50] as const
const ROW_MM = 22
const LABEL_MM = 3

interface WaveformViewProps {
  waveform: ReadableWaveform
  name: string
  onClose(): void
}

/** Millivolts of one unit; null = no voltage. */
const MILLIVOLTS: Readonly<Record<string, number>> = { mV: 1, uV: 0.001, V: 1000 }

export function WaveformView({ waveform, name, onClose }: WaveformViewProps) {
  const t = useT()
  const format = useFormat()
  const [speed, setSpeed] = useState<number>(SPEEDS[0])
  const [gain, setGain] = useState<number>(GAINS[1])
  return (
    <section className="i-wave" aria-label={name}>
      <header>
        <h2 className="t-title">{name}</h2>
        <span className="c-spacer" />
        <SegmentedControl aria-label={t('imaging.wave.speed')} value={String(speed)} data={SPEEDS.map((mm) => ({ value: String(mm), label: `${mm} mm/s` }))} onChange={(mm) => setSpeed(Number(mm))} />
        <SegmentedControl aria-label={t('imaging.wave.gain')} value={String(gain)} data={GAINS.map((mm) => ({ value: String(mm), label: `${mm} mm/mV` }))} onChange={(mm) => setGain(Number(mm))} />
        <Button variant="default" onClick={onClose}>
          {t('common.close')}
        </Button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a sheet that scrolls must be reachable by key */}
      <section className="i-wave-body" tabIndex={0} aria-label={t('imaging.wave.sheet')}>
        {waveform.groups.length === 0 && <p className="t-2">{t('imaging.wave.none')}</p>}
        {waveform.groups.map((group, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a group is its place in the object
          <Group key={n} group={group} speed={speed} gain={gain} />
        ))}
        {waveform.notes.length > 0 && (
          <>
            <h3 className="t-heading">{t('imaging.wave.notes')}</h3>
            <p className="t-small t-3">{t('imaging.wave.notesFrom')}</p>
            <dl className="i-notes">
              {waveform.notes.map(({ name: what, value }, n) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a note is its place in the object
                <div key={n}>
                  <dt className="t-small t-3">{what ?? t('imaging.wave.text')}</dt>
                  <dd>{format.decimal(value)}</dd>
                </div>
              ))}
            </dl>
          </>
        )}
      </section>
    </section>
  )
}

function Group({ group, speed, gain }: { group: ReadableWaveform['groups'][number]; speed: number; gain: number }) {
  const t = useT()
  const format = useFormat()
  const seconds = (group.channels[0]?.samples.length ?? 0) / group.frequency
  const width = seconds * speed * MM
  const height = group.channels.length * ROW_MM * MM
  const unknown = group.channels.filter(({ unit }) => !(unit in MILLIVOLTS)).length
  const paths = useMemo(
    () =>
      group.channels.map(({ samples, unit }) => {
        const factor = MILLIVOLTS[unit]
        if (factor === undefined) return ''
        const step = (speed * MM) / group.frequency
        let d = ''
        for (const [n, value] of samples.entries()) d += `${n === 0 ? 'M' : 'L'}${(n * step).toFixed(1)} ${(-value * factor * gain * MM).toFixed(1)}`
        return d
      }),
    [group, speed, gain],
  )
  return (
    <figure>
      <figcaption className="t-small t-3">
        {[group.label, t('imaging.wave.length', { seconds: format.number(seconds, 1), frequency: format.number(group.frequency, 0) }), unknown > 0 ? t('imaging.wave.noVoltage', { count: unknown }) : ''].filter(Boolean).join(' · ')}
      </figcaption>
      <svg className="i-paper" width={width} height={height} role="img" aria-label={group.channels.map(({ name }) => name).join(', ')}>
        <defs>
          <pattern id="ecg-fine" width={MM} height={MM} patternUnits="userSpaceOnUse">
            <path d={`M${MM} 0H0V${MM}`} className="i-fine" />
          </pattern>
          <pattern id="ecg-coarse" width={MM * 5} height={MM * 5} patternUnits="userSpaceOnUse">
            <rect width={MM * 5} height={MM * 5} fill="url(#ecg-fine)" />
            <path d={`M${MM * 5} 0H0V${MM * 5}`} className="i-coarse" />
          </pattern>
        </defs>
        <rect width={width} height={height} fill="url(#ecg-coarse)" />
        {group.channels.map(({ name }, n) => (
          <g key={name} transform={`translate(0 ${(n + 0.5) * ROW_MM * MM})`}>
            <path className="i-trace" d={paths[n] ?? ''} />
            <text x={LABEL_MM} y={-ROW_MM * MM * 0.3} className="i-lead">
              {name}
            </text>
          </g>
        ))}
      </svg>
    </figure>
  )
}
