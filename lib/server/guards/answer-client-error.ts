import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Problem, problem, problemType } from '../http/problem.ts';

/** Answers what could not be read as a request; there is no response object for it. */
export function answerClientError(error: Error & { code?: string }, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { document } = problemOf(error.code);
  const body = `${JSON.stringify(document)}\n`;
  socket.end(
    [
      `HTTP/1.1 ${document.status} ${STATUS_CODES[document.status] ?? ''}`,
      `Content-Type: ${problemType}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Cache-Control: no-store',
      'X-Content-Type-Options: nosniff',
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

function problemOf(code: string | undefined): Problem {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return problem('headers-too-large', 'Request line and headers together may have 16 KiB.');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return problem('timeout', 'The request did not arrive in time.');
    default:
      return problem('bad-request', 'This is not an HTTP request.');
  }
}
