import { expect, test } from 'vitest'
import { explainWriteFailure } from '../../../../../src/main/core/content/diskSpace.ts'
import { temporaryFolder } from '../../../../support/temporaryFolder.ts'

test.each(['ENOSPC', 'EDQUOT'])('%s is a full disk, with what is free', async (code) => {
  const explained = await explainWriteFailure(Object.assign(new Error(code), { code }), temporaryFolder())
  expect(explained).toMatchObject({ code: 'DISK_FULL', data: { freeBytes: expect.any(Number), neededBytes: expect.any(Number) } })
})

test('any other failure stays what it is', async () => {
  const cause = Object.assign(new Error('EACCES'), { code: 'EACCES' })
  expect(await explainWriteFailure(cause, temporaryFolder())).toBe(cause)
})
