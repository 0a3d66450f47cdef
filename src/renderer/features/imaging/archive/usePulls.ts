// Studies on their way: begun ones, and those of this screen that are whole and wait to be taken in.
import { useCallback, useEffect, useState } from 'react'
import { client } from '../../../data/client.ts'
import { usePlace } from '../../../app/place.ts'

export type BegunPull = Awaited<ReturnType<typeof client.archive.pulls>>[number]

export interface Pulls {
  begun: readonly BegunPull[]
  error: unknown
  refresh(): void
  resume(pull: BegunPull): void
  discard(pull: BegunPull): void
  takeIn(pull: BegunPull): void
}

export function usePulls(): Pulls {
  const [begun, setBegun] = useState<readonly BegunPull[]>([])
  const [error, setError] = useState<unknown>(null)
  const refresh = useCallback(() => {
    client.archive.pulls().then((now) => {
      // One that has just become whole is no longer begun: its line stays until it is taken in or discarded.
      setBegun((old) => [...now, ...old.filter(({ uploadId }) => !now.some((one) => one.uploadId === uploadId))])
    }, setError)
  }, [])
  useEffect(refresh, [refresh])
  const gone = (pull: BegunPull) => setBegun((old) => old.filter(({ uploadId }) => uploadId !== pull.uploadId))
  return {
    begun,
    error,
    refresh,
    resume: (pull) => void client.archive.resume({ uploadId: pull.uploadId }).then(refresh, setError),
    discard: (pull) =>
      void client.archive.discard({ uploadId: pull.uploadId }).then(() => {
        gone(pull)
        refresh()
      }, setError),
    takeIn: (pull) =>
      void client.bundles.import({ source: { kind: 'upload', uploadId: pull.uploadId, name: pull.archive }, caseId: pull.caseId }).then((started) => {
        gone(pull)
        usePlace.getState().go({ view: 'import', ...started }, 'jump')
      }, setError),
  }
}
