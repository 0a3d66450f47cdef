// The person and device behind a request.
import type { User } from '#shared/domain/people.ts'

export interface Caller {
  readonly user: User
  readonly device: string
  /** May do what the server's offices do. */
  readonly administrator: boolean
}
