// React's door to what is said under the marks of a case's documents.
import { removeRemark, saveRemark, settleTask } from '#shared/casedoc/edit.ts'
import { REMARKS, roomName, SETTLED } from '#shared/casedoc/layout.ts'
import { readDiscussion } from '#shared/casedoc/read.ts'
import { type Discussion, NO_DISCUSSION, type Remark, type Settled } from '#shared/domain/discussion.ts'
import { useSharedReading } from './sharedReading.ts'

export interface SharedDiscussion extends Discussion {
  ready: boolean
  readOnly: boolean
  say(remark: Remark): void
  withdraw(id: string): void
  settle(id: string, settled: Settled | null): void
}

const roots = [REMARKS, SETTLED]

export function useDiscussion(caseId: string): SharedDiscussion {
  const { value, write, ...state } = useSharedReading(roomName({ kind: 'documentAnnotations', caseId }), roots, readDiscussion, NO_DISCUSSION, 'remark')
  return {
    ...value,
    ...state,
    say: (remark) => write((doc, origin) => saveRemark(doc, origin, remark)),
    withdraw: (id) => write((doc, origin) => removeRemark(doc, origin, id)),
    settle: (id, settled) => write((doc, origin) => settleTask(doc, origin, id, settled)),
  }
}
