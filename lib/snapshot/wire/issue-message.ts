import type { z } from 'zod';

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object of strings',
};

const SHOWN_LENGTH = 60;

/** A value in the words of an error message: short, and never a whole object. */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (typeof value === 'string') return JSON.stringify(value.length > SHOWN_LENGTH ? `${value.slice(0, 59)}…` : value);
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  return Array.isArray(value) ? 'a list' : 'an object';
}

/** What is wrong with a value, in one sentence without its place. */
export function issueMessage(issue: z.core.$ZodIssue, value: unknown): string {
  const found = `found ${describeValue(value)}`;
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${EXPECTED[issue.expected] ?? issue.expected}, ${found}`;
    case 'invalid_value':
      return `expected ${issue.values.map((each) => JSON.stringify(each)).join(' or ')}, ${found}`;
    case 'too_small':
      return issue.origin === 'string' ? 'must not be empty' : `expected at least ${issue.minimum}, ${found}`;
    case 'too_big':
      return `expected at most ${issue.maximum}, ${found}`;
    default:
      return `${issue.message}, ${found}`;
  }
}
