// Linear, in front of its emulator. The emulator's schema is thinner than the published one: no ids from the creator, no filters but comparators of texts,
// no attachments, null instead of an error where something is not there, no limits. The part of the published schema that Ao uses is written down here,
// and answered from what the emulator keeps.
import { serve } from '@hono/node-server';
import { GraphQLError, buildSchema, execute, getOperationAST, parse, validate } from 'graphql';
import { connection } from './connection.mjs';
import { secrets } from './seed.mjs';

export const slice = `
scalar DateTime
scalar DateTimeOrDuration
scalar JSONObject
enum PaginationOrderBy { createdAt updatedAt }
type Query {
  viewer: User!
  teams(first: Int, after: String, filter: TeamFilter): TeamConnection!
  issue(id: String!): Issue!
  issues(first: Int, after: String, filter: IssueFilter, orderBy: PaginationOrderBy, includeArchived: Boolean): IssueConnection!
  comment(id: String, hash: String): Comment!
  issueLabels(first: Int, after: String, filter: IssueLabelFilter): IssueLabelConnection!
  users(first: Int, after: String, filter: UserFilter): UserConnection!
}
type Mutation {
  issueCreate(input: IssueCreateInput!): IssuePayload!
  issueUpdate(id: String!, input: IssueUpdateInput!): IssuePayload!
  commentCreate(input: CommentCreateInput!): CommentPayload!
  issueLabelCreate(input: IssueLabelCreateInput!, replaceTeamLabels: Boolean): IssueLabelPayload!
  attachmentCreate(input: AttachmentCreateInput!): AttachmentPayload!
}
type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
type User { id: ID! name: String! displayName: String! email: String! }
type UserConnection { nodes: [User!]! pageInfo: PageInfo! }
type Team { id: ID! key: String! name: String! states(first: Int, after: String): WorkflowStateConnection! }
type TeamConnection { nodes: [Team!]! pageInfo: PageInfo! }
type WorkflowState { id: ID! name: String! type: String! position: Float! }
type WorkflowStateConnection { nodes: [WorkflowState!]! pageInfo: PageInfo! }
type IssueLabel { id: ID! name: String! color: String! team: Team }
type IssueLabelConnection { nodes: [IssueLabel!]! pageInfo: PageInfo! }
type ActorBot { id: ID name: String type: String! }
type Comment { id: ID! body: String! createdAt: DateTime! updatedAt: DateTime! user: User botActor: ActorBot issue: Issue }
type CommentConnection { nodes: [Comment!]! pageInfo: PageInfo! }
type Attachment { id: ID! title: String! subtitle: String url: String! createdAt: DateTime! metadata: JSONObject! }
type AttachmentConnection { nodes: [Attachment!]! pageInfo: PageInfo! }
type Issue {
  id: ID! identifier: String! number: Float! title: String! description: String url: String! createdAt: DateTime! updatedAt: DateTime! completedAt: DateTime canceledAt: DateTime
  team: Team! state: WorkflowState! assignee: User creator: User
  labels(first: Int, after: String, filter: IssueLabelFilter): IssueLabelConnection!
  comments(first: Int, after: String, orderBy: PaginationOrderBy): CommentConnection!
  attachments(first: Int, after: String): AttachmentConnection!
}
type IssueConnection { nodes: [Issue!]! pageInfo: PageInfo! }
input IDComparator { eq: ID in: [ID!] neq: ID nin: [ID!] }
input StringComparator { eq: String in: [String!] neq: String nin: [String!] eqIgnoreCase: String neqIgnoreCase: String contains: String containsIgnoreCase: String startsWith: String endsWith: String }
input NullableStringComparator { eq: String in: [String!] neq: String nin: [String!] eqIgnoreCase: String contains: String containsIgnoreCase: String null: Boolean }
input DateComparator { eq: DateTimeOrDuration gt: DateTimeOrDuration gte: DateTimeOrDuration lt: DateTimeOrDuration lte: DateTimeOrDuration }
input TeamFilter { id: IDComparator key: StringComparator name: StringComparator and: [TeamFilter!] or: [TeamFilter!] }
input UserFilter { id: IDComparator email: StringComparator name: StringComparator displayName: StringComparator and: [UserFilter!] or: [UserFilter!] }
input WorkflowStateFilter { id: IDComparator name: StringComparator type: StringComparator }
input IssueLabelFilter { id: IDComparator name: StringComparator and: [IssueLabelFilter!] or: [IssueLabelFilter!] }
input IssueLabelCollectionFilter { some: IssueLabelFilter every: IssueLabelFilter }
input IssueFilter {
  id: IDComparator title: StringComparator description: NullableStringComparator team: TeamFilter state: WorkflowStateFilter labels: IssueLabelCollectionFilter
  createdAt: DateComparator updatedAt: DateComparator and: [IssueFilter!] or: [IssueFilter!]
}
input IssueCreateInput { id: String teamId: String! title: String description: String stateId: String assigneeId: String labelIds: [String!] priority: Int }
input IssueUpdateInput { title: String description: String stateId: String assigneeId: String labelIds: [String!] priority: Int }
input CommentCreateInput { id: String issueId: String body: String }
input IssueLabelCreateInput { id: String name: String! color: String teamId: String }
input AttachmentCreateInput { id: String issueId: String! title: String! subtitle: String url: String! metadata: JSONObject }
type IssuePayload { success: Boolean! lastSyncId: Float! issue: Issue }
type CommentPayload { success: Boolean! lastSyncId: Float! comment: Comment! }
type IssueLabelPayload { success: Boolean! lastSyncId: Float! issueLabel: IssueLabel! }
type AttachmentPayload { success: Boolean! lastSyncId: Float! attachment: Attachment! }
`;

