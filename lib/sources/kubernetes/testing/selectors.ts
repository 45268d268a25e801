import { propertyOf } from '../../../snapshot/wire/plain-object.ts';

/** Equality and existence terms of a label selector, as the real API server takes them. */
export function matchesLabels(object: unknown, selector: string): boolean {
  const labels = propertyOf(propertyOf(object, 'metadata'), 'labels');
  return terms(selector).every((term) => {
    const [key = '', value] = term.split('=');
    const actual = propertyOf(labels, key);
    return value === undefined ? actual !== undefined : actual === value;
  });
}

/** Equality terms of a field selector, with dotted paths. */
export function matchesFields(object: unknown, selector: string): boolean {
  return terms(selector).every((term) => {
    const [path = '', value] = term.split('=');
    return path.split('.').reduce<unknown>(propertyOf, object) === value;
  });
}

function terms(selector: string): string[] {
  return selector === '' ? [] : selector.split(',');
}
