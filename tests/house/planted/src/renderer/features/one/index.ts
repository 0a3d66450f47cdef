import { two } from '../two/index.ts'
export const one = two
