using Ao.Plugins.GitLab.Api;
using Ao.Plugins.GitLab.Data;
using Ao.Scm;

namespace Ao.Plugins.GitLab.Checks;

/// <summary>Reads what a pipeline and outside services say of a revision.</summary>
internal sealed class PipelineReader(GitLabClient client, JobLogs logs)
{
    private const int MaxParents = 5000;
    private readonly BoundedCache<string, IReadOnlyList<string>> _parents = new(MaxParents);

    /// <summary>Gives the pipeline of a merge request's head, where it has one: right after a push the merge request still names that of the head before.</summary>
    public async ValueTask<PipelineData?> OfHeadAsync(GitLabProject project, MergeRequestData data, CallPurpose purpose, CancellationToken cancellationToken)
    {
        if (data.HeadPipeline is not { } pipeline || data.Sha is not { } head)
        {
            return null;
        }

        if (pipeline.Sha == head)
        {
            return pipeline;
        }

        // A pipeline for the merged result is about a commit that GitLab has made: its parents are the target branch and the head.
        var isMerged = pipeline.Sha is not null && pipeline.Ref is { } name && name.StartsWith("refs/merge-requests/", StringComparison.Ordinal);
        return isMerged && (await ParentsAsync(pipeline.ProjectId ?? project.Id, pipeline.Sha!, purpose, cancellationToken).ConfigureAwait(false)).Contains(head) ? pipeline : null;
    }

    /// <summary>Reads the checks of a revision.</summary>
    public async ValueTask<CheckReport> ReadAsync(GitLabProject project, PipelineData? pipeline, string revision, CallPurpose purpose, CancellationToken cancellationToken)
    {
        var checks = new List<Check>();
        var jobs = pipeline is null ? [] : await JobsAsync(project, pipeline, purpose, cancellationToken).ConfigureAwait(false);
        foreach (var attempts in jobs.GroupBy(static job => job.Name, StringComparer.Ordinal))
        {
            checks.Add(await DescribeAsync(pipeline?.ProjectId ?? project.Id, [.. attempts.OrderBy(static job => job.Id)], purpose, cancellationToken).ConfigureAwait(false));
        }

        var known = jobs.Select(static job => job.Id).ToHashSet();
        var names = checks.Select(static check => check.Name).ToHashSet(StringComparer.Ordinal);
        await foreach (var status in client.ListAsync($"{project.Api}/repository/commits/{Uri.EscapeDataString(revision)}/statuses", GitLabJson.Default.CommitStatusDataArray, purpose, cancellationToken).ConfigureAwait(false))
        {
            // The list holds the jobs too, of all pipelines of the revision.
            if (!known.Contains(status.Id) && !IsJob(status) && names.Add(status.Name))
            {
                checks.Add(Describe(status));
            }
        }

        return new CheckReport(revision, [.. checks.OrderBy(static check => check.Name, StringComparer.Ordinal)]);
    }

    /// <summary>Reads the jobs of a pipeline, earlier attempts too, and those that start other pipelines.</summary>
    public async ValueTask<IReadOnlyList<JobData>> JobsAsync(GitLabProject project, PipelineData pipeline, CallPurpose purpose, CancellationToken cancellationToken)
    {
        var place = FormattableString.Invariant($"projects/{pipeline.ProjectId ?? project.Id}/pipelines/{pipeline.Id}");
        var jobs = new List<JobData>();
        await foreach (var job in client.ListAsync($"{place}/jobs?include_retried=true", GitLabJson.Default.JobDataArray, purpose, cancellationToken).ConfigureAwait(false))
        {
            jobs.Add(job);
        }

        await foreach (var bridge in client.ListAsync($"{place}/bridges", GitLabJson.Default.JobDataArray, purpose, cancellationToken).ConfigureAwait(false))
        {
            jobs.Add(bridge);
        }

        return jobs;
    }

    private async ValueTask<Check> DescribeAsync(long project, IReadOnlyList<JobData> attempts, CallPurpose purpose, CancellationToken cancellationToken)
    {
        var job = attempts[^1];
        var state = JobStates.Read(job.Status, job.AllowFailure);
        var (excerpt, step) = state is CheckState.Failed && job.Status is "failed" && job.DownstreamPipeline is null
            ? await logs.ReadAsync(project, job.Id, purpose, cancellationToken).ConfigureAwait(false)
            : ("", null);
        return new Check
        {
            Name = job.Name,
            State = state,
            Excerpt = excerpt.Length > 0 ? excerpt : state is CheckState.Failed ? ReasonOf(job) : "",
            Step = state is CheckState.Failed ? step ?? job.Stage : null,
            Attempt = attempts.Count,
            IsInfrastructure = state is CheckState.Failed && JobStates.IsInfrastructure(job.FailureReason),
            Address = MergeRequests.MergeRequestMap.AddressOf(job.DownstreamPipeline?.WebUrl ?? job.WebUrl),
        };
    }

    private static string ReasonOf(JobData job) => job.Status is "canceled" ? "The job was cancelled." : job.FailureReason is { Length: > 0 } reason ? $"GitLab says '{Printable.Quote(reason)}'." : "";

    /// <summary>Gives the check that an outside service has set.</summary>
    public static Check Describe(CommitStatusData status) => new()
    {
        Name = status.Name,
        State = JobStates.Read(status.Status, status.AllowFailure),
        Excerpt = Printable.Clean(status.Description is { Length: > 4096 } text ? text[..4096] : status.Description),
        Address = MergeRequests.MergeRequestMap.AddressOf(status.TargetUrl),
    };

    // A job's address at GitLab ends in its own id; an outside service gives an address of its own, or none.
    private static bool IsJob(CommitStatusData status) => status.TargetUrl?.EndsWith(FormattableString.Invariant($"/-/jobs/{status.Id}"), StringComparison.Ordinal) == true;

    private async ValueTask<IReadOnlyList<string>> ParentsAsync(long project, string revision, CallPurpose purpose, CancellationToken cancellationToken)
    {
        if (_parents.TryGet(revision, out var known))
        {
            return known;
        }

        var commit = await client.FindAsync($"projects/{project}/repository/commits/{Uri.EscapeDataString(revision)}", GitLabJson.Default.CommitData, purpose, cancellationToken).ConfigureAwait(false);
        known = commit?.ParentIds ?? [];
        _parents.Set(revision, known);
        return known;
    }
}
