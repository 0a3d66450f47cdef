import type { c } from '../contract/c.ts'
export type Upward = typeof c
