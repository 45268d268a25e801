import type { HttpClient } from '@azure/core-rest-pipeline';

/**
 * Sends every request to a plain-http origin on this machine, whatever host it was made for, so that signing,
 * retrying and paging run exactly as they do against Azure. The request is put back as it was afterwards: a retry
 * signs it again, and only https requests may be signed.
 */
export function loopbackHttpClient(inner: HttpClient, loopbackOrigin: string): HttpClient {
  return {
    async sendRequest(request) {
      const { url, agent, tlsSettings } = request;
      const asked = new URL(url);
      request.headers.set('x-original-host', asked.host);
      request.url = `${loopbackOrigin}${asked.pathname}${asked.search}`;
      request.allowInsecureConnection = true;
      delete request.agent;
      delete request.tlsSettings;
      try {
        return await inner.sendRequest(request);
      } finally {
        request.url = url;
        request.allowInsecureConnection = false;
        if (agent) request.agent = agent;
        if (tlsSettings) request.tlsSettings = tlsSettings;
      }
    },
  };
}
