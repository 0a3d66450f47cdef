// Images fill the screen: everything but the patient's identity gives way. The browser's own full screen is asked for and not needed.
import { useCallback, useEffect, useState } from 'react'

const MARK = 'imagesFill'

export function useFill(): { isFilled: boolean; toggleFill(): void } {
  const [isFilled, setFilled] = useState(false)
  useEffect(() => {
    if (!isFilled) return
    const root = document.documentElement
    root.dataset[MARK] = 'true'
    root.requestFullscreen?.().catch(() => undefined)
    const left = () => {
      if (!document.fullscreenElement) setFilled(false)
    }
    document.addEventListener('fullscreenchange', left)
    return () => {
      document.removeEventListener('fullscreenchange', left)
      delete root.dataset[MARK]
      if (document.fullscreenElement) document.exitFullscreen().catch(() => undefined)
    }
  }, [isFilled])
  return { isFilled, toggleFill: useCallback(() => setFilled((on) => !on), []) }
}
