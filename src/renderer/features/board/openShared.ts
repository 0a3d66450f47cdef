// Opens the window that the room sees. Its address names nothing: what it shows it asks the core for.

/** One shared window at a time: a second wish brings the first to the front. */
const NAME = 'consilium-board'
export const BOARD_HASH = '#board'

export function openShared(): void {
  window.open(`${location.origin}/${BOARD_HASH}`, NAME, 'popup,width=1280,height=720')?.focus()
}
