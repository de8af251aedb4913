// The objects of GraphQL, made of what REST tells. Properties are values, functions of the arguments, or connected lists.
import { GraphQLError } from 'graphql';
import { connected } from './connection.mjs';

const notFound = what => new GraphQLError(`Could not resolve to a ${what}.`, { extensions: { type: 'NOT_FOUND' } });

export class Objects {
  #front; #gaps;

  constructor(front, gaps) { this.#front = front; this.#gaps = gaps; }

  root({ token, login, cost, used, nodes }) {
    const read = path => this.#front.read(path, token);
    const see = { token, login, read };
    const node = id => this.#node(id, see);
    return {
      viewer: async () => this.actor(await read(`/users/${login}`)),
      rateLimit: { limit: 5000, cost, remaining: 5000 - used, used, nodeCount: nodes, resetAt: new Date(Date.now() + 3_600_000).toISOString() },
      repository: async ({ owner, name }) => {
        const repository = await this.repository(`${owner}/${name}`, see);
        if (!repository) throw notFound(`Repository with the name '${owner}/${name}'`);
        return repository;
      },
      node: ({ id }) => node(id),
      nodes: async ({ ids }) => await Promise.all(ids.map(id => node(id).catch(error => error))),
      ...this.#mutations(see),
    };
  }

  async #node(id, see) {
    const thread = /^PRRT_(.+)#(\d+)#(\d+)$/.exec(id);
    if (thread) return (await this.#threads(thread[1], Number(thread[2]), see)).find(found => found.id === id) ?? fail(notFound(`node with the global id of '${id}'`));
    const place = this.#gaps.pulls.placeOf(id);
    if (!place) throw notFound(`node with the global id of '${id}'`);
    return await this.pull(place.name, place.number, see);
  }

  actor(user) {
    if (!user) return null;
    const isBot = user.type === 'Bot' || user.login.endsWith('bot') || user.login.endsWith('[bot]');
    return { __typename: isBot ? 'Bot' : user.type === 'Organization' ? 'Organization' : 'User', login: user.login, id: user.node_id, databaseId: user.id, url: user.html_url, avatarUrl: user.avatar_url, name: user.name ?? null };
  }

  async repository(full, see) {
    const repository = await see.read(`/repos/${full}`);
    if (!repository) return null;
    const name = repository.full_name;
    const list = async (kind, query) => await see.read(`/repos/${name}/${kind}?per_page=100&${query}`);
    return {
      __typename: 'Repository', id: repository.node_id, databaseId: repository.id, name: repository.name, nameWithOwner: name, owner: this.actor(repository.owner), url: repository.html_url,
      isPrivate: repository.private, isFork: repository.fork, isArchived: repository.archived, autoMergeAllowed: false, mergeCommitAllowed: true, squashMergeAllowed: true, rebaseMergeAllowed: true, viewerPermission: 'WRITE',
      parent: () => repository.parent ? this.repository(repository.parent.full_name, see) : null,
      defaultBranchRef: { __typename: 'Ref', name: repository.default_branch, target: async () => this.commit(name, await this.#gaps.resolve(name, repository.default_branch), see) },
      pullRequest: async ({ number }) => await this.pull(name, number, see) ?? fail(notFound(`PullRequest with the number of ${number}`)),
      pullRequests: async args => {
        const states = args.states ?? ['OPEN', 'CLOSED', 'MERGED'];
        const found = (await list('pulls', `state=all&sort=${args.orderBy?.field === 'UPDATED_AT' ? 'updated' : 'created'}&direction=${args.orderBy?.direction === 'DESC' ? 'desc' : 'asc'}`))
          .filter(pull => states.includes(stateOf(pull)) && (!args.headRefName || pull.head.ref === args.headRefName) && (!args.baseRefName || pull.base.ref === args.baseRefName));
        return connected(await Promise.all(found.map(pull => this.pull(name, pull.number, see))));
      },
      issue: async ({ number }) => this.issue(await see.read(`/repos/${name}/issues/${number}`)) ?? fail(notFound(`Issue with the number of ${number}`)),
      object: async ({ oid, expression }) => await this.commit(name, await this.#gaps.resolve(name, oid ?? expression), see),
      ref: async ({ qualifiedName }) => {
        const branch = qualifiedName.replace('refs/heads/', '');
        const tip = await this.#gaps.repositories.tip(name, branch);
        return tip && { __typename: 'Ref', name: branch, prefix: 'refs/heads/', target: () => this.commit(name, tip, see) };
      },
      mergeQueue: ({ branch }) => this.#gaps.pulls.queueOf(name, branch ?? repository.default_branch) ? { __typename: 'MergeQueue', id: `MQ_${name}` } : null,
    };
  }

  issue(issue) {
    return issue && { __typename: 'Issue', id: issue.node_id, databaseId: issue.id, number: issue.number, title: issue.title, body: issue.body ?? '', state: issue.state.toUpperCase(), url: issue.html_url, author: this.actor(issue.user) };
  }

  async commit(name, oid, see) {
    const commit = await see.read(`/repos/${name}/git/commits/${oid}`);
    return commit && {
      __typename: 'Commit', id: `C_${oid}`, oid, messageHeadline: commit.message.split('\n')[0], message: commit.message, committedDate: commit.committer.date, authoredDate: commit.author.date,
      statusCheckRollup: () => this.rollup(name, oid, see), url: `${this.#front.address}/${name}/commit/${oid}`,
    };
  }

  async rollup(name, oid, see) {
    const rollup = await this.#gaps.rollup(name, oid);
    return rollup && {
      __typename: 'StatusCheckRollup', id: `SCR_${oid}`, state: rollup.state, commit: () => this.commit(name, oid, see),
      contexts: connected([...await Promise.all(rollup.runs.map(run => this.checkRun(name, run, see))), ...rollup.statuses.map(status => this.statusContext(name, status, see))], {
        checkRunCountsByState: count(rollup.runs.map(run => (run.status === 'completed' ? run.conclusion : run.status).toUpperCase())),
        statusContextCountsByState: count(rollup.statuses.map(status => status.state.toUpperCase())),
        checkRunCount: rollup.runs.length, statusContextCount: rollup.statuses.length,
      }),
    };
  }

  async checkRun(name, run, see) {
    const job = await see.read(`/repos/${name}/actions/jobs/${run.id}`);
    return {
      __typename: 'CheckRun', id: run.node_id, databaseId: run.id, name: run.name, status: run.status.toUpperCase(), conclusion: run.conclusion?.toUpperCase() ?? null, startedAt: run.started_at, completedAt: run.completed_at,
      detailsUrl: run.details_url ?? run.html_url, url: run.html_url, permalink: run.html_url, title: run.output?.title ?? null, summary: run.output?.summary ?? null, text: run.output?.text ?? null, externalId: run.external_id ?? null,
      isRequired: args => this.#required(name, args, run.name, see),
      steps: connected((job?.steps ?? []).map(step => ({ __typename: 'CheckStep', name: step.name, number: step.number, status: step.status.toUpperCase(), conclusion: step.conclusion?.toUpperCase() ?? null }))),
      annotations: connected([]),
      checkSuite: { __typename: 'CheckSuite', id: `CS_${run.check_suite?.id}`, databaseId: run.check_suite?.id ?? null, app: { __typename: 'App', id: run.app.node_id, slug: run.app.slug, name: run.app.name, databaseId: run.app.id }, workflowRun: job && { __typename: 'WorkflowRun', databaseId: job.run_id, runNumber: 1, url: job.html_url, workflow: { __typename: 'Workflow', name: 'CI' } } },
    };
  }

  statusContext(name, status, see) {
    return { __typename: 'StatusContext', id: status.node_id, context: status.context, state: status.state.toUpperCase(), description: status.description, targetUrl: status.target_url, createdAt: status.created_at, creator: this.actor(status.creator), isRequired: args => this.#required(name, args, status.context, see) };
  }

  async #required(name, { pullRequestNumber }, context, see) {
    const pull = pullRequestNumber && await see.read(`/repos/${name}/pulls/${pullRequestNumber}`);
    return pull ? ((await this.#gaps.pulls.rule(name, pull.base.ref))?.required_status_checks?.contexts ?? []).includes(context) : false;
  }

  async pull(name, number, see) {
    const pull = await see.read(`/repos/${name}/pulls/${number}`);
    if (!pull) return null;
    const { pulls } = this.#gaps;
    const reviews = async () => (await see.read(`/repos/${name}/pulls/${number}/reviews?per_page=100`)).map(review => this.review(name, number, review, see));
    const latest = async opinionated => [...new Map((await reviews()).filter(review => !opinionated || ['APPROVED', 'CHANGES_REQUESTED', 'DISMISSED'].includes(review.state)).map(review => [review.author?.login, review])).values()];
    const paged = load => async () => connected(await load());
    return {
      __typename: 'PullRequest', id: pull.node_id, databaseId: pull.id, fullDatabaseId: String(pull.id), number, url: pull.html_url, title: pull.title, body: pull.body ?? '', state: stateOf(pull), isDraft: pull.draft, locked: pull.locked,
      createdAt: pull.created_at, updatedAt: pull.updated_at, closedAt: pull.closed_at, mergedAt: pull.merged_at, merged: !!pull.merged, closed: pull.state === 'closed', author: this.actor(pull.user), mergedBy: this.actor(pull.merged_by),
      authorAssociation: pull.author_association, mergeable: pull.mergeable == null ? 'UNKNOWN' : pull.mergeable ? 'MERGEABLE' : 'CONFLICTING', mergeStateStatus: (pull.mergeable_state ?? 'unknown').toUpperCase(), canBeRebased: pull.mergeable === true,
      reviewDecision: () => pulls.decision(name, pull), headRefName: pull.head.ref, headRefOid: pull.head.sha, baseRefName: pull.base.ref, baseRefOid: pull.base.sha, isCrossRepository: pull.head.repo?.full_name !== name,
      headRepository: () => pull.head.repo ? this.repository(pull.head.repo.full_name, see) : null, headRepositoryOwner: this.actor(pull.head.user), baseRepository: () => this.repository(name, see), repository: () => this.repository(name, see),
      headRef: () => ({ __typename: 'Ref', name: pull.head.ref, target: () => this.commit(name, pull.head.sha, see) }), baseRef: () => ({ __typename: 'Ref', name: pull.base.ref, target: () => this.commit(name, pull.base.sha, see) }),
      mergeCommit: () => pull.merge_commit_sha ? this.commit(name, pull.merge_commit_sha, see) : null, additions: pull.additions, deletions: pull.deletions, changedFiles: pull.changed_files, maintainerCanModify: true, viewerCanUpdate: true,
      labels: connected(pull.labels.map(label => ({ __typename: 'Label', id: label.node_id, name: label.name, color: label.color }))), assignees: connected(pull.assignees.map(user => this.actor(user))),
      totalCommentsCount: (pull.comments ?? 0) + (pull.review_comments ?? 0), reviewRequests: connected(pull.requested_reviewers.map(user => ({ __typename: 'ReviewRequest', requestedReviewer: this.actor(user) }))),
      reviews: paged(reviews), latestReviews: paged(() => latest(false)), latestOpinionatedReviews: paged(() => latest(true)),
      reviewThreads: paged(() => this.#threads(name, number, see)),
      comments: paged(async () => (await see.read(`/repos/${name}/issues/${number}/comments?per_page=100`)).map(comment => ({ __typename: 'IssueComment', id: comment.node_id, databaseId: comment.id, fullDatabaseId: String(comment.id), author: this.actor(comment.user), authorAssociation: comment.author_association, body: comment.body, createdAt: comment.created_at, updatedAt: comment.updated_at, url: comment.html_url, isMinimized: false }))),
      commits: paged(async () => [{ __typename: 'PullRequestCommit', id: `PRC_${pull.head.sha}`, commit: () => this.commit(pull.head.repo?.full_name ?? name, pull.head.sha, see) }]),
      statusCheckRollup: () => this.rollup(name, pull.head.sha, see), isInMergeQueue: !!pulls.entryOf(name, pull), mergeQueueEntry: this.#entry(pulls.entryOf(name, pull)), mergeQueue: pulls.queueOf(name, pull.base.ref) ? { __typename: 'MergeQueue', id: `MQ_${name}` } : null,
      isMergeQueueEnabled: !!pulls.queueOf(name, pull.base.ref), autoMergeRequest: null, viewerCanEnableAutoMerge: false,
      closingIssuesReferences: paged(async () => await Promise.all([...`${pull.body ?? ''}`.matchAll(/\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+#(\d+)/gi)].map(async match => this.issue(await see.read(`/repos/${name}/issues/${match[1]}`))))),
    };
  }

  #entry(entry) { return entry && { __typename: 'MergeQueueEntry', id: entry.id, position: entry.position, state: entry.state, enqueuedAt: entry.enqueuedAt, estimatedTimeToMerge: null }; }

  review(name, number, review, see) {
    return {
      __typename: 'PullRequestReview', id: review.node_id, databaseId: review.id, fullDatabaseId: String(review.id), author: this.actor(review.user), authorAssociation: review.author_association, body: review.body ?? '', state: review.state,
      submittedAt: review.submitted_at, createdAt: review.created_at, updatedAt: review.updated_at, url: review.html_url, commit: () => this.commit(name, review.commit_id, see),
      comments: async args => connected((await see.read(`/repos/${name}/pulls/${number}/reviews/${review.id}/comments?per_page=100`)).map(comment => this.comment(name, comment, see))),
    };
  }

  comment(name, comment, see) {
    return {
      __typename: 'PullRequestReviewComment', id: comment.node_id, databaseId: comment.id, fullDatabaseId: String(comment.id), author: this.actor(comment.user), authorAssociation: comment.author_association, body: comment.body, createdAt: comment.created_at,
      updatedAt: comment.updated_at, path: comment.path, line: comment.line, originalLine: comment.line, url: comment.html_url, outdated: false, diffHunk: comment.diff_hunk, isMinimized: false,
      commit: () => this.commit(name, comment.commit_id, see), originalCommit: () => this.commit(name, comment.original_commit_id, see),
      pullRequestReview: async () => comment.pull_request_review_id ? this.review(name, Number(comment.pull_request_url.split('/').at(-1)), await see.read(`/repos/${name}/pulls/${comment.pull_request_url.split('/').at(-1)}/reviews/${comment.pull_request_review_id}`), see) : null,
      replyTo: comment.in_reply_to_id ? { __typename: 'PullRequestReviewComment', databaseId: comment.in_reply_to_id, fullDatabaseId: String(comment.in_reply_to_id) } : null,
    };
  }

  async #threads(name, number, see) {
    const comments = await see.read(`/repos/${name}/pulls/${number}/comments?per_page=100`);
    const pull = await see.read(`/repos/${name}/pulls/${number}`);
    const { resolved } = this.#gaps.pulls.state(name, number);
    return await Promise.all(comments.filter(comment => !comment.in_reply_to_id).map(async root => {
      const outdated = root.commit_id !== pull.head.sha && await this.#gaps.repositories.run(name, ['diff', '--quiet', root.commit_id, pull.head.sha, '--', root.path], { mayFail: true }) === null;
      return {
        __typename: 'PullRequestReviewThread', id: `PRRT_${name}#${number}#${root.id}`, isResolved: resolved.has(root.id), isOutdated: outdated, isCollapsed: resolved.has(root.id), path: root.path, line: outdated ? null : root.line, originalLine: root.line,
        startLine: null, originalStartLine: null, diffSide: root.side, subjectType: (root.subject_type ?? 'line').toUpperCase(), resolvedBy: resolved.get(root.id) ?? null, viewerCanResolve: !resolved.has(root.id), viewerCanUnresolve: resolved.has(root.id), viewerCanReply: true,
        comments: connected(comments.filter(comment => comment.id === root.id || comment.in_reply_to_id === root.id).map(comment => this.comment(name, comment, see))),
        pullRequest: () => this.pull(name, number, see), repository: () => this.repository(name, see),
      };
    }));
  }

  #mutations(see) {
    const { pulls, hooks } = this.#gaps;
    const send = async (method, path, body) => {
      const response = await this.#front.inner(new Request(this.#front.innerAddress + path, { method, headers: { authorization: `Bearer ${see.token}`, 'content-type': 'application/json' }, body: JSON.stringify(body) }));
      const answer = await response.json();
      if (!response.ok) throw new GraphQLError(answer.message, { extensions: { type: 'UNPROCESSABLE' } });
      return answer;
    };
    const thread = async (id, resolve) => {
      const [, name, number, root] = /^PRRT_(.+)#(\d+)#(\d+)$/.exec(id) ?? fail(notFound(`node with the global id of '${id}'`));
      await this.#node(id, see);
      const { resolved } = pulls.state(name, Number(number));
      if (resolve) resolved.set(Number(root), this.actor(await see.read(`/users/${see.login}`))); else resolved.delete(Number(root));
      await hooks.send(name, 'pull_request_review_thread', { action: resolve ? 'resolved' : 'unresolved', pull_request: await see.read(`/repos/${name}/pulls/${number}`), thread: { node_id: id, comments: [] }, sender: await see.read(`/users/${see.login}`) });
      return { thread: await this.#node(id, see), clientMutationId: null };
    };
    const place = id => pulls.placeOf(id) ?? fail(notFound(`node with the global id of '${id}'`));
    const change = async (id, body) => {
      const { name, number } = place(id);
      await send('PATCH', `/repos/${name}/pulls/${number}`, body);
      return { pullRequest: await this.pull(name, number, see), clientMutationId: null };
    };
    return {
      resolveReviewThread: ({ input }) => thread(input.threadId, true),
      unresolveReviewThread: ({ input }) => thread(input.threadId, false),
      addPullRequestReviewThreadReply: async ({ input }) => {
        const [, name, number, root] = /^PRRT_(.+)#(\d+)#(\d+)$/.exec(input.pullRequestReviewThreadId) ?? fail(notFound('thread'));
        return { comment: this.comment(name, await send('POST', `/repos/${name}/pulls/${number}/comments/${root}/replies`, { body: input.body }), see), clientMutationId: null };
      },
      markPullRequestReadyForReview: ({ input }) => change(input.pullRequestId, { draft: false }),
      convertPullRequestToDraft: ({ input }) => change(input.pullRequestId, { draft: true }),
      closePullRequest: ({ input }) => change(input.pullRequestId, { state: 'closed' }),
      mergePullRequest: async ({ input }) => {
        const { name, number } = place(input.pullRequestId);
        await send('PUT', `/repos/${name}/pulls/${number}/merge`, { sha: input.expectedHeadOid, merge_method: input.mergeMethod?.toLowerCase(), commit_title: input.commitHeadline, commit_message: input.commitBody });
        return { pullRequest: await this.pull(name, number, see), clientMutationId: null };
      },
      enqueuePullRequest: async ({ input }) => {
        const { name, number } = place(input.pullRequestId);
        const pull = await see.read(`/repos/${name}/pulls/${number}`);
        if (input.expectedHeadOid && input.expectedHeadOid !== pull.head.sha) throw new GraphQLError('Head branch was modified. Review and try the merge again.', { extensions: { type: 'UNPROCESSABLE' } });
        const entry = pulls.enqueue(name, pull) ?? fail(new GraphQLError('The base branch has no merge queue', { extensions: { type: 'UNPROCESSABLE' } }));
        return { mergeQueueEntry: this.#entry(entry), clientMutationId: null };
      },
      dequeuePullRequest: async ({ input }) => {
        const { name, number } = place(input.id);
        pulls.dequeue(name, number);
        return { mergeQueueEntry: null, clientMutationId: null };
      },
      enablePullRequestAutoMerge: () => fail(new GraphQLError('Auto merge is not allowed for this repository', { extensions: { type: 'UNPROCESSABLE' } })),
    };
  }
}

function count(states) { return [...new Set(states)].map(state => ({ state, count: states.filter(other => other === state).length })); }

function stateOf(pull) { return pull.merged_at ? 'MERGED' : pull.state.toUpperCase(); }

function fail(error) { throw error; }

