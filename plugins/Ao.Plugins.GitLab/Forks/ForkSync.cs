using Ao.Plugins.GitLab.Api;
using Ao.Plugins.GitLab.Data;
using Ao.Scm;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.GitLab.Forks;

/// <summary>Tells how far a fork and its source are apart, and lets GitLab bring the fork up.</summary>
internal sealed class ForkSync(GitLabClient client, Projects projects, ForkList forks, IOptions<GitLabOptions> options, TimeProvider timeProvider)
{
    public async ValueTask<ForkDivergence> CompareAsync(ProjectSource source, Fork fork, string branch, CancellationToken cancellationToken)
    {
        var upstream = await projects.OfAsync(source, cancellationToken).ConfigureAwait(false);
        return await CompareAsync(upstream, await forks.OfAsync(upstream, fork, cancellationToken).ConfigureAwait(false), branch, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<ForkSyncResult> SyncAsync(ForkSyncRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var upstream = await projects.OfAsync(request.Source, cancellationToken).ConfigureAwait(false);
        var fork = await forks.OfAsync(upstream, request.Fork, cancellationToken).ConfigureAwait(false);
        var apart = await CompareAsync(upstream, fork, request.Branch, cancellationToken).ConfigureAwait(false);
        if (ReasonAgainst(apart, upstream, request.Branch) is { } settled)
        {
            return settled;
        }

        // GitLab brings it up to whatever there is.
        if (request.Revision is { } agreed && agreed != apart.SourceRevision)
        {
            return new ForkSyncResult(ForkSyncOutcome.Blocked, apart.ForkRevision, $"'{Printable.Quote(upstream.Path)}' has moved on to {apart.SourceRevision} since it was looked at. Look at it, and ask again.");
        }

        var answer = await client.QueryAsync(Documents.SyncFork, new GraphVariables { Path = fork.Path, Branch = request.Branch }, GraphJson.Default.SyncAnswer, CallPurpose.Write, cancellationToken).ConfigureAwait(false);
        return answer.Errors.Select(static error => error.Message).Concat(answer.Data?.ProjectSyncFork?.Errors ?? []).FirstOrDefault() is { } error
            ? new ForkSyncResult(ForkSyncOutcome.Blocked, apart.ForkRevision, $"GitLab did not bring the fork up: {Printable.Quote(error)}.")
            : await WaitAsync(upstream, fork, request.Branch, apart, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Tells what is settled without asking: GitLab would merge where a fast-forward is not possible, and takes only the default branch of the source.</summary>
    public static ForkSyncResult? ReasonAgainst(ForkDivergence apart, GitLabProject upstream, string branch) =>
        apart.Behind == 0 ? new ForkSyncResult(ForkSyncOutcome.UpToDate, apart.ForkRevision)
        : apart.Ahead > 0 ? new ForkSyncResult(ForkSyncOutcome.Blocked, apart.ForkRevision, $"The fork has {apart.Ahead} commits of its own on '{Printable.Quote(branch)}': only a merge would bring it up.")
        : branch != upstream.DefaultBranch ? new ForkSyncResult(ForkSyncOutcome.Blocked, apart.ForkRevision, $"GitLab brings a fork up to its source's default branch only, which is '{Printable.Quote(upstream.DefaultBranch)}'. Push '{Printable.Quote(branch)}' to the fork instead.")
        : null;

    private async ValueTask<ForkDivergence> CompareAsync(GitLabProject upstream, GitLabProject fork, string branch, CancellationToken cancellationToken)
    {
        var there = await TipAsync(fork, branch, cancellationToken).ConfigureAwait(false);
        var here = await TipAsync(upstream, branch, cancellationToken).ConfigureAwait(false);
        return there == here
            ? new ForkDivergence(0, 0, there, here)
            : new ForkDivergence(await CountAsync(fork, there, upstream, here, cancellationToken).ConfigureAwait(false), await CountAsync(upstream, here, fork, there, cancellationToken).ConfigureAwait(false), there, here);
    }

    /// <summary>Counts the commits that one project's revision has and another's has not.</summary>
    private async ValueTask<int> CountAsync(GitLabProject having, string revision, GitLabProject lacking, string other, CancellationToken cancellationToken)
    {
        var comparison = await client.GetAsync($"{having.Api}/repository/compare?from_project_id={lacking.Id}&from={Uri.EscapeDataString(other)}&to={Uri.EscapeDataString(revision)}", GitLabJson.Default.ComparisonData, CallPurpose.Person, cancellationToken).ConfigureAwait(false);
        return comparison.CompareTimeout
            ? throw new TransientException($"GitLab could not compare '{having.Path}' with '{lacking.Path}' in its time.")
            : comparison.Commits.Count;
    }

    private async ValueTask<string> TipAsync(GitLabProject project, string branch, CancellationToken cancellationToken)
    {
        var data = await client.FindAsync($"{project.Api}/repository/branches/{Uri.EscapeDataString(branch)}", GitLabJson.Default.BranchData, CallPurpose.Person, cancellationToken).ConfigureAwait(false);
        return data?.Commit?.Id ?? throw new AoException($"There is no branch '{Printable.Quote(branch)}' in '{project.Path}'. Name one that both have; a fork that was made a moment ago has its branches soon.");
    }

    private async ValueTask<ForkSyncResult> WaitAsync(GitLabProject upstream, GitLabProject fork, string branch, ForkDivergence before, CancellationToken cancellationToken)
    {
        var until = timeProvider.GetUtcNow() + options.Value.BackgroundPatience;
        while (true)
        {
            var tip = await TipAsync(fork, branch, cancellationToken).ConfigureAwait(false);
            if (tip != before.ForkRevision)
            {
                return tip == before.SourceRevision || tip == await TipAsync(upstream, branch, cancellationToken).ConfigureAwait(false)
                    ? new ForkSyncResult(ForkSyncOutcome.FastForwarded, tip)
                    : new ForkSyncResult(ForkSyncOutcome.Blocked, tip, "The fork got other commits while it was brought up. Look at it.");
            }

            if (timeProvider.GetUtcNow() >= until)
            {
                throw new TransientException($"GitLab has not brought '{fork.Path}' up within {options.Value.BackgroundPatience.TotalSeconds:0} s; it may still do it. The same may be asked again.", options.Value.BackgroundPatience);
            }

            await Task.Delay(options.Value.BackgroundInterval, timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }
}
