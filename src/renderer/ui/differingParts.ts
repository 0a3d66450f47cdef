// Which characters of a stated value differ from the case's: common beginning and end stay plain. Pure.

export interface Part {
  text: string
  differs: boolean
  /** Offset in the text, for a stable key. */
  at: number
}

/** Two values that are known to differ, compared character by character from both ends: what lies between differs; all of it, where it only leaves something out ("male", "female"). */
export function differingParts(text: string, against: string): Part[] {
  const a = [...text]
  const b = [...against]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const cut = (from: number, to: number, differs: boolean): Part[] => (to > from ? [{ text: a.slice(from, to).join(''), differs, at: from }] : [])
  if (start + end === a.length && text !== against) return cut(0, a.length, true)
  return [...cut(0, start, false), ...cut(start, a.length - end, true), ...cut(a.length - end, a.length, false)]
}
