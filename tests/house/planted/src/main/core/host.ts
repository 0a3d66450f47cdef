import { host } from '../hosts/browser/index.ts'
export const core = host
