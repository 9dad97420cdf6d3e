// Draws the PNG sizes that browsers and stores ask for from mark.svg: node extension/icons/render.mjs
import { readFile, writeFile } from 'node:fs/promises';
import { Resvg } from '@resvg/resvg-js';

const here = new URL('./', import.meta.url);
const svg = await readFile(new URL('mark.svg', here), 'utf8');
for (const size of [16, 32, 48, 96, 128]) {
  const png = new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng();
  await writeFile(new URL(`${size}.png`, here), png);
}
