// Entry of the worker that reads foreign bytes. Started by workers.ts with limits; holds no key and no file of the store.
import { serveTasks } from './serveTasks.ts'
import { parseTasks } from './tasks/parseTasks.ts'

serveTasks(parseTasks)
