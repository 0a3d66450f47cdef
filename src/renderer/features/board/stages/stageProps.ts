// What every part of the shared screen is given.
import type { BoardSeatView, ShownCase } from '#shared/contract/workstation/board.contract.ts'
import type { User } from '#shared/domain/people.ts'
import type { Desk } from '../steering.ts'

export interface StageProps {
  shown: ShownCase
  seats: readonly BoardSeatView[]
  desk: Desk
  me: User
  /** Name of the person who steers. */
  presenter: string
  /** The room sees this very screen; false on the private desk. */
  isRoom: boolean
}
