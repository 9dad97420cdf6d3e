// A static server on a free local port, for tests: `const { origin, close } = await serve(folder, { headers })`.
export { serve } from '../../scripts/lib/serve.mjs';
