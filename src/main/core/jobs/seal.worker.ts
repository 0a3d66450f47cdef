// Entry of the worker that takes files into the store: reads, hashes, encrypts, writes, flushes. Holds a case's key while it works; parses nothing.
import { serveTasks } from './serveTasks.ts'
import { sealTasks } from './tasks/sealTasks.ts'

serveTasks(sealTasks)
