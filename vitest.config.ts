import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{lib,components,cli,simulator,bench}/**/*.test.{ts,tsx}'],
    testTimeout: 30_000,
    pool: 'threads',
  },
});
