import { test as base, expect, type Page } from '@playwright/test';

export { expect };

/** Every test fails when the page reports an error, breaks its content policy, or asks anybody but our server. */
export const test = base.extend<{ watched: undefined; expectedErrors: RegExp[] }>({
  expectedErrors: [[], { option: true }],
  watched: [
    async ({ page, expectedErrors, baseURL }, use) => {
      const problems = watch(page, String(baseURL));
      await use(undefined);
      expect(problems.filter((problem) => !expectedErrors.some((expected) => expected.test(problem)))).toEqual([]);
    },
    { auto: true },
  ],
});

function watch(page: Page, own: string): string[] {
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${response.status()} ${response.url()}`);
  });
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(own) && !/^(data|blob):/.test(url)) problems.push(`asks somebody else: ${url}`);
  });
  return problems;
}

export const clusterPage = '/clusters/prod-weu';
export const servicePage = '/clusters/prod-weu/services/shop/checkout';
export const lostMachine = 'aks-spot-18304512-vmss000001';
