// Listens to the keys of the command registry. Lives outside rendering: a feature that registers anew on every render costs nothing here.
// Sequences ("g r") are followed here and not by the library, which keeps a viewer's own "g" from acting while it waits for more.
import { useEffect } from 'react'
import { matchKeybindingPress, parseKeybinding } from 'tinykeys'
import { type Command, useCommands } from '../commands.ts'
import { bindingOf, chooseCommand, isTyping } from './keyboardMap.ts'

/** Within this time the second key of a sequence must follow. */
const SEQUENCE_MS = 800
const MODIFIERS = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph'])

export function useKeyboard(): void {
  useEffect(() => {
    let first = ''
    let until = 0
    function listen(event: KeyboardEvent) {
      // A letter of a text is no command: nobody is asked, and typing stays quick in a long report.
      if (event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey && isTyping(document.activeElement)) {
        first = ''
        return
      }
      // A dialog is a place of its own: the workstation behind it does not hear keys.
      if (event.defaultPrevented || event.isComposing || MODIFIERS.has(event.key) || document.querySelector('[role="dialog"][aria-modal="true"]')) return
      const commands = [...useCommands.getState().commands.values()]
      const pending = event.timeStamp < until ? first : ''
      first = ''
      const chosen = (pending && choose(commands, (chord, before) => before === pending && matches(event, chord))) || choose(commands, (chord, before) => before === null && matches(event, chord))
      if (chosen) {
        event.preventDefault()
        chosen.run()
        if (chosen.keys?.includes(' ')) return
      }
      const begun = commands.map((command) => command.keys?.split(' ')).find((chords) => chords?.length === 2 && chords[0] && matches(event, chords[0]))
      first = begun?.[0] ?? ''
      until = event.timeStamp + SEQUENCE_MS
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

/** @param fits told of a command's last chord and the one before it, null for a command of one chord */
function choose(commands: readonly Command[], fits: (chord: string, before: string | null) => boolean): Command | null {
  const candidates = commands.filter((command) => {
    const chords = command.keys?.split(' ') ?? []
    const last = chords.at(-1)
    return last !== undefined && fits(last, chords.length > 1 ? (chords[0] ?? null) : null)
  })
  return chooseCommand(candidates, document.activeElement)
}

function matches(event: KeyboardEvent, chord: string): boolean {
  const press = parseKeybinding(bindingOf(chord))[0]
  return press !== undefined && matchKeybindingPress(event, press)
}
