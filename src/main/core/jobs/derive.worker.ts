// Entry of the worker that computes: keys from passphrases, thumbnails, rendered reports. Started by workers.ts with limits.
import { serveTasks } from './serveTasks.ts'
import { deriveTasks } from './tasks/deriveTasks.ts'

serveTasks(deriveTasks)
