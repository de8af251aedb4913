using Ao.Git.Gates;
using Ao.Scm;

namespace Ao.Plugins.Git.Forge;

/// <summary>Pull requests of the local forge: published in the push target, kept in references of the control repository.</summary>
internal sealed class PullRequests(
    Forges forges,
    ControlRepositories repositories,
    PushTargets targets,
    Checks checks,
    TimeProvider timeProvider)
{
    public async ValueTask<PullRequest?> FindAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken)
    {
        var control = await forges.OfAsync(source, cancellationToken).ConfigureAwait(false);
        return (await PullRequestRecords.FindAsync(control, key, cancellationToken).ConfigureAwait(false))?.Describe();
    }

    public async ValueTask<PullRequest> OpenAsync(PullRequestRequest request, CancellationToken cancellationToken)
    {
        RequireNoDraft(request.IsDraft);
        var control = await forges.OfAsync(request.Source, cancellationToken).ConfigureAwait(false);
        if (await PullRequestRecords.FindAsync(control, request.Key, cancellationToken).ConfigureAwait(false) is { } opened)
        {
            return opened.Describe();
        }

        var draft = new PullRequestRecord
        {
            Number = 0,
            Key = request.Key,
            Session = request.Session,
            Title = ForgeText.RequireTitle(request.Title),
            Body = ForgeText.RequireBody(request.Body),
            HeadBranch = BranchName.Require(request.HeadBranch),
            HeadRevision = Revision.Require(request.Revision),
            BaseBranch = BranchName.Require(request.BaseBranch),
            State = PullRequestState.Open,
            Target = await RequireTargetAsync(request, cancellationToken).ConfigureAwait(false),
            OpenedAt = timeProvider.GetUtcNow(),
        };
        if (draft.HeadBranch == draft.BaseBranch)
        {
            throw new AoException($"The branch '{Printable.Quote(draft.HeadBranch)}' cannot be proposed for itself. Publish the change under another branch.");
        }

        if (!await forges.GiveAsync(request.Source, control, draft.HeadRevision, cancellationToken).ConfigureAwait(false))
        {
            throw new AoException($"The revision '{draft.HeadRevision}' is not known here. Give one that a snapshot names.");
        }

        // Fetched to see that the base is there, before anything is published.
        await control.FetchBranchAsync(draft.Target, draft.BaseBranch, control.LocalRef($"source/heads/{draft.BaseBranch}"), cancellationToken).ConfigureAwait(false);

        // Published first: a host that ends here publishes the same once more, and only a record makes it a pull request.
        // What was relayed of the session's pushes is the project's own too, and gives way to the verified revision.
        var relayed = draft.Session is { } session ? await PushTargets.FindRelayedAsync(await repositories.OfAsync(request.Source, cancellationToken).ConfigureAwait(false), session, draft.Target, draft.HeadBranch, cancellationToken).ConfigureAwait(false) : null;
        if (await targets.PushAsync(control, draft.Target, draft.HeadRevision, draft.HeadBranch, published: relayed, cancellationToken).ConfigureAwait(false) is { } reason)
        {
            throw new AoException(reason);
        }

        var added = await PushedBranch.RecordAsync($"The branch '{draft.HeadBranch}'", () => PullRequestRecords.AddAsync(control, draft, cancellationToken)).ConfigureAwait(false);
        return added.Describe();
    }

    public async ValueTask<PullRequest> GetAsync(ProjectSource source, int number, CancellationToken cancellationToken)
    {
        var control = await forges.OfAsync(source, cancellationToken).ConfigureAwait(false);
        var (record, id) = await PullRequestRecords.GetAsync(control, number, cancellationToken).ConfigureAwait(false);
        return record.State == PullRequestState.Open ? await ExamineAsync(control, record, id, cancellationToken).ConfigureAwait(false) : record.Describe();
    }

    public async ValueTask<PullRequest> UpdateAsync(PullRequestUpdate update, CancellationToken cancellationToken)
    {
        RequireNoDraft(update.IsDraft is true);
        var control = await forges.OfAsync(update.Source, cancellationToken).ConfigureAwait(false);
        var isPushed = false;
        try
        {
            for (var attempt = 0; attempt < ControlRepository.MaxAttempts; attempt++)
            {
                var (record, id) = await PullRequestRecords.GetAsync(control, update.Number, cancellationToken).ConfigureAwait(false);
                if ((update.Close || update.Revision is not null) && await SettleAsync(control, record, id, cancellationToken).ConfigureAwait(false))
                {
                    continue;
                }

                if (ElsewhereThan(record, update.PushTarget, update.HeadBranch) is { } elsewhere)
                {
                    throw new AoException(elsewhere);
                }

                var changed = Apply(update, record);
                if (changed.HeadRevision != record.HeadRevision)
                {
                    await PublishAsync(update.Source, control, record, changed.HeadRevision, cancellationToken).ConfigureAwait(false);
                    isPushed = true;
                }

                if (changed == record || await PullRequestRecords.TryChangeAsync(control, changed, id, cancellationToken).ConfigureAwait(false))
                {
                    return changed.Describe();
                }
            }

            throw control.Contended($"Pull request {update.Number}");
        }
        catch (AoException exception) when (isPushed && exception is not OutcomeUnknownException)
        {
            throw PushedBranch.Unrecorded($"The newer revision of pull request {update.Number}", exception);
        }
    }

    public async ValueTask<MergeResult> MergeAsync(MergeRequest request, CancellationToken cancellationToken)
    {
        var control = await forges.OfAsync(request.Source, cancellationToken).ConfigureAwait(false);
        var (record, id) = await PullRequestRecords.GetAsync(control, request.Number, cancellationToken).ConfigureAwait(false);
        if (record.State != PullRequestState.Open)
        {
            var merged = record.State == PullRequestState.Merged;
            return new MergeResult(merged, record.Describe(), merged ? null : "It was closed without a merge.");
        }

        if (ElsewhereThan(record, request.PushTarget, request.HeadBranch) is { } elsewhere)
        {
            return new MergeResult(false, record.Describe(), elsewhere);
        }

        if (request.Method is not (MergeMethod.Merge or MergeMethod.Squash))
        {
            return new MergeResult(false, record.Describe(), $"The local forge cannot merge by '{request.Method}'. Choose {nameof(MergeMethod.Merge)} or {nameof(MergeMethod.Squash)} as the project's PullRequests:MergeMethod.");
        }

        if (record.HeadRevision != request.ExpectedRevision)
        {
            return new MergeResult(false, record.Describe(), $"Its head is {record.HeadRevision} by now, not {Printable.Quote(request.ExpectedRevision)}. Look at the newer revision first.");
        }

        var result = await Merges.ComputeAsync(control, record, cancellationToken).ConfigureAwait(false);
        if (await FindLandedAsync(control, record, result.Base, cancellationToken).ConfigureAwait(false) is { } landed)
        {
            return ResultOf(await RecordAsync(control, record, id, landed, cancellationToken).ConfigureAwait(false));
        }

        if (result.Tree is null)
        {
            return new MergeResult(false, record.Describe(Mergeability.Conflicting, result.Conflicts), $"It conflicts with '{record.BaseBranch}' in: {ForgeText.ListPaths(result.Conflicts, ", ", 20)}.");
        }

        var report = await checks.RunAsync(control, record, result, cancellationToken).ConfigureAwait(false);
        var failed = report.Checks.Where(static check => check.State != CheckState.Passed).Select(static check => check.Name).ToArray();
        if (failed.Length > 0)
        {
            return new MergeResult(false, record.Describe(Mergeability.Blocked), $"These checks did not pass on the merged result: {string.Join(", ", failed)}.");
        }

        if (await Reviews.ObjectorAsync(control, record, cancellationToken).ConfigureAwait(false) is { } objector)
        {
            return new MergeResult(false, record.Describe(Mergeability.Blocked), $"'{Printable.Quote(objector)}' asked for changes.");
        }

        return await PerformAsync(control, record, id, result, request.Method, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives the push target, which must be the one that was agreed to.</summary>
    private async ValueTask<string> RequireTargetAsync(PullRequestRequest request, CancellationToken cancellationToken)
    {
        var target = await targets.GetAsync(request.Source, cancellationToken).ConfigureAwait(false);
        return target == request.PushTarget
            ? target
            : throw new AoException($"The push target of project '{request.Source.Project}' is '{target}' by now, not '{Printable.Quote(request.PushTarget)}'. Ask again for the pull request as it would be now.");
    }

    private static void RequireNoDraft(bool isDraft)
    {
        if (isDraft)
        {
            throw new AoException("The local forge has no drafts. Set the project's PullRequests:Draft to false.");
        }
    }

    private static string? ElsewhereThan(PullRequestRecord record, string target, string branch) =>
        record.Target == target && record.HeadBranch == branch
            ? null
            : $"Pull request {record.Number} is branch '{Printable.Quote(record.HeadBranch)}' of '{record.Target}', not '{Printable.Quote(branch)}' of '{Printable.Quote(target)}'. Read it again first.";

    private async ValueTask<MergeResult> PerformAsync(ControlRepository control, PullRequestRecord record, string id, MergedTree result, MergeMethod method, CancellationToken cancellationToken)
    {
        string[] parents = method == MergeMethod.Squash ? [result.Base] : [result.Base, record.HeadRevision];
        var message = method == MergeMethod.Squash ? $"{record.Title} (#{record.Number})\n\n{record.Body}\n" : $"Merge pull request #{record.Number}: {record.Title}\n\n{record.Body}\n";
        var merge = await control.CommitAsync(result.Tree!, parents, message, timeProvider.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        await PreparedMerges.AddAsync(control, record, merge, cancellationToken).ConfigureAwait(false);
        if (await targets.PushAsync(control, record.Target, merge, record.BaseBranch, published: null, cancellationToken).ConfigureAwait(false) is { } reason)
        {
            return new MergeResult(false, record.Describe(Mergeability.Mergeable), reason);
        }

        return ResultOf(await PushedBranch.RecordAsync($"The merge {merge}", () => RecordAsync(control, record, id, merge, cancellationToken)).ConfigureAwait(false));
    }

    /// <summary>Tells what merged a pull request's head where that was done and not written down: a host ended after its push, or a person merged by hand.</summary>
    private static async ValueTask<string?> FindLandedAsync(ControlRepository control, PullRequestRecord record, string tip, CancellationToken cancellationToken) =>
        await PreparedMerges.FindLandedAsync(control, record, tip, cancellationToken).ConfigureAwait(false)
        ?? (await control.IsAncestorAsync(record.HeadRevision, tip, cancellationToken).ConfigureAwait(false) ? tip : null);

    /// <summary>Writes a merge down that was pushed and not written down: a newer head, or closing, would hide it.</summary>
    /// <returns>Whether there was one.</returns>
    private static async ValueTask<bool> SettleAsync(ControlRepository control, PullRequestRecord record, string id, CancellationToken cancellationToken)
    {
        if (record.State != PullRequestState.Open)
        {
            return false;
        }

        var tip = await Merges.TipAsync(control, record, cancellationToken).ConfigureAwait(false);
        if (await PreparedMerges.FindLandedAsync(control, record, tip, cancellationToken).ConfigureAwait(false) is not { } landed)
        {
            return false;
        }

        await RecordAsync(control, record, id, landed, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Writes down that a pull request's head is merged. Where it has a newer head by now, that one is not: it stays open.</summary>
    private static async ValueTask<PullRequest> RecordAsync(ControlRepository control, PullRequestRecord record, string id, string merge, CancellationToken cancellationToken)
    {
        var head = record.HeadRevision;
        for (var attempt = 0; attempt < ControlRepository.MaxAttempts; attempt++)
        {
            var merged = record with { State = PullRequestState.Merged, MergeRevision = merge };
            if (await PullRequestRecords.TryChangeAsync(control, merged, id, cancellationToken).ConfigureAwait(false))
            {
                return merged.Describe();
            }

            (record, id) = await PullRequestRecords.GetAsync(control, record.Number, cancellationToken).ConfigureAwait(false);
            if (record.HeadRevision != head || record.State == PullRequestState.Merged)
            {
                return record.Describe();
            }
        }

        throw control.Contended($"The merge of pull request {record.Number}");
    }

    private static MergeResult ResultOf(PullRequest recorded) => recorded.State == PullRequestState.Merged
        ? new MergeResult(true, recorded)
        : new MergeResult(false, recorded, $"The revision that was asked for is merged, but {recorded.HeadRevision} was proposed meanwhile and is not. The pull request stays open for it.");

    private static PullRequestRecord Apply(PullRequestUpdate update, PullRequestRecord record) => record with
    {
        Title = update.Title is null ? record.Title : ForgeText.RequireTitle(update.Title),
        Body = update.Body is null ? record.Body : ForgeText.RequireBody(update.Body),
        HeadRevision = update.Revision is null ? record.HeadRevision : Revision.Require(update.Revision),
        State = update.Close && record.State == PullRequestState.Open ? PullRequestState.Closed : record.State,
    };

    private async ValueTask PublishAsync(ProjectSource source, ControlRepository control, PullRequestRecord record, string revision, CancellationToken cancellationToken)
    {
        if (record.State != PullRequestState.Open)
        {
            throw new AoException($"Pull request {record.Number} is {record.State.ToString().ToLowerInvariant()}: it takes no newer revision. Open another one.");
        }

        if (!await forges.GiveAsync(source, control, revision, cancellationToken).ConfigureAwait(false))
        {
            throw new AoException($"The revision '{revision}' is not known here. Give one that a snapshot names.");
        }

        // An agent that amends its commits, or that has not committed at all, gives revisions that do not contain one another.
        if (await targets.PushAsync(control, record.Target, revision, record.HeadBranch, record.HeadRevision, cancellationToken).ConfigureAwait(false) is { } reason)
        {
            throw new AoException(reason);
        }
    }

    private async ValueTask<PullRequest> ExamineAsync(ControlRepository control, PullRequestRecord record, string id, CancellationToken cancellationToken)
    {
        var result = await Merges.ComputeAsync(control, record, cancellationToken).ConfigureAwait(false);
        if (await PreparedMerges.FindLandedAsync(control, record, result.Base, cancellationToken).ConfigureAwait(false) is { } landed)
        {
            return await RecordAsync(control, record, id, landed, cancellationToken).ConfigureAwait(false);
        }

        if (result.Tree is null)
        {
            return record.Describe(Mergeability.Conflicting, result.Conflicts);
        }

        var known = (await checks.FindAsync(control, record, result.Tree, cancellationToken).ConfigureAwait(false)).Checks;
        return record.Describe(MergeabilityOf(known, await Reviews.ObjectorAsync(control, record, cancellationToken).ConfigureAwait(false) is not null));
    }

    /// <summary>Tells whether a pull request that does not conflict can be merged.</summary>
    public static Mergeability MergeabilityOf(IReadOnlyList<Check> known, bool isObjectedTo) =>
        isObjectedTo || known.Any(static check => check.State == CheckState.Failed) ? Mergeability.Blocked
        : known.Any(static check => check.State == CheckState.Pending) ? Mergeability.Unknown
        : Mergeability.Mergeable;
}
