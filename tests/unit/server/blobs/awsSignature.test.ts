// Signatures of requests to an object store, against the two that its makers publish.
import { expect, test } from 'vitest'
import { signed } from '../../../../src/server/blobs/awsSignature.ts'

/** docs.aws.amazon.com, "Signature Calculations for the Authorization Header: Transferring Payload in a Single Chunk", examples. */
const PUBLISHED = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' }
const AT = Date.parse('2013-05-24T00:00:00Z')
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
const sign = (method: string, url: string, headers: Record<string, string>) => signed({ method, url: new URL(url), headers }, PUBLISHED, 'us-east-1', AT)['authorization']

test('the published examples: a range, a name with a sign to be escaped, queries', () => {
  const host = 'https://examplebucket.s3.amazonaws.com'
  expect(sign('GET', `${host}/test.txt`, { range: 'bytes=0-9', 'x-amz-content-sha256': EMPTY })).toBe(
    'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  )
  const put = { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY', 'x-amz-content-sha256': '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072' }
  expect(sign('PUT', `${host}/test$file.text`, put)).toMatch(/Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd$/)
  expect(sign('GET', `${host}/?lifecycle`, { 'x-amz-content-sha256': EMPTY })).toMatch(/Signature=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543$/)
  expect(sign('GET', `${host}/?max-keys=2&prefix=J`, { 'x-amz-content-sha256': EMPTY })).toMatch(/Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7$/)
})
