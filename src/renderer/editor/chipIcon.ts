// The kind of a proof as a small drawing inside a chip; the same outlines as the icons of the rest of the workstation (Tabler, 24-unit grid).
import type { Proof } from '#shared/domain/report.ts'

const outlines: Readonly<Record<Proof['kind'] | 'unknown', readonly string[]>> = {
  passage: ['M14 3v4a1 1 0 0 0 1 1h4', 'M17 21h-10a2 2 0 0 1 -2 -2v-14a2 2 0 0 1 2 -2h7l5 5v11a2 2 0 0 1 -2 2', 'M9 9l1 0', 'M9 13l6 0', 'M9 17l6 0'],
  measurement: ['M17 3l4 4l-14 14l-4 -4z', 'M16 7l-1.5 -1.5', 'M13 10l-1.5 -1.5', 'M10 13l-1.5 -1.5', 'M7 16l-1.5 -1.5'],
  keyImage: ['M15 8h.01', 'M3 6a3 3 0 0 1 3 -3h12a3 3 0 0 1 3 3v12a3 3 0 0 1 -3 3h-12a3 3 0 0 1 -3 -3v-12', 'M3 16l5 -5c.928 -.893 2.072 -.893 3 0l5 5', 'M14 14l1 -1c.928 -.893 2.072 -.893 3 0l3 3'],
  unknown: ['M12 9v4', 'M12 16h.01', 'M5 19h14a2 2 0 0 0 1.84 -2.75l-7.1 -12.25a2 2 0 0 0 -3.5 0l-7.1 12.25a2 2 0 0 0 1.75 2.75'],
}

const svg = 'http://www.w3.org/2000/svg'

/** @param kind null when the proof cannot be read */
export function chipIcon(kind: Proof['kind'] | null): SVGElement {
  const icon = document.createElementNS(svg, 'svg')
  icon.setAttribute('viewBox', '0 0 24 24')
  icon.setAttribute('class', 'proof-chip-icon')
  icon.setAttribute('aria-hidden', 'true')
  for (const d of outlines[kind ?? 'unknown']) {
    const path = document.createElementNS(svg, 'path')
    path.setAttribute('d', d)
    icon.append(path)
  }
  return icon
}
