import { one } from '../../features/one/index.ts'
export const pdf = one
