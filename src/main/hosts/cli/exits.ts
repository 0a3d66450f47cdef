// How the command line ends: one number per kind of end, the same for every command.
import type { ErrorCode } from '#shared/contract/errors.ts'

export const EXIT = { done: 0, internal: 1, usage: 2, refused: 3, notAllowed: 4, integrity: 5 } as const
export type Exit = (typeof EXIT)[keyof typeof EXIT]

/** An end that a command decided itself. `message` is for people and never holds clinical content. */
export class CommandEnd extends Error {
  readonly exit: Exit
  constructor(exit: Exit, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'CommandEnd'
    this.exit = exit
  }
}

/** Codes not named here are internal: the machine's or the network's trouble, not the caller's. */
const EXIT_OF: Partial<Record<ErrorCode | 'BAD_REQUEST', Exit>> = {
  BAD_REQUEST: EXIT.usage,
  SOURCE_NOT_READABLE: EXIT.refused,
  BUNDLE_REFUSED: EXIT.refused,
  PASSPHRASE_WEAK: EXIT.refused,
  DOCUMENT_NOT_FOUND: EXIT.refused,
  STUDY_NOT_FOUND: EXIT.refused,
  REPORT_NOT_FOUND: EXIT.refused,
  // A case of somebody else's and no case at all give the same answer.
  CASE_NOT_FOUND: EXIT.notAllowed,
  LOCKED: EXIT.notAllowed,
  NOT_ALLOWED: EXIT.notAllowed,
  PASSPHRASE_WRONG: EXIT.notAllowed,
  PROFILE_NOT_FOUND: EXIT.notAllowed,
  STORE_IN_USE: EXIT.notAllowed,
  REPORT_HAS_OBSTACLES: EXIT.notAllowed,
  REPORT_SIGNED: EXIT.notAllowed,
  STORE_DAMAGED: EXIT.integrity,
}

/** @returns the code of a contract error, however it travelled (thrown by the core or answered by a procedure) */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

export function exitOf(error: unknown): Exit {
  if (error instanceof CommandEnd) return error.exit
  const code = codeOf(error)
  return (code && EXIT_OF[code as ErrorCode]) || EXIT.internal
}
