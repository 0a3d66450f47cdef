// `cases`: the work list.
import type { Command } from '../command.ts'
import { STORE_OPTIONS, withUnlockedStore } from '../withStore.ts'

export const cases: Command = {
  usage: '--store DIR',
  does: 'the work list',
  options: STORE_OPTIONS,
  arguments: [0, 0],
  run: (call) =>
    withUnlockedStore(call, async ({ client }) => {
      const lines = await client.cases.list()
      const text = lines.map(({ reviewCase, documents, studies, blockers }) =>
        [reviewCase.id, reviewCase.stage, `${documents} documents`, `${studies} studies`, `${blockers} blockers`].join('  '),
      )
      return { json: { cases: lines }, text: text.length > 0 ? text : ['no cases'] }
    }),
}
