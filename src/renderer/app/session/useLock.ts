// Locking: what is written is saved, the profile is closed, and nothing clinical stays in this window's memory.
import { create } from 'zustand'
import { client } from '../../data/client.ts'
import { queryClient } from '../../data/queries.ts'
import { rooms } from '../../data/rooms.ts'
import { dropPdfs } from '../../viewers/pdf/keptPdfs.ts'
import { dropPages } from '../../viewers/pdf/pageShots.ts'
import { dropPassages } from '../../viewers/pdf/passageShots.ts'

const SAVE_PATIENCE_MS = 3000

/** Whether locking is under way, so that a second key press does nothing. */
export const useLocking = create<{ locking: boolean }>(() => ({ locking: false }))

export async function lock(): Promise<void> {
  if (useLocking.getState().locking) return
  useLocking.setState({ locking: true })
  try {
    await rooms.settle(SAVE_PATIENCE_MS)
    await client.profile.lock()
    rooms.closeAll()
    dropPdfs()
    dropPassages()
    dropPages()
    const status = await client.profile.status()
    queryClient.clear()
    queryClient.setQueryData(['profile'], status)
  } finally {
    useLocking.setState({ locking: false })
  }
}
