// A run that failed must not look like one that passed: what the test programs print is read right.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cargoCounts, nodeCounts } from '../lib/counts.mjs';

const CARGO = `
running 2 tests
test a ... ok
test b ... FAILED

test result: FAILED. 1 passed; 1 failed; 3 ignored; 0 measured; 0 filtered out; finished in 0.00s

running 4 tests
test result: ok. 4 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.10s
`;

const NODE = `
✔ fixtures (9000.024088ms)
ℹ tests 7
ℹ suites 1
ℹ pass 3
ℹ fail 1
ℹ cancelled 1
ℹ skipped 1
ℹ todo 1
ℹ duration_ms 9215.016004
`;

test('cargo: the counts of all test programs together', () => {
  assert.deepEqual(cargoCounts(CARGO), { passed: 5, failed: 1, skipped: 3 });
});

test('node: a cancelled test has failed', () => {
  assert.deepEqual(nodeCounts(NODE), { passed: 3, failed: 2, skipped: 2 });
});

test('a program that said nothing ran no test', () => {
  for (const count of [cargoCounts, nodeCounts]) assert.deepEqual(count('error: could not compile'), { passed: 0, failed: 0, skipped: 0 });
});
