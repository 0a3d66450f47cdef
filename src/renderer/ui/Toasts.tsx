// Draws the toasts as short lines inside the status bar, where nothing clinical is ever shown; a toast waits while it is focused or under the pointer.
import { useEffect, useState } from 'react'
import { useT } from '../i18n/useT.ts'
import { CloseIcon } from './icons.ts'
import { type Toast, useToasts } from './toasts.ts'

const STAY_MS = 8000

export function Toasts() {
  const toasts = useToasts((s) => s.toasts)
  return (
    <div className="c-toasts" role="status">
      {toasts.map((toast) => (
        <ToastLine key={toast.id} toast={toast} />
      ))}
    </div>
  )
}

function ToastLine({ toast }: { toast: Toast }) {
  const t = useT()
  const dismiss = useToasts((s) => s.dismiss)
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => dismiss(toast.id), STAY_MS)
    return () => clearTimeout(timer)
  }, [held, toast.id, dismiss])
  const end = (act: () => void) => () => {
    act()
    dismiss(toast.id)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointer and focus only hold the clock of this line; nothing is done by them
    <div className="c-toast" onMouseEnter={() => setHeld(true)} onMouseLeave={() => setHeld(false)} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}>
      <span className="t-clip" title={toast.words}>
        {toast.words}
      </span>
      {toast.undo && (
        <button type="button" className="c-toast-act" onClick={end(toast.undo)}>
          {t('common.undo')}
        </button>
      )}
      {toast.open && (
        <button type="button" className="c-toast-act" onClick={end(toast.open.go)}>
          {toast.open.words}
        </button>
      )}
      <button type="button" className="c-toast-act" aria-label={t('common.close')} onClick={() => dismiss(toast.id)}>
        <CloseIcon size={14} aria-hidden />
      </button>
    </div>
  )
}
