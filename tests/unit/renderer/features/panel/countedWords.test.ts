// Counted words of panel and board: one of a thing is said in the singular, in both languages.
import { beforeAll, expect, test } from 'vitest'
import { localisedIn, startTexts } from '../../../../../src/renderer/i18n/useT.ts'

beforeAll(async () => {
  await startTexts('en')
})

test.each([
  ['panel.before.asked', {}, 'Asked', 'Asked', 'Consultado', 'Consultados'],
  ['panel.before.accepted', {}, 'Has accepted', 'Have accepted', 'Ha aceptado', 'Han aceptado'],
  ['panel.before.sealed', {}, 'Sealed', 'Sealed', 'Sellada', 'Selladas'],
  ['panel.before.overdue', {}, 'Overdue', 'Overdue', 'Vencida', 'Vencidas'],
  ['panel.seenDocuments', { done: 0 }, '0 of 1 document', '0 of 2 documents', '0 de 1 documento', '0 de 2 documentos'],
  ['panel.seenSeries', { done: 1 }, '1 of 1 series', '1 of 2 series', '1 de 1 serie', '1 de 2 series'],
  ['board.agendaDone', { done: 1 }, '1 of 1 done', '1 of 2 done', '1 de 1 tratado', '1 de 2 tratados'],
  ['board.vote.confirmedOf', { done: 1 }, '1 of 1 confirmed', '1 of 2 confirmed', '1 de 1 confirmado', '1 de 2 confirmados'],
])('%s', (key, values, one, two, uno, dos) => {
  const said = (['en', 'es'] as const).flatMap((language) => [1, 2].map((count) => localisedIn(language)(key, { ...values, count })))
  expect(said).toEqual([one, two, uno, dos])
})
