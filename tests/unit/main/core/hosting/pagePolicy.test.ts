import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { PAGE_POLICY_PATH, PAGE_POLICY_SCRIPT, dressPage, newStyleNonce } from '#core/hosting/pagePolicy.ts'

interface Policy {
  createHTML(text: string, type?: string, sink?: string): string | null
  createScriptURL(url: string): string | null
}

function installedPolicy(): Policy {
  const policies: Policy[] = []
  const window = { trustedTypes: { createPolicy: (_name: string, policy: Policy) => policies.push(policy) } }
  const location = { origin: 'http://127.0.0.1:5', hash: '', pathname: '/' }
  runInNewContext(PAGE_POLICY_SCRIPT, { addEventListener: () => {}, window, location, document: { baseURI: 'http://127.0.0.1:5/' }, URL })
  return policies[0] as Policy
}

test('markup never becomes HTML, a style sheet without markup does', () => {
  const policy = installedPolicy()
  expect(policy.createHTML('<img src=x onerror=alert(1)>', 'TrustedHTML', 'Element innerHTML')).toBeNull()
  expect(policy.createHTML(':root{--a:1px}', 'TrustedHTML', 'Element innerHTML')).toBe(':root{--a:1px}')
  expect(policy.createHTML('<p>x</p>', 'TrustedHTML', 'DOMParser parseFromString')).toBe('<p>x</p>')
})

test('workers come from our own build, never from stored files, uploads or elsewhere', () => {
  const policy = installedPolicy()
  expect(policy.createScriptURL('/assets/decode-a1.js')).toBe('/assets/decode-a1.js')
  for (const url of ['/blobs/aa', '/uploads/x', '/studies/1', 'http://evil.example/assets/x.js', 'blob:http://127.0.0.1:5/1', 'data:text/javascript,1']) {
    expect(policy.createScriptURL(url)).toBeNull()
  }
})

test('the page gets its nonce and the policy before any script of its own', () => {
  const html = dressPage('<html><head lang="en"><script src="/assets/app.js"></script></head></html>', 'abc')
  expect(html.indexOf(PAGE_POLICY_PATH)).toBeLessThan(html.indexOf('/assets/app.js'))
  expect(html).toContain('<meta name="consilium-style-nonce" content="abc">')
  expect(() => dressPage('<html></html>', 'abc')).toThrow()
})

test('nonces do not repeat', () => {
  expect(new Set(Array.from({ length: 1000 }, newStyleNonce)).size).toBe(1000)
})