const issueFields = `id identifier number title description url createdAt updatedAt completedAt canceledAt team { id key name } state { id name type position }
  assignee { id name displayName email } creator { id name displayName email } labels(first: 100) { nodes { id name color team { id key name } } }
  comments(first: 100) { nodes { id body createdAt updatedAt user { id name displayName email } } }`;

export class LinearFront {
  #schema = buildSchema(slice);
  #emulator;
  #ids = new Map();
  #attachments = new Map();
  #spent = 0;
  #limit = 2500;

  static async listen(emulator) {
    const front = new LinearFront();
    front.#emulator = emulator;
    front.address = await new Promise(resolve => serve({ fetch: request => front.#answer(request), port: 0, hostname: '127.0.0.1', overrideGlobalObjects: false }, info => resolve(`http://127.0.0.1:${info.port}`)));
    return front;
  }

  async #answer(request) {
    const url = new URL(request.url);
    if (request.method === 'PUT' && url.pathname === '/_ao/limit') {
      this.#limit = this.#spent + (await request.json()).remaining;
      return new Response(null, { status: 204 });
    }
    if ((request.headers.get('authorization') ?? '').replace(/^Bearer /, '') !== secrets.linear) return this.#reply(400, { errors: [{ message: 'Authentication required, not authenticated', extensions: { type: 'authentication error', code: 'AUTHENTICATION_ERROR', statusCode: 401 } }] }, 401);
    if (this.#spent >= this.#limit) return this.#reply(400, { errors: [{ message: 'Rate limit exceeded', extensions: { type: 'ratelimited', code: 'RATELIMITED', statusCode: 400 } }] });
    this.#spent++;
    const body = await request.json();
    // Only tests set webhooks up; that is given on as it is.
    if (/webhookCreate/.test(body.query)) return Response.json(await this.#ask(body.query, body.variables));
    const document = parse(body.query);
    const errors = validate(this.#schema, document);
    if (errors.length > 0) return this.#reply(400, { errors: errors.map(error => ({ message: error.message, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } })) });
    const result = await execute({ schema: this.#schema, document, variableValues: body.variables, operationName: body.operationName, rootValue: this.#root(), fieldResolver: resolve });
    return this.#reply(result.errors ? 400 : 200, result.errors ? { ...result, errors: result.errors.map(error => ({ message: error.message, path: error.path, extensions: { type: 'invalid input', code: 'INPUT_ERROR', userPresentableMessage: error.message, ...error.extensions } })) } : result);
  }

  #reply(status, body, instead) {
    return Response.json(body, { status: instead ?? status, headers: { 'x-ratelimit-requests-limit': '2500', 'x-ratelimit-requests-remaining': String(Math.max(0, this.#limit - this.#spent)), 'x-ratelimit-requests-reset': String(Date.now() + 3_600_000), 'x-complexity': '10' } });
  }

  async #ask(query, variables) {
    const response = await fetch(`${this.#emulator}/graphql`, { method: 'POST', headers: { authorization: `Bearer ${secrets.linear}`, 'content-type': 'application/json' }, body: JSON.stringify({ query, variables }) });
    const answer = await response.json();
    if (answer.errors) throw new GraphQLError(answer.errors[0].message);
    return answer;
  }

  async #all(field, fields, args = '') {
    const nodes = [];
    for (let after = null; ;) {
      const { data } = await this.#ask(`query($after: String) { ${field}(first: 100, after: $after${args}) { nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`, { after });
      nodes.push(...data[field].nodes);
      if (!data[field].pageInfo.hasNextPage) return nodes;
      after = data[field].pageInfo.endCursor;
    }
  }

  #issue(issue) {
    const own = [...this.#ids].find(([, id]) => id === issue.id)?.[0] ?? issue.id;
    return { ...issue, id: own, labels: { connected: issue.labels.nodes, first: 50 }, comments: { connected: issue.comments.nodes.map(comment => ({ ...comment, botActor: null })).reverse(), first: 50 }, attachments: { connected: this.#attachments.get(issue.id) ?? [], first: 50 } };
  }

  async #find(id) {
    const { data } = await this.#ask(`query($id: String!) { issue(id: $id) { ${issueFields} } }`, { id: this.#ids.get(id) ?? id });
    if (!data.issue) throw new GraphQLError('Entity not found: Issue - Could not find referenced Issue.');
    return data.issue;
  }

  #claim(input) {
    if (input.id && this.#ids.has(input.id)) throw new GraphQLError('Entity with that id already exists.');
    const { id, ...rest } = input;
    return rest;
  }

  #root() {
    const teams = async () => (await this.#all('teams', 'id key name states(first: 100) { nodes { id name type position } }')).map(team => ({ ...team, states: { connected: team.states.nodes, first: 50 } }));
    const page = async (items, filter) => ({ connected: (await items).filter(item => !filter || matches(item, filter)), first: 50 });
    return {
      viewer: async () => (await this.#ask('{ viewer { id name displayName email } }')).data.viewer,
      teams: ({ filter }) => page(teams(), filter),
      users: ({ filter }) => page(this.#all('users', 'id name displayName email'), filter),
      issueLabels: ({ filter }) => page(this.#all('issueLabels', 'id name color team { id key name }'), filter),
      issue: async ({ id }) => this.#issue(await this.#find(id)),
      issues: async ({ filter, orderBy = 'createdAt' }) => {
        const found = (await this.#all('issues', issueFields)).filter(issue => !filter || matches(issue, filter));
        return { connected: found.sort((left, right) => right[orderBy].localeCompare(left[orderBy]) || right.number - left.number).map(issue => this.#issue(issue)), first: 50 };
      },
      comment: async ({ id }) => {
        const { data } = await this.#ask('query($id: String!) { comment(id: $id) { id body createdAt updatedAt } }', { id: this.#ids.get(id) ?? id });
        return data.comment ?? fail(new GraphQLError('Entity not found: Comment - Could not find referenced Comment.'));
      },
      issueCreate: async ({ input }) => {
        const { data } = await this.#ask(`mutation($input: IssueCreateInput!) { issueCreate(input: $input) { success issue { ${issueFields} } } }`, { input: this.#claim(input) });
        if (input.id) this.#ids.set(input.id, data.issueCreate.issue.id);
        return { success: true, lastSyncId: 1, issue: this.#issue(data.issueCreate.issue) };
      },
      issueUpdate: async ({ id, input }) => {
        const { id: own } = await this.#find(id);
        const { data } = await this.#ask(`mutation($id: String, $input: IssueUpdateInput!) { issueUpdate(id: $id, input: $input) { success issue { ${issueFields} } } }`, { id: own, input });
        return { success: true, lastSyncId: 1, issue: this.#issue(data.issueUpdate.issue) };
      },
      commentCreate: async ({ input }) => {
        const rest = this.#claim(input);
        const { data } = await this.#ask('mutation($input: CommentCreateInput!) { commentCreate(input: $input) { success comment { id body createdAt updatedAt } } }', { input: { ...rest, issueId: (await this.#find(input.issueId)).id } });
        if (input.id) this.#ids.set(input.id, data.commentCreate.comment.id);
        return { success: true, lastSyncId: 1, comment: data.commentCreate.comment };
      },
      issueLabelCreate: async ({ input }) => {
        const { data } = await this.#ask('mutation($input: IssueLabelCreateInput!) { issueLabelCreate(input: $input) { success issueLabel { id name color } } }', { input: { color: '#888888', ...this.#claim(input) } });
        return { success: true, lastSyncId: 1, issueLabel: data.issueLabelCreate.issueLabel };
      },
      attachmentCreate: async ({ input }) => {
        const { id } = await this.#find(input.issueId);
        const attachment = { id: `${id}-${input.url}`, title: input.title, subtitle: input.subtitle ?? null, url: input.url, metadata: {}, createdAt: new Date().toISOString() };
        this.#attachments.set(id, [...(this.#attachments.get(id) ?? []).filter(other => other.url !== input.url), attachment]);
        return { success: true, lastSyncId: 1, attachment };
      },
    };
  }
}

function resolve(source, args, context, info) {
  if (!(info.fieldName in source)) throw new GraphQLError(`The test stack does not provide ${info.parentType.name}.${info.fieldName}.`);
  const value = source[info.fieldName];
  const given = typeof value === 'function' ? value(args) : value;
  const page = found => Array.isArray(found?.connected) ? connection(found.connected, { ...args, first: Math.min(args.first ?? found.first, 250) }, info, 250) : found;
  return typeof given?.then === 'function' ? given.then(page) : page(given);
}

function matches(item, filter) {
  return Object.entries(filter).every(([field, condition]) => {
    if (field === 'and') return condition.every(part => matches(item, part));
    if (field === 'or') return condition.length === 0 || condition.some(part => matches(item, part));
    const value = item[field];
    if (field === 'labels') return (!condition.some || value.nodes.some(label => matches(label, condition.some))) && (!condition.every || value.nodes.every(label => matches(label, condition.every)));
    if (value && typeof value === 'object') return matches(value, condition);
    return Object.entries(condition).every(([comparison, wanted]) => compare(comparison, value ?? '', wanted));
  });
}

function compare(comparison, value, wanted) {
  const low = text => `${text}`.toLowerCase();
  switch (comparison) {
    case 'eq': return value === wanted;
    case 'neq': return value !== wanted;
    case 'in': return wanted.includes(value);
    case 'nin': return !wanted.includes(value);
    case 'eqIgnoreCase': return low(value) === low(wanted);
    case 'contains': return value.includes(wanted);
    case 'containsIgnoreCase': return low(value).includes(low(wanted));
    case 'gt': return value > wanted;
    case 'gte': return value >= wanted;
    case 'lt': return value < wanted;
    default: throw new GraphQLError(`The test stack does not provide the comparison ${comparison}.`);
  }
}

function fail(error) { throw error; }
