// The calendar day at this workstation: the day on the wall, not in Greenwich.

/** @param nowMs milliseconds since 1970 UTC @returns YYYY-MM-DD in the workstation's time zone */
export function calendarDay(nowMs: number): string {
  const now = new Date(nowMs)
  const part = (value: number) => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${part(now.getMonth() + 1)}-${part(now.getDate())}`
}
