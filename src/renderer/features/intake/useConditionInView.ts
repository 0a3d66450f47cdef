// Who comes from a condition that is not met stands at the field that records it. Knows no condition by name.
import { useEffect } from 'react'
import { usePlace } from '../../app/place.ts'

/** @param isShown whether the fields are on the page by now */
export function useConditionInView(isShown: boolean): void {
  const condition = usePlace(({ place }) => (place.view === 'case' && place.tab === 'intake' ? place.section : null))
  useEffect(() => {
    if (!isShown || condition === null) return
    const named = document.querySelector<HTMLElement>(`[data-condition="${CSS.escape(condition)}"]`)
    const field = named?.matches('input') ? named : named?.nextElementSibling?.querySelector('input')
    named?.scrollIntoView({ block: 'center' })
    field?.focus({ preventScroll: true })
  }, [isShown, condition])
}
