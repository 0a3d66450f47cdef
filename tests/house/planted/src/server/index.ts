import { core } from '#core/host.ts'
export const server = core
