import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{app,bench,cli,components,lib,simulator}/**/*.test.{ts,tsx}', 'e2e/conformance/**/*.test.ts'],
    testTimeout: 30_000,
    pool: 'threads',
  },
});
