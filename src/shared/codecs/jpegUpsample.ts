// Brings a subsampled JPEG component to the picture's size with the triangle filter of the IJG library ("fancy upsampling"),
// which the reference toolkits use. @source IJG jdsample

export interface Plane {
  /** Samples, row-major. */
  data: Uint8Array | Uint16Array
  columns: number
  rows: number
}

/** @param across,down how many times larger the picture is than the plane: 1 or 2, or any whole number (repeated then) */
export function upsample(plane: Plane, across: number, down: number): Plane {
  if (across === 1 && down === 1) return plane
  // The filter needs neighbours: very narrow planes are repeated, as in the reference library.
  if (plane.columns <= 2 || across !== 2 || down > 2) return repeated(plane, across, down)
  return down === 1 ? doubledAcross(plane) : doubledBoth(plane)
}

function repeated({ data, columns, rows }: Plane, across: number, down: number): Plane {
  const out = same(data, columns * across * rows * down)
  for (let y = 0; y < rows * down; y++) {
    for (let x = 0; x < columns * across; x++) out[y * columns * across + x] = data[Math.floor(y / down) * columns + Math.floor(x / across)] as number
  }
  return { data: out, columns: columns * across, rows: rows * down }
}

function doubledAcross({ data, columns, rows }: Plane): Plane {
  const out = same(data, columns * 2 * rows)
  for (let y = 0; y < rows; y++) {
    const at = y * columns
    for (let x = 0; x < columns; x++) {
      const here = data[at + x] as number
      const left = x === 0 ? here : (data[at + x - 1] as number)
      const right = x === columns - 1 ? here : (data[at + x + 1] as number)
      out[(at + x) * 2] = x === 0 ? here : (3 * here + left + 1) >> 2
      out[(at + x) * 2 + 1] = x === columns - 1 ? here : (3 * here + right + 2) >> 2
    }
  }
  return { data: out, columns: columns * 2, rows }
}

function doubledBoth({ data, columns, rows }: Plane): Plane {
  const out = same(data, columns * 2 * rows * 2)
  for (let y = 0; y < rows * 2; y++) {
    const near = y >> 1
    const far = Math.min(rows - 1, Math.max(0, near + (y % 2 === 0 ? -1 : 1)))
    const sum = (x: number) => 3 * (data[near * columns + x] as number) + (data[far * columns + x] as number)
    for (let x = 0; x < columns; x++) {
      const here = sum(x)
      const to = y * columns * 2 + x * 2
      out[to] = x === 0 ? (here * 4 + 8) >> 4 : (here * 3 + sum(x - 1) + 8) >> 4
      out[to + 1] = x === columns - 1 ? (here * 4 + 7) >> 4 : (here * 3 + sum(x + 1) + 7) >> 4
    }
  }
  return { data: out, columns: columns * 2, rows: rows * 2 }
}

function same(data: Plane['data'], length: number): Plane['data'] {
  return data instanceof Uint8Array ? new Uint8Array(length) : new Uint16Array(length)
}
