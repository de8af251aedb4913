// GraphQL over GitHub's published schema, answered from the same state that REST tells. A field that is not provided here is an error that names it,
// never a made-up value.
import { readFileSync } from 'node:fs';
import { GraphQLError, Kind, buildASTSchema, execute, getOperationAST, parse, validate, visit } from 'graphql';
import { connection } from './connection.mjs';
import { costOf } from './cost.mjs';
import { Objects } from './objects.mjs';

export function publishedSchema() {
  const text = readFileSync(new URL('./node_modules/@octokit/graphql-schema/schema.graphql', import.meta.url), 'utf8');
  // The file as it is shipped defines a field twice.
  const once = node => ({ ...node, fields: node.fields.filter((field, index, all) => all.findIndex(other => other.name.value === field.name.value) === index) });
  return buildASTSchema(visit(parse(text), { [Kind.OBJECT_TYPE_DEFINITION]: once, [Kind.INTERFACE_TYPE_DEFINITION]: once, [Kind.INPUT_OBJECT_TYPE_DEFINITION]: once }));
}

export class GraphQl {
  #schema = publishedSchema();
  #spent = new Map();
  #front; #objects;

  constructor({ front, gaps }) {
    this.#front = front;
    this.#objects = new Objects(front, gaps);
  }

  async answer(request) {
    const login = this.#front.login(request);
    if (!login) return { cost: 0, response: Response.json({ message: 'Bad credentials' }, { status: 401 }) };
    let body, document;
    try {
      body = JSON.parse(await request.text());
      document = parse(body.query);
    } catch (error) {
      return { cost: 0, response: Response.json({ errors: [{ message: error.message }] }, { status: error instanceof GraphQLError ? 200 : 400 }) };
    }
    const operation = getOperationAST(document, body.operationName);
    const named = { operation: operation?.name?.value ?? operation?.operation };
    const errors = validate(this.#schema, document);
    if (errors.length > 0) return { ...named, cost: 0, response: Response.json({ errors: errors.map(error => ({ message: error.message, extensions: { code: 'undefinedField' } })) }) };
    const { cost, nodes } = costOf(document, body.variables ?? {});
    if (nodes > 500_000) return { ...named, cost: 0, response: Response.json({ errors: [{ type: 'MAX_NODE_LIMIT_EXCEEDED', message: `This query requests up to ${nodes} possible nodes which exceeds the maximum limit of 500,000.` }] }) };
    const used = (this.#spent.get(login) ?? 0) + cost;
    this.#spent.set(login, used);
    const token = request.headers.get('authorization').replace(/^\w+ /, '');
    const result = await execute({
      schema: this.#schema, document, variableValues: body.variables, operationName: body.operationName,
      rootValue: this.#objects.root({ token, login, cost, used, nodes }), fieldResolver: resolve, typeResolver: value => value.__typename,
    });
    const shown = { ...result, ...(result.errors && { errors: result.errors.map(error => ({ type: error.extensions?.type, path: error.path, message: error.message })) }) };
    const headers = { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': String(5000 - used), 'x-ratelimit-used': String(used), 'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + 3600), 'x-ratelimit-resource': 'graphql' };
    return { ...named, cost, response: Response.json(shown, { headers }) };
  }
}

/** What an object does not have is not known here: that is said, so that no test passes on nothing. */
function resolve(source, args, context, info) {
  if (!(info.fieldName in source)) throw new GraphQLError(`The test stack does not provide ${info.parentType.name}.${info.fieldName}.`);
  const value = source[info.fieldName];
  const page = found => Array.isArray(found?.connected) ? connection(found.connected, args, info, 100, found.extras) : found;
  const given = typeof value === 'function' ? value(args) : value;
  return typeof given?.then === 'function' ? given.then(page) : page(given);
}
