// The type of an icon of ui/icons.ts, for components that take one.
import type { ComponentType } from 'react'

export type Icon = ComponentType<{ size?: number | string; className?: string; 'aria-hidden'?: boolean }>
