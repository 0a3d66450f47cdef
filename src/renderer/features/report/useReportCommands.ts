// The report's commands: walking what is missing, and the list of proofs.
import { useEffect, useMemo, useRef } from 'react'
import type { Command } from '../../app/commands.ts'
import { useRegister } from '../../app/useRegister.ts'

interface ReportActions {
  phrases(): void
  find(): void
  walk(step: 1 | -1): void
  insertProof(): void
  insert(): void
  spelling(): void
  readOnly: boolean
}

export function useReportCommands(actions: ReportActions): void {
  const latest = useRef(actions)
  useEffect(() => {
    latest.current = actions
  })
  const { readOnly } = actions
  const commands = useMemo<Command[]>(
    () => [
      { id: 'report.nextObstacle', keys: 'F8', scope: 'global', run: () => latest.current.walk(1), enabled: !readOnly },
      { id: 'report.previousObstacle', keys: 'Shift+F8', scope: 'global', run: () => latest.current.walk(-1), enabled: !readOnly },
      { id: 'report.find', keys: '$mod+f', scope: 'global', run: () => latest.current.find() },
      { id: 'report.phrases', keys: '$mod+Alt+p', scope: 'global', run: () => latest.current.phrases(), enabled: !readOnly },
      { id: 'report.insert', keys: '$mod+Alt+b', scope: 'global', run: () => latest.current.insert(), enabled: !readOnly },
      { id: 'report.spelling', keys: 'F7', scope: 'global', run: () => latest.current.spelling(), enabled: !readOnly },
      { id: 'report.insertProof', keys: '$mod+Shift+p', scope: 'global', run: () => latest.current.insertProof(), enabled: !readOnly },
    ],
    [readOnly],
  )
  useRegister(commands)
}
