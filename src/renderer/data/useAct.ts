// One change of a case at a time: runs it, keeps its failure for the place that asked, and has the case read again.
import { queryClient } from './queries.ts'
import { type Run, useRun } from './useRun.ts'

export function useAct(caseId: string): Run {
  const { busy, error, run: runOnce } = useRun()
  async function run(change: () => Promise<unknown>) {
    const readAgain = () => queryClient.invalidateQueries({ queryKey: ['case', caseId] })
    const isDone = await runOnce(async () => {
      await change()
      await readAgain()
    })
    // Somebody may have changed it: what stands there now is shown beside the message.
    if (!isDone) void readAgain()
    return isDone
  }
  return { busy, error, run }
}
