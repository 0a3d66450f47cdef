// A change in per cent as it is shown everywhere in this room: always with its sign.
import type { useFormat } from '../../i18n/format.ts'

export function percentWords(value: number | null, format: ReturnType<typeof useFormat>): string {
  return value === null ? '' : `${value > 0 ? '+' : ''}${format.percent(value, 1)}`
}
