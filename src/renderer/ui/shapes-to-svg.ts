export { reconcile as shapesToSvg } from '../stage/nodes';
