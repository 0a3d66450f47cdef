// Offers commands while a component is mounted. The list may change with every render; keys follow at once.
import { useEffect } from 'react'
import { type Command, useCommands } from './commands.ts'

/** @param commands memoised by the caller (useMemo), so that registration happens only when something changed */
export function useRegister(commands: readonly Command[]): void {
  const register = useCommands((s) => s.register)
  useEffect(() => register(commands), [register, commands])
}
