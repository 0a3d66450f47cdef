// Opens the window that the room sees. Its address names nothing: what it shows it asks the core for.
import { BOARD_WINDOW_NAME } from '#shared/contract/hostBridge.ts'

/** One shared window at a time: a second wish brings the first to the front. */
export function openShared(): void {
  window.open(`${location.origin}/`, BOARD_WINDOW_NAME, 'popup,width=1280,height=720')?.focus()
}
