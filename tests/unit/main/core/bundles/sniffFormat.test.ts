import { expect, test } from 'vitest'
import { isMediaSoftware } from '../../../../../src/main/core/bundles/mediaSoftware.ts'
import { sniffFormat } from '../../../../../src/main/core/bundles/sniffFormat.ts'
import { slice } from '../../../../support/dicomFile.ts'

test.each([
  ['%PDF-1.7 …', { kind: 'document', format: 'pdf' }],
  ['MZ\u0090', { kind: 'unwanted', code: 'mediaSoftware' }],
  ['{\\rtf1\\ansi', { kind: 'document', format: 'rtf' }],
  ['<!DOCTYPE html><html>', { kind: 'document', format: 'html' }],
  ['<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3">', { kind: 'document', format: 'xml' }],
  ['MSH|^~\\&|LAB', { kind: 'document', format: 'hl7' }],
  ['{"resourceType":"Bundle"}', { kind: 'document', mediaType: 'application/fhir+json' }],
  ['FHS|^~\\&|LAB', { kind: 'document', format: 'hl7' }],
  ['<?xml version="1.0"?><AnnotatedECG xmlns="urn:hl7-org:v3">', { kind: 'document', mediaType: 'application/vnd.hl7.aecg+xml' }],
  ['[{"resourceType":"Patient"}]', { kind: 'document', mediaType: 'application/fhir+json' }],
  ['\u0000\u0000\u0000\u0018ftypisom', { kind: 'document', mediaType: 'video/mp4', format: 'carried' }],
  ['RIFF\u0000\u0000\u0000\u0000AVI LIST', { kind: 'document', mediaType: 'video/x-msvideo', format: 'carried' }],
  ['\u0001\u0002\u0000\u0000\u0000\u0010......\u0000\u0000\u0000\u0000SCPECG', { kind: 'document', mediaType: 'application/x-scp-ecg', format: 'carried' }],
  ['GIF89a', { kind: 'document', mediaType: 'image/gif', format: 'image' }],
  ['II*\u0000', { kind: 'document', mediaType: 'image/tiff', format: 'image' }],
  ['PK\u0003\u0004.......mimetypeapplication/vnd.oasis.opendocument.text', { kind: 'document', mediaType: 'application/vnd.oasis.opendocument.text', format: 'carried' }],
  ['Dear colleague', { kind: 'document', format: 'text' }],
  ['<svg xmlns="x"><script>', { kind: 'unwanted', code: 'unsupportedFormat' }],
  ['PK\u0003\u0004....IM0001', { kind: 'archive' }],
] as const)('%j is told by its content', (head, format) => expect(sniffFormat(Buffer.from(head, 'latin1'))).toMatchObject(format))

test('DICOM is DICOM under any name, with or without its preamble', () => {
  expect(sniffFormat(slice())).toEqual({ kind: 'dicom' })
  expect(sniffFormat(slice({}, { meta: false }))).toEqual({ kind: 'dicom' })
  expect(sniffFormat(slice({}, { meta: false, implicit: true }))).toEqual({ kind: 'dicom' })
})

test('a disc’s own pages are software only beside its DICOMDIR', () => {
  const disc = new Set(['disc'])
  expect(isMediaSoftware('disc/README.TXT', disc)).toBe(true)
  expect(isMediaSoftware('disc/viewer/help/page1.png', disc)).toBe(true)
  expect(isMediaSoftware('README.TXT', new Set())).toBe(false)
  expect(isMediaSoftware('disc/report.txt', disc)).toBe(false)
  expect(isMediaSoftware('letters/logo.jpg', disc)).toBe(false)
})
