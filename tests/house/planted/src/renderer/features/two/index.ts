import { core } from '../../../main/core/host.ts'
export const two = core
