// Binds the commands that are registered now to the window.
import { useEffect } from 'react'
import { tinykeys } from 'tinykeys'
import { useCommands } from '../commands.ts'
import { bindingOf, chooseCommand } from './keyboardMap.ts'

export function useKeyboard(): void {
  const commands = useCommands((s) => s.commands)
  useEffect(() => {
    const all = [...commands.values()]
    const keys = new Set(all.flatMap((command) => (command.keys ? [command.keys] : [])))
    const bindings = Object.fromEntries(
      [...keys].map((key) => [
        bindingOf(key),
        (event: KeyboardEvent) => {
          if (event.defaultPrevented || event.repeat && key.includes('$mod')) return
          // A dialog is a place of its own: the workstation behind it does not hear keys.
          if (document.querySelector('[role="dialog"][aria-modal="true"]')) return
          const command = chooseCommand(all.filter((c) => c.keys === key), document.activeElement)
          if (!command) return
          event.preventDefault()
          command.run()
        },
      ]),
    )
    return tinykeys(window, bindings, { ignore: () => false })
  }, [commands])
}
