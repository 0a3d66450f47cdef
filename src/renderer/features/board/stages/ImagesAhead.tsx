// Reads and decodes the key images of the case on the table before anybody walks to them, so that the next one is there at once. Draws nothing.
import { memo, useEffect } from 'react'
import type { ShownCase } from '#shared/contract/workstation/board.contract.ts'
import { sharedFrameStore } from '../../../viewers/dicom/loading/sharedStore.ts'
import { useKeyStack } from './keyStack.ts'

/** What is not on this machine is not asked of it: the answer would stand when the file has come. A case with more is read ahead as far as this; the rest when it is walked to. */
const MOST = 24

export const ImagesAhead = memo(function ImagesAhead({ shown }: { shown: ShownCase }) {
  return shown.images.filter(({ isHere }) => isHere).slice(0, MOST).map(({ id, anchor }) => <Ahead key={id} caseId={shown.caseId} anchor={anchor} />)
})

function Ahead({ caseId, anchor }: { caseId: string; anchor: ShownCase['images'][number]['anchor'] }) {
  const { frames, index } = useKeyStack(caseId, anchor)
  const frame = frames[index]
  useEffect(() => {
    if (frame) void sharedFrameStore().want(frame)
  }, [frame])
  return null
}
