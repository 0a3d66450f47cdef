import { z } from 'zod'
import { JobId } from '../../kit/ids.ts'
import { openProcedure } from '../procedure.ts'

export const demoContract = {
  /** Makes the demo clinic's profile, writes its three bundles and takes them in; the job reports progress. */
  open: openProcedure('demo.opened').output(z.object({ jobId: JobId, passphrase: z.string() })),
}
