// F6 walks the regions of the window in the order of the page, and returns to where the focus was inside each.

/** Regions are landmarks marked with data-region and a tabindex of -1. */
export function walkRegions(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter((region) => region.offsetParent !== null)
  if (regions.length === 0) return
  const active = document.activeElement
  // The innermost region that holds the focus; regions may lie inside one another.
  const here = regions.findLastIndex((region) => region.contains(active))
  const next = regions[(here + step + regions.length) % regions.length]
  const first = next?.querySelector<HTMLElement>('[aria-current="true"], [aria-selected="true"][tabindex="0"], [role="application"], [tabindex="0"]')
  ;(first ?? next)?.focus()
}
