import { metricsText } from '../metrics/metrics-holder.ts';

/** For Prometheus. */
export async function getMetrics(): Promise<Response> {
  const { contentType, text } = await metricsText();
  return new Response(text, { headers: { 'content-type': contentType, 'cache-control': 'no-store' } });
}
