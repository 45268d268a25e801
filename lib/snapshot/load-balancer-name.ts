/**
 * The base name the Azure cloud controller derives from a Service UID: `a` + UID without dashes, cut to 32
 * characters, so the last hex digit of the UID is lost. docs/model.md "Names and join".
 */
export function loadBalancerBaseName(serviceUid: string): string {
  return `a${serviceUid.replaceAll('-', '')}`.slice(0, 32).toLowerCase();
}

const BASE_NAME = /^a[0-9a-f]{31}/;

/** The base name that an Azure object's name starts with; null: the name was not made from a Service UID. */
export function baseNameOf(objectName: string): string | null {
  return BASE_NAME.exec(objectName.toLowerCase())?.[0] ?? null;
}
