// The programme's clock in words: days left by calendar, amber from two days before.
import { today, useFormat } from '../i18n/format.ts'
import { useT } from '../i18n/useT.ts'

const SOON_DAYS = 2
const DAY_MS = 86_400_000

/** Whole days from one calendar date to another, both YYYY-MM-DD; counted in UTC so that no clock change moves it. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)
}

export function useDueWords(dueOn: string | null): { words: string; tone: 'plain' | 'warn' } {
  const t = useT()
  const format = useFormat()
  if (!dueOn) return { words: t('shell.banner.notStarted'), tone: 'plain' }
  const date = format.dayMonth(dueOn)
  const days = daysBetween(today(), dueOn)
  if (days < 0) return { words: t('shell.banner.overdue', { date, count: -days }), tone: 'warn' }
  if (days === 0) return { words: t('shell.banner.dueToday', { date }), tone: 'warn' }
  return { words: t('shell.banner.dueIn', { date, count: days }), tone: days <= SOON_DAYS ? 'warn' : 'plain' }
}
