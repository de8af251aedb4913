import { Kind } from 'graphql';

/** What a query costs by the documented formula: the requests that its connections stand for, by hundreds; and how many nodes it asks for. */
export function costOf(document, variables) {
  let requests = 0;
  let nodes = 0;
  const fragments = new Map(document.definitions.filter(definition => definition.kind === Kind.FRAGMENT_DEFINITION).map(fragment => [fragment.name.value, fragment]));
  const valueOf = value => value.kind === Kind.VARIABLE ? variables[value.name.value] : value.kind === Kind.LIST ? value.values : Number(value.value);
  const walk = (selections, times) => {
    for (const selection of selections.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        walk(fragments.get(selection.name.value).selectionSet, times);
        continue;
      }
      let below = times;
      const size = selection.arguments?.find(argument => ['first', 'last'].includes(argument.name.value));
      const ids = selection.arguments?.find(argument => argument.name.value === 'ids');
      const many = size ? valueOf(size.value) : ids ? valueOf(ids.value)?.length : undefined;
      if (many) {
        requests += times;
        below = times * many;
        nodes += below;
      }
      if (selection.selectionSet) walk(selection.selectionSet, below);
    }
  };
  document.definitions.filter(definition => definition.kind === Kind.OPERATION_DEFINITION).forEach(operation => walk(operation.selectionSet, 1));
  return { cost: Math.max(1, Math.round(requests / 100)), nodes };
}
