import { createHash } from 'node:crypto';
import { engineMs, imageId, type ImageId } from '../../core/base/brand';
import { list, number, object, text, texts } from '../../core/base/read';
import { readTime } from '../../core/base/read-time';
import { withoutSecrets } from '../../core/docker/history-line';
import type { HistoryRow, ImageDetail, LayerDetail } from '../../core/journal/facts';

/** Images have a few dozen; a stranger's may have any number. */
const MOST_ROWS = 200;

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
export function joinLayers(
  diffs: readonly string[],
  history: unknown,
): { readonly layers: readonly LayerDetail[]; readonly history: readonly HistoryRow[] } {
  const chain = chainIds(diffs);
  const rows = list(history)
    .map((item) => object(item))
    .map((row) => ({
      size: number(row['Size']),
      created: number(row['Created']),
      createdBy: withoutSecrets(text(row['CreatedBy'])).slice(0, 500),
    }))
    .reverse();
  const may = rows.filter((row) => row.size > 0 || !NEVER.test(row.createdBy));
  const made = may.length === diffs.length ? may : rows.filter((row) => row.size > 0);
  const sure = made.length === diffs.length;
  return {
    layers: diffs.map((diff, i) => ({
      diff,
      chain: chain[i] ?? diff,
      size: sure ? (made[i]?.size ?? null) : null,
      createdBy: sure ? (made[i]?.createdBy ?? '') : '',
    })),
    history: rows.slice(-MOST_ROWS).map((row) => {
      const layer = made.indexOf(row);
      return {
        createdBy: row.createdBy,
        created: engineMs(row.created * 1000),
        size: sure ? row.size : null,
        layer: sure && layer >= 0 ? layer : null,
      };
    }),
  };
}

export function readImageDetail(answer: unknown, history: unknown): { id: ImageId; detail: ImageDetail } {
  const body = object(answer);
  const created = body['Created'];
  return {
    id: imageId(text(body['Id'])),
    detail: {
      ...joinLayers(texts(object(body['RootFS'])['Layers']), history),
      tags: texts(body['RepoTags']).filter((tag) => !tag.startsWith('<none>')),
      digests: texts(body['RepoDigests']).filter((tag) => !tag.startsWith('<none>')),
      size: number(body['Size']),
      created: readTime(created) ?? engineMs(number(created) * 1000),
      architecture: text(body['Architecture']),
      os: text(body['Os']),
    },
  };
}
