// Borders of a binary mask as closed loops along the edges of its pixels: what is inside stays exactly inside. Pure.

/** Pixel coordinates; the centre of the first pixel is [0, 0], its corner [-0.5, -0.5]. */
type Corner = readonly [number, number]

/** @param mask 0 or 1, row by row. @returns loops without repeated first point; holes are loops of their own */
export function outlinesOf(mask: Uint8Array, columns: number, rows: number): Corner[][] {
  const width = columns + 1
  /** From corner to the corners an edge leads to; the set side lies on its right. */
  const edges = new Map<number, number[]>()
  const add = (from: number, to: number) => {
    const known = edges.get(from)
    if (known) known.push(to)
    else edges.set(from, [to])
  }
  const at = (c: number, r: number) => c >= 0 && r >= 0 && c < columns && r < rows && mask[r * columns + c] === 1
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      if (mask[r * columns + c] !== 1) continue
      const corner = r * width + c
      if (!at(c, r - 1)) add(corner, corner + 1)
      if (!at(c + 1, r)) add(corner + 1, corner + 1 + width)
      if (!at(c, r + 1)) add(corner + 1 + width, corner + width)
      if (!at(c - 1, r)) add(corner + width, corner)
    }
  }
  const loops: Corner[][] = []
  for (const start of [...edges.keys()]) {
    while (edges.get(start)?.length) loops.push(straightened(follow(edges, start), width))
  }
  return loops
}

function follow(edges: Map<number, number[]>, start: number): number[] {
  const loop: number[] = []
  let here = start
  let before = -1
  do {
    loop.push(here)
    const next = take(edges, here, before)
    before = here
    here = next
  } while (here !== start && here >= 0)
  return loop
}

/** Where two loops touch in a corner the sharper turn to the right is taken, so that loops do not cross. */
function take(edges: Map<number, number[]>, from: number, before: number): number {
  const choices = edges.get(from)
  if (!choices || choices.length === 0) return -1
  let n = 0
  if (choices.length > 1 && before >= 0) {
    const came = from - before
    n = choices.findIndex((to) => isRightTurn(came, to - from))
    if (n < 0) n = 0
  }
  const [to] = choices.splice(n, 1)
  return to ?? -1
}

/** Steps are +1, -1 (along a row) or a whole row; right of +1 is down. */
function isRightTurn(came: number, goes: number): boolean {
  if (came === 1) return goes > 1
  if (came === -1) return goes < -1
  return came > 1 ? goes === -1 : goes === 1
}

function straightened(loop: readonly number[], width: number): Corner[] {
  const corner = (n: number): Corner => [(n % width) - 0.5, Math.floor(n / width) - 0.5]
  return loop
    .filter((here, n) => {
      const before = loop[(n + loop.length - 1) % loop.length] as number
      const after = loop[(n + 1) % loop.length] as number
      return here - before !== after - here
    })
    .map(corner)
}
