import { digestOf } from '../files/layer';

/**
 * The names of chains, from the base up: equal names are equal layers on equal layers. (OCI image specification,
 * config.md, "Layer ChainID")
 */
export function chainIds(diffIds: readonly string[]): readonly string[] {
  const chains: string[] = [];
  for (const diffId of diffIds) {
    const below = chains.at(-1);
    chains.push(below === undefined ? diffId : digestOf(`${below} ${diffId}`));
  }
  return chains;
}
