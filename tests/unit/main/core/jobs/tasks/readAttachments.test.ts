import { expect, test } from 'vitest'
import { run } from '../../../../../../src/main/core/jobs/tasks/readAttachments.ts'
import { ATTACHED_NOTE, carryingLetter } from '../../../../../support/journeyPaper.ts'

test('files inside a PDF are told with name, size and page, never by a path; one is handed out byte for byte, an unknown one not', async () => {
  const letter = await carryingLetter()
  const { attachments, content } = await run({ bytes: new Uint8Array(letter), take: null })
  expect(content).toBeNull()
  expect(attachments.map(({ name, page, bytes }) => [name, page, bytes])).toEqual([
    ['nota_adjunta.txt', null, Buffer.byteLength(ATTACHED_NOTE)],
    ['anexo.txt', 1, 5],
  ])
  expect(attachments[0]?.description).toBe('Nota de enfermería')
  const pinned = await run({ bytes: new Uint8Array(letter), take: attachments[1]?.id ?? '' })
  expect(Buffer.from(pinned.content ?? []).toString()).toBe('anexo')
  expect(await run({ bytes: new Uint8Array(letter), take: 'nothing' })).toEqual({ attachments: [], content: null })
})
