// The hour that a change of clocks repeats: which of the two is meant is asked for, each with its distance from UTC; never guessed.
import { Radio } from '@mantine/core'
import { inZone, offsetIn } from '#shared/domain/zones.ts'
import { useT } from '../i18n/useT.ts'

interface WhichHourProps {
  label: string
  /** ISO instants at which the clock in `zone` shows the time; fewer than two: nothing is asked. */
  instants: readonly string[]
  zone: string
  value: string | null
  onChange(instant: string): void
}

export function WhichHour({ label, instants, zone, value, onChange }: WhichHourProps) {
  const t = useT()
  if (instants.length < 2) return null
  return (
    <Radio.Group label={label} value={value ?? ''} onChange={onChange}>
      <span className="c-which-hour">
        {instants.map((instant) => (
          <Radio key={instant} value={instant} label={`${inZone(instant, zone, t.language)} · ${offsetIn(instant, zone)}`} />
        ))}
      </span>
    </Radio.Group>
  )
}
