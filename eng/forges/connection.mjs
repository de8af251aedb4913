import { GraphQLError } from 'graphql';

/** A list that is given on by pages, as all of GitHub's are: how many is to be said, 100 at most. */
export const connected = (items, extras) => ({ connected: items, extras });

export function connection(items, { first, last, after, before }, info, most = 100, extras) {
  // Who only counts need not say how many.
  const counts = info.fieldNodes.every(field => field.selectionSet.selections.every(selection => !['nodes', 'edges', 'pageInfo'].includes(selection.name?.value)));
  if (first == null && last == null && counts) return { ...extras, totalCount: items.length };
  if (first == null && last == null) throw new GraphQLError(`You must provide a \`first\` or \`last\` value to properly paginate the \`${info.fieldName}\` connection.`, { extensions: { type: 'MISSING_PAGINATION_BOUNDARIES' } });
  if ((first ?? last) < 1 || (first ?? last) > most) throw new GraphQLError(`Requesting ${first ?? last} records on the \`${info.fieldName}\` connection exceeds the limit of ${most} records.`, { extensions: { type: 'EXCESSIVE_PAGINATION' } });
  const at = cursor => Number(Buffer.from(cursor, 'base64url').toString());
  let from = after ? at(after) + 1 : 0;
  let to = before ? at(before) : items.length;
  if (first != null) to = Math.min(to, from + first);
  if (last != null) from = Math.max(from, to - last);
  const cursor = index => Buffer.from(String(index)).toString('base64url');
  const nodes = items.slice(from, to);
  return {
    ...extras, totalCount: items.length, nodes,
    edges: nodes.map((node, index) => ({ cursor: cursor(from + index), node })),
    pageInfo: { hasNextPage: to < items.length, hasPreviousPage: from > 0, startCursor: nodes.length ? cursor(from) : null, endCursor: nodes.length ? cursor(from + nodes.length - 1) : null },
  };
}
