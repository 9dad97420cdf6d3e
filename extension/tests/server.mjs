// Serves the test pages on a free port. `?csp` sends the strict policy that many news sites have.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';

const PAGES = new URL('./pages/', import.meta.url);
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.pdf': 'application/pdf',
  '.svg': 'image/svg+xml',
};

export const CSP = "default-src 'none'; script-src 'self'";

export async function serve() {
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    try {
      const body = await readFile(new URL(`.${pathname}`, PAGES));
      response.setHeader('content-type', TYPES[extname(pathname)] ?? 'application/octet-stream');
      if (searchParams.has('csp')) response.setHeader('content-security-policy', CSP);
      response.end(body);
    } catch {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: (page) => `http://127.0.0.1:${server.address().port}/${page}`,
    close: () => new Promise((resolve) => server.close(resolve) && server.closeAllConnections()),
  };
}
