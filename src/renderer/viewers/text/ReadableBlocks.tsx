// The shapes of a text as React elements: headings, paragraphs, lists, tables. Only words go in, so nothing in a file can act.
import { memo } from 'react'
import type { ReadableBlock } from '#shared/domain/readableDocument.ts'
import { useT } from '../../i18n/useT.ts'

/** Our words are outside of the document's: they are not quoted and not searched. */
export const ReadableBlocks = memo(function ReadableBlocks({ blocks }: { blocks: readonly ReadableBlock[] }) {
  return blocks.map((block, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a document's blocks never change while it is open
    <Block key={i} block={block} />
  ))
})

function Block({ block }: { block: ReadableBlock }) {
  const t = useT()
  switch (block.type) {
    case 'heading': {
      const Heading = (['h2', 'h3', 'h4'] as const)[block.level - 1] ?? 'h4'
      return block.key ? <Heading>{t(`documents.readable.heading.${block.key}`)}</Heading> : <Heading data-words>{block.text}</Heading>
    }
    case 'paragraph':
      return <p data-words>{block.text}</p>
    case 'pre':
      return (
        <pre className="text-pre" data-words>
          {block.text}
        </pre>
      )
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul'
      return (
        <List>
          {block.items.map((item, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows and cells of a closed document never change their order
            <li key={i} data-words>
              {item}
            </li>
          ))}
        </List>
      )
    }
    case 'table':
      return <Table block={block} />
    case 'facts':
      return (
        <dl className="text-facts">
          {block.pairs.map(([key, value]) => (
            <div key={key}>
              <dt>{t(`documents.readable.fact.${key}`)}</dt>
              <dd data-words>{value}</dd>
            </div>
          ))}
        </dl>
      )
  }
}

function Table({ block: { columns, header, rows } }: { block: Extract<ReadableBlock, { type: 'table' }> }) {
  const t = useT()
  return (
    <table>
      {columns.length + header.length > 0 && (
        <thead>
          <tr>
            {columns.map((key) => (
              <th key={key} scope="col">
                {t(`documents.readable.column.${key}`)}
              </th>
            ))}
            {columns.length === 0 &&
              header.map((words, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows and cells of a closed document never change their order
                <th key={i} scope="col" data-words>
                  {words}
                </th>
              ))}
          </tr>
        </thead>
      )}
      <tbody>
        {rows.map((row, r) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows and cells of a closed document never change their order
          <tr key={r}>
            {row.map((cell, c) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows and cells of a closed document never change their order
              <td key={c} data-words>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
