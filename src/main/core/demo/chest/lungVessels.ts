// The branching vessels and bronchi of the demo lungs, grown once from chance so that every slice cuts the same tree.
import { createRandom, type Random } from '../random.ts'
import type { TubePoint } from '../raster/slicePainter.ts'
import { insideLung } from './geometry.ts'

interface LungTree {
  /** Short pieces, thickest first. */
  readonly vessels: readonly (readonly [TubePoint, TubePoint])[]
  /** Airways beside the larger arteries: middle line with the radius of the lumen. */
  readonly bronchi: readonly (readonly [TubePoint, TubePoint])[]
}

interface Node {
  readonly x: number
  readonly y: number
  readonly z: number
  readonly parent: number
  readonly path: number
  flow: number
}

interface Place {
  readonly x: number
  readonly y: number
  readonly z: number
}

const HILUM = { right: { x: -40, y: 4, z: 6 }, left: { x: 44, y: 8, z: 10 } }
const TIP_RADIUS = 0.48

/** Arteries and veins of both lungs. @param breath mm by which the diaphragm lies lower */
export function growLungTrees(seed: number, breath: number): LungTree {
  const vessels: [TubePoint, TubePoint][] = []
  const bronchi: [TubePoint, TubePoint][] = []
  for (const side of [-1, 1] as const) {
    for (const kind of ['artery', 'vein'] as const) {
      const random = createRandom(seed, `lung/${kind}/${side}`)
      const hilum = side === -1 ? HILUM.right : HILUM.left
      const root = kind === 'artery' ? hilum : { x: hilum.x * 0.92, y: hilum.y - 8, z: hilum.z - 16 }
      const nodes = growTree(random, root, side, kind === 'artery' ? 900 : 760, breath)
      vessels.push(...piecesOf(nodes, kind === 'artery' ? 5.4 : 5))
      if (kind === 'artery') bronchi.push(...airwaysBeside(nodes, hilum))
    }
  }
  vessels.sort((a, b) => b[0].r - a[0].r)
  return { vessels, bronchi }
}

function growTree(random: Random, root: Place, side: 1 | -1, tips: number, breath: number): Node[] {
  const nodes: Node[] = [{ ...root, parent: -1, path: 0, flow: 0 }]
  const places: Place[] = []
  while (places.length < tips) {
    const place = { x: side * random.between(14, 130), y: random.between(-90, 90), z: random.between(-135, 112) }
    if (insideLung(place.x, place.y, place.z, 5, breath)) places.push(place)
  }
  places.sort((a, b) => distance(a, root) - distance(b, root))
  for (const place of places) attach(nodes, place, random)
  for (let i = nodes.length - 1; i > 0; i--) {
    const node = nodes[i] as Node
    node.flow += 1
    const parent = nodes[node.parent] as Node
    parent.flow += node.flow
  }
  return nodes
}

/** Joins a place to the tree where the whole way to the hilum stays short, with bends like those of a living vessel. */
function attach(nodes: Node[], place: Place, random: Random): void {
  let best = 0
  let cost = Number.POSITIVE_INFINITY
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i] as Node
    const whole = distance(node, place) + 0.42 * node.path
    if (whole < cost) {
      cost = whole
      best = i
    }
  }
  const from = nodes[best] as Node
  const length = distance(from, place)
  const steps = Math.max(1, Math.round(length / 9))
  let parent = best
  for (let s = 1; s <= steps; s++) {
    const t = s / steps
    const bend = s === steps ? 0 : 0.09 * length
    nodes.push({
      x: from.x + t * (place.x - from.x) + bend * random.gaussian() * 0.5,
      y: from.y + t * (place.y - from.y) + bend * random.gaussian() * 0.5,
      z: from.z + t * (place.z - from.z) + bend * random.gaussian() * 0.5,
      parent,
      path: from.path + t * length,
      flow: 0,
    })
    parent = nodes.length - 1
  }
}

function distance(a: Place, b: Place): number {
  return Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z)
}

function radiusOf(node: Node, total: number, trunk: number): number {
  return TIP_RADIUS + (trunk - TIP_RADIUS) * (node.flow / total) ** 0.4
}

function piecesOf(nodes: readonly Node[], trunk: number): [TubePoint, TubePoint][] {
  const total = (nodes[0] as Node).flow
  return nodes.slice(1).map((node) => {
    const parent = nodes[node.parent] as Node
    const r = radiusOf(node, total, trunk)
    const from = Math.min(radiusOf(parent, total, trunk), r * 1.35)
    return [
      { x: parent.x, y: parent.y, z: parent.z, r: from },
      { x: node.x, y: node.y, z: node.z, r },
    ]
  })
}

/** Bronchi run with the arteries, a little inwards and behind, until they are too small to see. */
function airwaysBeside(nodes: readonly Node[], hilum: Place): [TubePoint, TubePoint][] {
  const total = (nodes[0] as Node).flow
  const pieces: [TubePoint, TubePoint][] = []
  for (const node of nodes.slice(1)) {
    const r = radiusOf(node, total, 5.4)
    if (r < 1.15 || distance(node, hilum) > 78) continue
    const parent = nodes[node.parent] as Node
    const off = r + 0.8 * r + 0.6
    const shift = { x: -Math.sign(node.x) * off * 0.55, y: off * 0.7, z: off * 0.3 }
    const at = (place: Node) => ({ x: place.x + shift.x, y: place.y + shift.y, z: place.z + shift.z, r: 0.72 * r })
    pieces.push([at(parent), at(node)])
  }
  return pieces
}
