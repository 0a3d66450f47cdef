// Ends every switch over a closed set: a new member does not compile until it is handled.

/** @throws always; the value is not put into the message, because it may come from a patient's file */
export function assertNever(_value: never): never {
  throw new Error('unreachable case of a closed set')
}
