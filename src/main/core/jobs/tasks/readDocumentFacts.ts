// Reads what the import keeps of one document: the only task that opens PDFs, photographs and text files.
import { carriedFacts, type DocumentFacts } from '../../documents/documentFacts.ts'
import { readImageFacts } from '../../documents/imageFacts.ts'
import { readPdfFacts } from './pdfFacts.ts'
import { readTextFacts, type TextFormat } from '../../documents/textFacts.ts'

export interface DocumentInput {
  bytes: Uint8Array
  format: 'pdf' | 'image' | 'carried' | TextFormat
  fileName: string
}

export async function run({ bytes, format, fileName }: DocumentInput): Promise<DocumentFacts | 'damaged'> {
  if (format === 'pdf') return readPdfFacts(bytes, fileName)
  if (format === 'carried') return carriedFacts(fileName)
  return format === 'image' ? readImageFacts(bytes, fileName) : readTextFacts(bytes, format, fileName)
}
