// The command registry: every action of the workstation by name, key and place, for palette, shortcut sheet and tests.
// Features register what they offer while they are mounted; an unknown command is an error, never silence.
import { create } from 'zustand'

export interface Command {
  /** e.g. "imaging.invert"; also the i18n key of its title: t(`command.${id}`). */
  id: string
  /** tinykeys form, e.g. "g d", "$mod+k", "Alt+ArrowLeft"; none = palette only. */
  keys?: string
  /** `viewer`: single keys that act only while a viewer, list or board has the focus (WCAG 2.1.4). */
  scope: 'global' | 'viewer'
  run(): void
  /** false: shown but not available now. */
  enabled?: boolean
}

interface CommandState {
  commands: ReadonlyMap<string, Command>
  register(commands: readonly Command[]): () => void
}

export const useCommands = create<CommandState>((set) => ({
  commands: new Map(),
  register: (added) => {
    set((state) => ({ commands: new Map([...state.commands, ...added.map((c) => [c.id, c] as const)]) }))
    return () =>
      set((state) => ({
        commands: new Map([...state.commands].filter(([id, c]) => !added.some((a) => a.id === id && a === c))),
      }))
  },
}))

/** @throws when no mounted feature offers the command */
export function runCommand(id: string): void {
  const command = useCommands.getState().commands.get(id)
  if (!command) throw new Error(`unknown command ${id}`)
  if (command.enabled !== false) command.run()
}
