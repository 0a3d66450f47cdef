// Board meetings between a workstation and the server: acts go up one by one and are judged; what this person may hold comes down in the server's order.
import { z } from 'zod'
import { CaseId } from '../../kit/ids.ts'
import { BoardEvent } from '../../domain/board/boardAct.ts'
import { BOARD_REFUSALS } from '../../domain/board/boardRules.ts'
import { serviceProcedure } from './procedure.ts'

const BoardOutcome = z.object({ id: z.uuid(), refused: z.enum([...BOARD_REFUSALS, 'notMember', 'unknownPerson', 'erased']).nullable() })

export const boardServiceContract = {
  /** Meetings of this person, with the number of their last act. */
  meetings: serviceProcedure('signedIn', null).output(z.array(z.object({ meetingId: z.uuid(), head: z.number().int() }))),
  /**
   * Acts after a number, in order. Acts of cases that the person does not belong to are left out; `cases` says of which cases there are any,
   * so that a workstation whose person has joined a case asks from the beginning again.
   */
  read: serviceProcedure('signedIn', null)
    .input(z.object({ meetingId: z.uuid(), after: z.number().int().min(0) }))
    .output(z.object({ events: z.array(z.object({ order: z.number().int(), event: BoardEvent })), cases: z.array(CaseId), head: z.number().int() })),
  /** Each act is judged where it falls; the same id again changes nothing. `actor` inside an event is overruled by who is signed in. */
  submit: serviceProcedure('signedIn', 'board.acted')
    .input(z.object({ meetingId: z.uuid(), events: z.array(BoardEvent).min(1).max(200) }))
    .output(z.array(BoardOutcome)),
}
