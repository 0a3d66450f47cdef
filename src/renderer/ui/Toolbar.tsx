// A row or column of tools as one stop of the Tab key: arrows move inside (ARIA toolbar pattern).
import { type KeyboardEvent, type ReactNode, useRef } from 'react'

export function Toolbar({ label, vertical = false, children }: { label: string; vertical?: boolean; children: ReactNode }) {
  const bar = useRef<HTMLDivElement>(null)
  function move(event: KeyboardEvent) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    const inField = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement
    if (!step || inField) return
    const tools = [...(bar.current?.querySelectorAll('button, [role="radio"]') ?? [])]
    const at = document.activeElement ? tools.indexOf(document.activeElement) : -1
    const next = tools[(at + step + tools.length) % tools.length]
    if (at < 0 || !(next instanceof HTMLElement)) return
    next.focus()
    event.preventDefault()
  }
  return (
    // The toolbar itself takes no focus; its keys act while one of its tools has it.
    <div ref={bar} className="c-toolbar" role="toolbar" aria-label={label} aria-orientation={vertical ? 'vertical' : 'horizontal'} {...(vertical ? { 'data-vertical': true } : {})} onKeyDown={move}>
      {children}
    </div>
  )
}
