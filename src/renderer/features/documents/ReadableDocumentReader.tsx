// Asks the core for the text of a document and shows it; one that is still on its way is asked for again.
import { type ComponentProps, useMemo } from 'react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import { client } from '../../data/client.ts'
import { as } from '../../data/queries.ts'
import { ReadableReader } from '../../viewers/text/ReadableReader.tsx'

interface ReadableDocumentReaderProps extends Omit<ComponentProps<typeof ReadableReader>, 'content' | 'language'> {
  caseId: string
  document: SourceDocument
}

const AGAIN_MS = 3_000

export function ReadableDocumentReader({ caseId, document, ...rest }: ReadableDocumentReaderProps) {
  const query = useQuery({
    queryKey: ['case', caseId, 'readable', document.id],
    queryFn: () => client.reading.readable({ caseId: as(caseId), documentId: document.id }),
    placeholderData: keepPreviousData,
    structuralSharing: false,
    refetchInterval: ({ state }) => (state.data === null ? AGAIN_MS : false),
  })
  const content = useMemo(() => (query.isError ? 'unreadable' : query.data === null ? 'missing' : (query.data ?? null)), [query.isError, query.data])
  return <ReadableReader {...rest} content={content} language={document.language} />
}
