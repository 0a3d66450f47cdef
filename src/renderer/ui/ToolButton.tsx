// A tool: icon with a name and its key in a tooltip, or icon with words. `pressed` makes it a toggle.
import { Tooltip } from '@mantine/core'
import type { ReactNode, Ref } from 'react'
import type { Icon } from './Icon.ts'
import { Kbd } from './Kbd.tsx'

interface ToolButtonProps {
  label: string
  icon: Icon
  /** Key as people read it, e.g. "Ctrl+B". */
  keys?: string
  pressed?: boolean
  disabled?: boolean
  /** Why it is disabled; a disabled tool stays reachable so that the reason can be read. */
  reason?: string
  onClick?: () => void
  /** Visible words; without them the icon stands alone. */
  children?: ReactNode
  ref?: Ref<HTMLButtonElement>
  size?: number
}

export function ToolButton({ label, icon: Shape, keys, pressed, disabled = false, reason, onClick, children, ref, size = 18 }: ToolButtonProps) {
  const act = disabled ? undefined : onClick
  return (
    <Tooltip
      label={
        <>
          {label} {keys && <Kbd keys={keys} />} {disabled && reason}
        </>
      }
    >
      <button
        ref={ref}
        type="button"
        className="c-tool"
        aria-label={label}
        {...(keys ? { 'aria-keyshortcuts': keys.replace('Ctrl', 'Control') } : {})}
        {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
        aria-disabled={disabled}
        onClick={act}
      >
        <Shape size={size} aria-hidden />
        {children}
      </button>
    </Tooltip>
  )
}
