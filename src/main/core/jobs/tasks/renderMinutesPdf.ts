// Prints a board's minutes outside the core's thread.
import { composeMinutes, type MinutesPrint } from '../../reports/pdf/composeMinutes.ts'

export async function run(minutes: MinutesPrint): Promise<{ pdf: Uint8Array }> {
  return composeMinutes(minutes)
}
