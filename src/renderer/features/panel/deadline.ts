// A day chosen in a form as the instant that ends it on this workstation's calendar.

/** @param day YYYY-MM-DD, or empty for none */
export function endOfDay(day: string): string | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  return parts ? new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]), 23, 59, 59).toISOString() : null
}

export const isOverdue = (dueAt: string) => Date.parse(dueAt) < Date.now()
