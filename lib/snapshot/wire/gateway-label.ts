/** On a Service that a controller made for a Gateway of the Gateway API: the Gateway's name. */
export const GATEWAY_LABEL = 'gateway.networking.k8s.io/gateway-name';
