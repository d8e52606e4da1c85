import { createHash } from 'node:crypto';
import { engineMs, imageId, type ImageId } from '../../core/base/brand';
import { list, number, object, text, texts } from '../../core/base/read';
import { readTime } from '../../core/base/read-time';
import type { ImageDetail, LayerDetail } from '../../core/journal/facts';

/** Instructions that never make a layer; of the others some may (`WORKDIR` of a folder that exists makes none). */
const NEVER =
  /^(?:\/bin\/sh -c #\(nop\)\s+)?(ENV|LABEL|CMD|ENTRYPOINT|EXPOSE|USER|VOLUME|STOPSIGNAL|HEALTHCHECK|SHELL|ARG|ONBUILD|MAINTAINER)\b/;

/** Chain id of each layer, base first: c0 = d0, cn = sha256(c(n-1) + " " + dn). From the OCI image specification. */
export function chainIds(diffs: readonly string[]): readonly string[] {
  const chain: string[] = [];
  for (const diff of diffs) {
    const below = chain.at(-1);
    chain.push(
      below === undefined ? diff : `sha256:${createHash('sha256').update(`${below} ${diff}`).digest('hex')}`,
    );
  }
  return chain;
}

/**
 * Joins the layers of `RootFS` with the engine's history, which names sizes and instructions but not which rows made
 * a layer. Where the two cannot be matched for certain, sizes stay null: a wrong number is worse than none.
 */
export function joinLayers(diffs: readonly string[], history: unknown): readonly LayerDetail[] {
  const chain = chainIds(diffs);
  const rows = list(history)
    .map((item) => object(item))
    .map((row) => ({ size: number(row['Size']), createdBy: text(row['CreatedBy']) }))
    .reverse();
  const may = rows.filter((row) => row.size > 0 || !NEVER.test(row.createdBy));
  const made = may.length === diffs.length ? may : rows.filter((row) => row.size > 0);
  const sure = made.length === diffs.length;
  return diffs.map((diff, i) => ({
    diff,
    chain: chain[i] ?? diff,
    size: sure ? (made[i]?.size ?? null) : null,
    createdBy: sure ? (made[i]?.createdBy ?? '').slice(0, 500) : '',
  }));
}

export function readImageDetail(answer: unknown, history: unknown): { id: ImageId; detail: ImageDetail } {
  const body = object(answer);
  const created = body['Created'];
  return {
    id: imageId(text(body['Id'])),
    detail: {
      layers: joinLayers(texts(object(body['RootFS'])['Layers']), history),
      tags: texts(body['RepoTags']).filter((tag) => !tag.startsWith('<none>')),
      digests: texts(body['RepoDigests']).filter((tag) => !tag.startsWith('<none>')),
      size: number(body['Size']),
      created: readTime(created) ?? engineMs(number(created) * 1000),
      architecture: text(body['Architecture']),
      os: text(body['Os']),
    },
  };
}
