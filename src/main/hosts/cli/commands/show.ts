// `show CASE`: one case with status, completeness and what blocks its signature.
import { CaseId } from '#shared/kit/ids.ts'
import { argument, type Command } from '../command.ts'
import { CommandEnd, EXIT } from '../exits.ts'
import { STORE_OPTIONS, withUnlockedStore } from '../withStore.ts'

/** @throws CommandEnd usage */
export function caseIdOf(text: string): CaseId {
  const parsed = CaseId.safeParse(text)
  if (!parsed.success) throw new CommandEnd(EXIT.usage, 'a case is named by its id, as "consilium cases" prints it')
  return parsed.data
}

export const show: Command = {
  usage: 'CASE --store DIR',
  does: 'one case with status, completeness and blockers',
  options: STORE_OPTIONS,
  arguments: [1, 1],
  run: (call) => {
    const caseId = caseIdOf(argument(call, 0))
    return withUnlockedStore(call, async ({ client }) => {
      const line = await client.cases.get({ caseId })
      const [documents, studies, signOffs] = await Promise.all([
        client.cases.documents({ caseId }),
        client.imaging.studies({ caseId }),
        client.signOff.list({ caseId }),
      ])
      const { present, required, missing } = line.complete
      return {
        json: { ...line, documents, studies, signOffs },
        text: [
          `${line.reviewCase.id}  ${line.reviewCase.stage}`,
          `documents ${documents.length}, studies ${studies.length}, set aside ${line.quarantined}`,
          `complete ${present} of ${required}${missing.length > 0 ? `, missing: ${missing.join(', ')}` : ''}`,
          `blockers ${line.blockers}, signatures ${signOffs.length}`,
        ],
      }
    })
  },
}
