// The words of one page of a PDF as printed, line by line, and which of them stand out. Runs in the parse worker only.

interface TextItem {
  str: string
  transform: number[]
}

interface PageSource {
  getPage(number: number): Promise<{ getTextContent(): Promise<{ items: readonly object[] }> }>
}

export interface PageText {
  text: string
  /** Lines in larger letters than the page's usual ones, largest first. */
  titles: string[]
}

interface Line {
  y: number
  height: number
  pieces: { x: number; text: string }[]
}

/** Lines as printed: pieces at one height are one line. A page that cannot be read has no text. */
export async function readPage(document: PageSource, number: number): Promise<PageText> {
  const items = await document
    .getPage(number)
    .then((page) => page.getTextContent())
    .then(({ items: all }) => all.filter((item): item is TextItem => 'str' in item))
    .catch(() => [])
  const lines: Line[] = []
  for (const { str, transform } of items) {
    if (str.trim() === '') continue
    const [c = 0, d = 0, x = 0, y = 0] = transform.slice(2)
    const height = Math.hypot(c, d)
    const line = lines.find((candidate) => Math.abs(candidate.y - y) < 3)
    if (line) {
      line.pieces.push({ x, text: str })
      line.height = Math.max(line.height, height)
    } else lines.push({ y, height, pieces: [{ x, text: str }] })
  }
  lines.sort((a, b) => b.y - a.y)
  const heights = lines.map(({ height }) => height).sort((a, b) => a - b)
  const usual = heights[heights.length >> 1] ?? 0
  const titles = lines.filter(({ height }) => height > usual * 1.15).sort((a, b) => b.height - a.height)
  return { text: lines.map(textOf).join('\n'), titles: titles.slice(0, 4).map(textOf) }
}

function textOf({ pieces }: Line): string {
  return [...pieces]
    .sort((a, b) => a.x - b.x)
    .map(({ text }) => text.trim())
    .join(' ')
}
