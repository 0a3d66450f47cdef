// A time of day as people type it, in 24 hours. Pure; "10" is ten o'clock, "10 pm" is not guessed at.
/**
 * Reads 9:30, 09.30, 9 h 30, 0930, 9.
 * @returns HH:MM, or null when it is not a time of the 24-hour clock
 */
export function typedTime(text: string): string | null {
  const parts = /^(\d{1,2})(?:\s*[:.h]\s*(\d{2})|\s*h)?$/.exec(text) ?? /^(\d{2})(\d{2})$/.exec(text)
  if (!parts) return null
  const [hours, minutes] = [Number(parts[1]), Number(parts[2] ?? 0)]
  return hours < 24 && minutes < 60 ? `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}` : null
}
