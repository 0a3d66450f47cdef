// Figures for Prometheus (text format 0.0.4): counts and durations, no label that names a person, case or path with an id.
import type { FastifyInstance } from 'fastify'

const BOUNDS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

interface Series {
  count: number
  sum: number
  readonly buckets: number[]
}

export type Metrics = ReturnType<typeof createMetrics>

export function createMetrics() {
  const durations = new Map<string, Series>()
  const counters = new Map<string, number>()
  const gauges = new Map<string, () => number>()

  function observe(name: string, labels: string, seconds: number): void {
    const key = `${name}|${labels}`
    const series = durations.get(key) ?? { count: 0, sum: 0, buckets: BOUNDS_S.map(() => 0) }
    series.count++
    series.sum += seconds
    for (const [i, bound] of BOUNDS_S.entries()) if (seconds <= bound) series.buckets[i] = (series.buckets[i] ?? 0) + 1
    durations.set(key, series)
  }

  function text(): string {
    const lines: string[] = []
    const typed = new Set<string>()
    const type = (name: string, kind: string) => {
      if (!typed.has(name)) lines.push(`# TYPE ${name} ${kind}`)
      typed.add(name)
    }
    for (const [key, { count, sum, buckets }] of durations) {
      const [name = '', labels = ''] = key.split('|')
      type(name, 'histogram')
      for (const [i, bound] of BOUNDS_S.entries()) lines.push(`${name}_bucket{${labels},le="${bound}"} ${buckets[i]}`)
      lines.push(`${name}_bucket{${labels},le="+Inf"} ${count}`, `${name}_sum{${labels}} ${sum}`, `${name}_count{${labels}} ${count}`)
    }
    for (const [key, value] of counters) {
      const [name = '', labels = ''] = key.split('|')
      type(name, 'counter')
      lines.push(`${name}${labels ? `{${labels}}` : ''} ${value}`)
    }
    for (const [name, read] of gauges) {
      type(name, 'gauge')
      lines.push(`${name} ${read()}`)
    }
    return `${lines.join('\n')}\n`
  }

  return {
    observe,
    count: (name: string, labels = '', by = 1) => void counters.set(`${name}|${labels}`, (counters.get(`${name}|${labels}`) ?? 0) + by),
    gauge: (name: string, read: () => number) => void gauges.set(name, read),
    text,
  }
}

/** Times every answered request by its route, never by its address. */
export function measureRequests(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    const labels = `route="${route === '/api/*' ? procedureOf(request.url) : route}",method="${request.method}",status="${reply.statusCode}"`
    metrics.observe('consilium_http_seconds', labels, reply.elapsedTime / 1000)
  })
}

/** Name of the procedure of an API call; unknown ones share one label, so that nobody can make labels. */
function procedureOf(url: string): string {
  const path = /^\/api\/([a-zA-Z]{1,30}(?:\/[a-zA-Z]{1,30})?)(?:\?|$)/.exec(url)?.[1]
  return path ? `/api/${path}` : '/api/unknown'
}
